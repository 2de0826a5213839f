import type { VersionRecord } from './document-record';
import type { DocumentStore } from './document-store';
import { readText, type ReadText, type TextThread } from './read-text';

/** Reads the text of a version that lies in the store. */
export class TextReader {
  constructor(
    private readonly store: DocumentStore,
    private readonly thread: TextThread,
  ) {}

  /** A store that is away is a fault that passes; what the file does to its reader is part of the answer. */
  async read({ storageKey, sha256, mediaType }: VersionRecord): Promise<ReadText> {
    const { path, size } = await this.store.receive(await this.store.read(storageKey, sha256));
    try {
      return await readText(path, { mediaType, size }, this.thread);
    } finally {
      await this.store.discard(path);
    }
  }
}
