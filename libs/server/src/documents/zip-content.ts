import { createInflateRaw } from 'node:zlib';
import type { Bytes } from './bytes';
import { damaged, unpacksTooLarge } from './unfit';
import { MAX_UNPACKED_BYTES, type ZipEntry } from './zip-directory';

const STEP_BYTES = 64 * 1024;

/** The packed bytes of an entry, as they lie there. */
async function* packedBytes(bytes: Bytes, { start, packed }: ZipEntry): AsyncGenerator<Buffer> {
  for (let at = start; at < start + packed; at += STEP_BYTES) {
    const piece = await bytes.read(at, Math.min(at + STEP_BYTES, start + packed));
    if (piece.length === 0) throw damaged();
    // A copy: what is read lies in a page that the next read replaces.
    yield Buffer.from(piece);
  }
}

/**
 * Unpacks an entry piece by piece and holds it against what the table of contents claims: the first byte too many ends
 * it, so that a bomb costs no more than it admits to.
 */
export async function* unpackEntry(bytes: Bytes, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.unpacked > MAX_UNPACKED_BYTES) throw unpacksTooLarge();
  const source = packedBytes(bytes, entry);
  const content = entry.method === 0 ? source : inflated(source);
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > entry.unpacked) throw unpacksTooLarge();
    yield piece;
  }
  if (size !== entry.unpacked) throw damaged();
}

async function* inflated(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const feeding = (async () => {
    for await (const piece of source)
      if (!inflate.write(piece)) await new Promise((resolve) => inflate.once('drain', resolve).once('close', resolve));
    inflate.end();
  })();
  feeding.catch((error: Error) => inflate.destroy(error));
  try {
    for await (const piece of inflate) yield piece as Buffer;
    await feeding;
  } catch {
    throw damaged();
  } finally {
    inflate.destroy();
  }
}

/** A whole small entry; `undefined` where there is none or where it is larger. */
export async function readEntry(bytes: Bytes, entry: ZipEntry | undefined, limit: number): Promise<Buffer | undefined> {
  if (!entry || entry.unpacked > limit) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of unpackEntry(bytes, entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}
