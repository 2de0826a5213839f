import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ByteStore, ReceivedFile } from './byte-store';

/** Bytes in a folder of this machine, or one that all machines share. */
export class FolderStore implements ByteStore {
  constructor(private readonly folder: string) {}

  async put(key: string, { path }: ReceivedFile): Promise<void> {
    const lasting = this.pathOf(key);
    await mkdir(dirname(lasting), { recursive: true });
    await rename(path, lasting);
    const folder = await open(dirname(lasting), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async get(key: string): Promise<Readable> {
    const file = await open(this.pathOf(key), 'r');
    return file.createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    return join(this.folder, key.slice(0, 2), key);
  }
}
