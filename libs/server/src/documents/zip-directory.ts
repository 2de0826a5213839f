import type { Bytes } from './bytes';
import { damaged, isEncrypted, unpacksTooLarge } from './unfit';

export interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  /** Where the packed bytes begin. */
  start: number;
}

const END_RECORD = 22;
const LONGEST_COMMENT = 0xffff;
const MAX_ENTRIES = 5_000;
const MAX_DIRECTORY_BYTES = 2 * 1024 * 1024;
export const MAX_UNPACKED_BYTES = 250 * 1024 * 1024;
const SYMBOLIC_LINK = 0o120000;

/**
 * The table of contents of a ZIP archive, read without unpacking anything. Refused is what is not the plain kind that
 * office programs write: encrypted, in parts, with bytes around or between its entries, with entries that lie over each
 * other, with names that leave the folder or that two readers may read differently, or claiming to be larger than any
 * document.
 */
export async function readZipDirectory(bytes: Bytes): Promise<Map<string, ZipEntry>> {
  const tail = await bytes.read(Math.max(0, bytes.size - END_RECORD - LONGEST_COMMENT), bytes.size);
  const end = findEnd(tail);
  const record = tail.subarray(end);
  const count = record.readUInt16LE(10);
  const length = record.readUInt32LE(12);
  const start = record.readUInt32LE(16);
  const isInOnePart = record.readUInt32LE(4) === 0 && record.readUInt16LE(8) === count;
  const endPosition = bytes.size - tail.length + end;
  if (!isInOnePart || count > MAX_ENTRIES || length > MAX_DIRECTORY_BYTES || start + length !== endPosition)
    throw damaged();
  const listed = parseEntries(await bytes.read(start, start + length), count);
  if (listed.reduce((sum, entry) => sum + entry.unpacked, 0) > MAX_UNPACKED_BYTES) throw unpacksTooLarge();
  const entries = await locate(bytes, listed, start);
  // Where upper and lower case are the same folder, one of two such parts would hide the other.
  if (new Set(entries.map(({ name }) => name.toLowerCase())).size !== entries.length) throw damaged();
  return new Map(entries.map((entry) => [entry.name, entry]));
}

type Listed = Omit<ZipEntry, 'start'> & { offset: number; nameBytes: Buffer };

/** The end record must end the file, so that nothing is hidden behind the archive. */
function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_RECORD; at >= 0; at -= 1)
    if (tail.readUInt32LE(at) === 0x06054b50 && at + END_RECORD + tail.readUInt16LE(at + 20) === tail.length) return at;
  throw damaged();
}

function parseEntries(directory: Buffer, count: number): Listed[] {
  const entries: Listed[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    if (nameEnd > directory.length) throw damaged();
    const nameBytes = directory.subarray(at + 46, nameEnd);
    const name = nameBytes.toString('utf8');
    if (directory.readUInt16LE(at + 8) & 0x41) throw isEncrypted();
    const isLink = ((directory.readUInt32LE(at + 38) >>> 16) & 0o170000) === SYMBOLIC_LINK;
    if (isLink || leavesFolder(name)) throw damaged();
    entries.push({
      name,
      nameBytes,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  if (at !== directory.length) throw damaged();
  return entries;
}

/** Every entry must lie where the table says, under the same name, one after the other from the first byte on. */
async function locate(bytes: Bytes, listed: Listed[], directoryStart: number): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  let end = 0;
  for (const { offset, nameBytes, ...entry } of [...listed].sort((one, other) => one.offset - other.offset)) {
    const header = await bytes.read(offset, offset + 30 + nameBytes.length);
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damaged();
    if (header.readUInt16LE(6) & 1) throw isEncrypted();
    const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    // Between two entries stands at most what describes the first of them once more.
    const isNext = offset >= end && offset - end <= (end === 0 ? 0 : 24);
    const isSame = header.readUInt16LE(26) === nameBytes.length && header.subarray(30).equals(nameBytes);
    if (!isNext || !isSame || header.readUInt16LE(8) !== entry.method || ![0, 8].includes(entry.method))
      throw damaged();
    end = start + entry.packed;
    if (end > directoryStart) throw damaged();
    entries.push({ ...entry, start });
  }
  if (directoryStart - end > 24) throw damaged();
  return entries;
}

const leavesFolder = (name: string): boolean =>
  name === '' || name.startsWith('/') || /[\\:\p{Cc}]/u.test(name) || name.split('/').includes('..');
