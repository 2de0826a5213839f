import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/**
 * A ZIP archive (APPNOTE.TXT 6.3) that is written in pieces, at different times and by different processes: each piece is
 * a row of local entries, and the last one carries the central directory. Laid one behind the other they are the archive.
 */
export interface ZipEntry {
  name: string;
  /** Where the local header begins, counted from the beginning of the piece. */
  at: number;
  crc: number;
  packed: number;
  size: number;
  /** Of the unpacked bytes, in hex: what the manifest says. */
  sha256: string;
}

export interface ZipContent {
  name: string;
  /** Bytes whose deflating is not worth much time are packed fast. */
  isPacked?: boolean;
  bytes: () => Promise<Readable> | Readable;
}

/** Without the 64 bit extension nothing in an archive lies further in than this. */
const MOST_BYTES = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const LOCAL_HEADER = 0x0403_4b50;
const DESCRIPTOR = 0x0807_4b50;
const CENTRAL_HEADER = 0x0201_4b50;
const END_RECORD = 0x0605_4b50;
const DEFLATED = 8;
const VERSION = 20;
/** Sizes follow the bytes, and names are UTF-8. */
const FLAGS = 0x0808;
/** Regular file, readable by everybody: what unpacks on Unix asks for it. */
const MODE = (0o100644 << 16) >>> 0;
const MADE_ON_UNIX = (3 << 8) | VERSION;

/** The archive or one of its parts would be larger than the format can say. */
export class ZipTooLarge extends Error {}

/** The local entries of one piece; `entries` is filled as their bytes go by. */
export async function* zipPiece(contents: ZipContent[], at: Date, entries: ZipEntry[]): AsyncGenerator<Buffer> {
  let position = 0;
  for (const content of contents) {
    const entry = { name: content.name, at: position, crc: 0, packed: 0, size: 0, sha256: '' };
    for await (const bytes of zipEntry(content, at, entry)) {
      position += bytes.length;
      if (position > MOST_BYTES) throw new ZipTooLarge();
      yield bytes;
    }
    entries.push(entry);
  }
}

async function* zipEntry({ bytes, isPacked }: ZipContent, at: Date, entry: ZipEntry): AsyncGenerator<Buffer> {
  yield localHeader(entry.name, at);
  const hash = createHash('sha256');
  const source = await bytes();
  const level = isPacked ? constants.Z_BEST_SPEED : constants.Z_DEFAULT_COMPRESSION;
  // What goes wrong on the way is thrown where it is read.
  const packed = pipeline(counted(source, entry, hash), createDeflateRaw({ level }), () => undefined);
  for await (const chunk of packed as AsyncIterable<Buffer>) {
    entry.packed += chunk.length;
    yield chunk;
  }
  if (entry.size > MOST_BYTES) throw new ZipTooLarge();
  entry.sha256 = hash.digest('hex');
  yield descriptor(entry);
}

async function* counted(
  source: Readable,
  entry: ZipEntry,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of source as AsyncIterable<Buffer>) {
    entry.crc = crc32(chunk, entry.crc);
    entry.size += chunk.length;
    hash.update(chunk);
    yield chunk;
  }
}

/** Of all pieces before this one, with the length of each. Begins where the last of them ends, after `own` of this piece. */
export function centralDirectory(
  pieces: { size: number; entries: ZipEntry[] }[],
  own: { size: number; entries: ZipEntry[] },
  at: Date,
): Buffer {
  const headers: Buffer[] = [];
  let start = 0;
  for (const { size, entries } of [...pieces, own]) {
    for (const entry of entries) headers.push(centralHeader(entry, start + entry.at, at));
    start += size;
  }
  const directory = Buffer.concat(headers);
  if (headers.length > MOST_ENTRIES || start + directory.length > MOST_BYTES) throw new ZipTooLarge();
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_RECORD, 0);
  end.writeUInt16LE(headers.length, 8);
  end.writeUInt16LE(headers.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([directory, end]);
}

function localHeader(name: string, at: Date): Buffer {
  const bytes = Buffer.from(name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt32LE(dosTime(at), 10);
  header.writeUInt16LE(bytes.length, 26);
  return Buffer.concat([header, bytes]);
}

function descriptor({ crc, packed, size }: ZipEntry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(DESCRIPTOR, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function centralHeader({ name, crc, packed, size }: ZipEntry, offset: number, at: Date): Buffer {
  const bytes = Buffer.from(name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_ON_UNIX, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt32LE(dosTime(at), 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(bytes.length, 28);
  header.writeUInt32LE(MODE, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, bytes]);
}

/** Time in the lower, date in the upper half, in steps of two seconds since 1980. */
function dosTime(at: Date): number {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return ((date << 16) | time) >>> 0;
}
