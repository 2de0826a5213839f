import type { FileHandle } from 'node:fs/promises';

const PAGE_BYTES = 256 * 1024;

/** Bytes to look into at any place, however large the whole: at most one page of them is in memory. */
export interface Bytes {
  readonly size: number;
  /** Fewer than asked for where the bytes end before. */
  read(from: number, to: number): Promise<Buffer>;
}

export function bytesOfFile(file: FileHandle, size: number): Bytes {
  let page = { from: 0, bytes: Buffer.alloc(0) };
  const load = async (from: number, length: number) => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    return buffer.subarray(0, bytesRead);
  };
  return {
    size,
    async read(from, to) {
      const end = Math.min(to, size);
      if (from < 0 || from >= end) return Buffer.alloc(0);
      if (end - from > PAGE_BYTES) return load(from, end - from);
      if (from < page.from || end > page.from + page.bytes.length) page = { from, bytes: await load(from, PAGE_BYTES) };
      return page.bytes.subarray(from - page.from, end - page.from);
    },
  };
}

export const bytesOfBuffer = (buffer: Buffer): Bytes => ({
  size: buffer.length,
  read: async (from, to) => buffer.subarray(Math.max(0, from), Math.max(0, to)),
});

/** Everything in pieces that overlap, so that what lies across the border of two pieces is seen whole in one. */
export async function* pieces(bytes: Bytes, overlap: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.size; from += PAGE_BYTES - overlap) {
    yield await bytes.read(from, from + PAGE_BYTES);
    if (from + PAGE_BYTES >= bytes.size) return;
  }
}
