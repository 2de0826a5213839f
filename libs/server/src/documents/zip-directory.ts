import type { FileHandle } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

const END_RECORD = 22;
const LONGEST_COMMENT = 0xffff;
const MAX_ENTRIES = 5_000;
const MAX_DIRECTORY_BYTES = 2 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 250 * 1024 * 1024;

/**
 * The table of contents of a ZIP archive, read without unpacking anything. `undefined` where the archive is damaged or
 * not the plain kind that office programs write: encrypted, in parts, with bytes around it, with names that leave the
 * folder, or claiming to be larger than any document.
 */
export async function readZipDirectory(file: FileHandle, size: number): Promise<ZipEntry[] | undefined> {
  const tail = await readAt(file, Math.max(0, size - END_RECORD - LONGEST_COMMENT), size);
  const end = findEnd(tail);
  if (end === undefined) return undefined;
  const record = tail.subarray(end);
  const count = record.readUInt16LE(10);
  const bytes = record.readUInt32LE(12);
  const start = record.readUInt32LE(16);
  const endPosition = size - tail.length + end;
  const inOnePart = record.readUInt32LE(4) === 0 && record.readUInt16LE(8) === count;
  if (!inOnePart || count > MAX_ENTRIES || bytes > MAX_DIRECTORY_BYTES || start + bytes !== endPosition)
    return undefined;
  const entries = parseEntries(await readAt(file, start, start + bytes), count);
  if (!entries) return undefined;
  const distinct = new Set(entries.map(({ name }) => name)).size === entries.length;
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  return distinct && unpacked <= MAX_UNPACKED_BYTES ? entries : undefined;
}

/** Unpacks one entry that must stay small; `undefined` where it is damaged or larger than it says. */
export async function readZipEntry(file: FileHandle, entry: ZipEntry, limit: number): Promise<Buffer | undefined> {
  if (entry.unpacked > limit || entry.packed > limit) return undefined;
  const header = await readAt(file, entry.offset, entry.offset + 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) return undefined;
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await readAt(file, start, start + entry.packed);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}

/** The end record must end the file, so that nothing is hidden behind the archive. */
function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - END_RECORD; at >= 0; at -= 1)
    if (tail.readUInt32LE(at) === 0x06054b50 && at + END_RECORD + tail.readUInt16LE(at + 20) === tail.length) return at;
  return undefined;
}

function parseEntries(directory: Buffer, count: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined;
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, nameEnd);
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted || nameEnd > directory.length || leavesFolder(name)) return undefined;
    entries.push({
      name,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return at === directory.length ? entries : undefined;
}

const leavesFolder = (name: string): boolean =>
  name.startsWith('/') || name.includes('\\') || name.includes('\0') || name.split('/').includes('..');

async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
