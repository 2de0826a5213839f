import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DOCUMENT_LIMIT_BYTES } from '@querraum/contracts';
import { CONFIG, DomainError } from '../platform';
import { STORAGE_KEY, type ByteStore, type ReceivedFile, type StoreConfig } from './byte-store';
import { byteStoreFor } from './byte-store-for';
import { onDisk } from './full-disk';
import { incomingFolder, removeLeftBehind } from './incoming';

/** A received file under the name that the browser sent. */
export interface Upload extends ReceivedFile {
  fileName: string;
}

/** A checked file in its lasting place, not yet part of any document. */
export interface StoredFile {
  sha256: string;
  size: number;
  mediaType: string;
  fileName: string;
  storageKey: string;
}

/**
 * The bytes of documents. What comes in is measured and hashed on this machine's disk and checked there; then it gets
 * its lasting place in the store behind (docs/adr/0034). Names are random ids, never anything that a person sent.
 */
@Injectable()
export class DocumentStore {
  private readonly lasting: ByteStore;
  private readonly incoming: string;

  constructor(@Inject(CONFIG) config: StoreConfig) {
    this.lasting = byteStoreFor(config);
    this.incoming = incomingFolder(config);
  }

  /** Takes the bytes in under the limit; they are on the disk when this returns. */
  receive(content: Readable): Promise<ReceivedFile> {
    return this.receiveAs(randomUUID(), content, DOCUMENT_LIMIT_BYTES);
  }

  /** The same for bytes that are to be kept under this key: `remove` finds them also where nobody came to keep them. */
  receiveAs(storageKey: string, content: Readable, limit: number): Promise<ReceivedFile> {
    return onDisk(() => this.write(join(this.incoming, checked(storageKey)), content, limit));
  }

  private async write(path: string, content: Readable, limit: number): Promise<ReceivedFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    let size = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > limit) throw tooLarge(limit);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return { path, size, sha256: hash.digest('hex') };
  }

  /** Gives the received file its lasting place. */
  async keep(received: ReceivedFile): Promise<string> {
    const storageKey = randomUUID();
    await this.keepAs(storageKey, received);
    return storageKey;
  }

  /** Under a key that was noted before, and under which nothing lies: whoever dies meanwhile leaves nothing that nobody knows. */
  async keepAs(storageKey: string, received: ReceivedFile): Promise<void> {
    await onDisk(() => this.lasting.put(checked(storageKey), received));
  }

  /** The same bytes once more, under a key of their own. */
  async copy({ storageKey, sha256 }: Pick<StoredFile, 'storageKey' | 'sha256'>): Promise<string> {
    const received = await this.receive(await this.read(storageKey, sha256));
    try {
      return await this.keep(received);
    } finally {
      await this.discard(received.path);
    }
  }

  /** Takes a received file away; one that was kept is no longer there. */
  async discard(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Received files that nobody came to keep or take away. */
  async removeLeftBehind(now: Date): Promise<void> {
    await removeLeftBehind(this.incoming, now);
  }

  async remove(storageKey: string): Promise<void> {
    await rm(join(this.incoming, checked(storageKey)), { force: true });
    await this.lasting.remove(storageKey);
  }

  /** The bytes, held against their hash: a reader never gets the end of a file that is not the one that was signed. */
  async read(storageKey: string, sha256: string): Promise<Readable> {
    const source = await this.lasting.get(checked(storageKey));
    const verified = source.pipe(verify(sha256));
    source.on('error', (error) => verified.destroy(error));
    verified.on('close', () => source.destroy());
    return verified;
  }
}

function checked(storageKey: string): string {
  if (!STORAGE_KEY.test(storageKey)) throw new Error(`No storage key: ${storageKey}`);
  return storageKey;
}

export const tooLarge = (limit: number = DOCUMENT_LIMIT_BYTES): DomainError =>
  new DomainError('documentTooLarge', { limit: limit / 1024 / 1024 });

/** Passes everything on but holds back the last chunk until the hash is known to be right. */
function verify(sha256: string): Transform {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const ready = held;
      held = chunk;
      done(null, ready);
    },
    flush(done) {
      if (hash.digest('hex') === sha256) done(null, held);
      else done(new Error('A stored document does not match its hash.'));
    },
  });
}
