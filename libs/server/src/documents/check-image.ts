import type { Bytes } from './bytes';
import { refuseActiveContent } from './check-active';
import { damaged, hidesSomething, tooManyPixels } from './unfit';

const MOST_PIXELS = 100_000_000;
const MOST_PARTS = 200_000;

interface Size {
  width: number;
  height: number;
}

/** An image is whole, ends where its format says, and is not larger than a reader can show. Nothing of it is decoded. */
const checkImage =
  (sizeOf: (bytes: Bytes) => Promise<Size>) =>
  async (bytes: Bytes): Promise<void> => {
    const { width, height } = await sizeOf(bytes);
    if (width === 0 || height === 0) throw damaged();
    if (width * height > MOST_PIXELS) throw tooManyPixels();
    await refuseActiveContent(bytes);
  };

async function exactly(bytes: Bytes, from: number, length: number): Promise<Buffer> {
  const read = await bytes.read(from, from + length);
  if (read.length < length) throw damaged();
  return read;
}

async function pngSize(bytes: Bytes): Promise<Size> {
  let size: Size | undefined;
  let at = 8;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const head = await exactly(bytes, at, 8);
    const type = head.toString('latin1', 4);
    if ((type === 'IHDR') !== (part === 0)) throw damaged();
    if (part === 0) {
      const header = await exactly(bytes, at + 8, 8);
      size = { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
    }
    at += 12 + head.readUInt32BE(0);
    if (at > bytes.size) throw damaged();
    if (type !== 'IEND') continue;
    if (at !== bytes.size) throw hidesSomething();
    if (size) return size;
  }
  throw damaged();
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

async function jpegSize(bytes: Bytes): Promise<Size> {
  let size: Size | undefined;
  let at = 2;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const head = await exactly(bytes, at, 4);
    const marker = head.readUInt8(1);
    if (head.readUInt8(0) !== 0xff) throw damaged();
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      const frame = await exactly(bytes, at + 5, 4);
      size = { height: frame.readUInt16BE(0), width: frame.readUInt16BE(2) };
    }
    if (marker === 0xda) break;
    if (marker === 0xd9 || head.readUInt16BE(2) < 2) throw damaged();
    at += 2 + head.readUInt16BE(2);
  }
  if (!size) throw damaged();
  await refuseTail(bytes);
  return size;
}

/** After the end of a JPEG cameras leave zeros or, some of them, a block that ends in its own name. */
async function refuseTail(bytes: Bytes): Promise<void> {
  const tail = await bytes.read(Math.max(0, bytes.size - 64 * 1024), bytes.size);
  let end = tail.length;
  while (end > 0 && tail[end - 1] === 0) end -= 1;
  const rest = tail.subarray(0, end);
  if (rest.includes('PK\x05\x06', 0, 'latin1')) throw hidesSomething();
  const isWhole = rest.length >= 2 && rest.readUInt16BE(rest.length - 2) === 0xffd9;
  if (!isWhole && rest.toString('latin1', Math.max(0, rest.length - 4)) !== 'SEFT') throw hidesSomething();
}

async function gifSize(bytes: Bytes): Promise<Size> {
  const screen = await exactly(bytes, 6, 7);
  const size = { width: screen.readUInt16LE(0), height: screen.readUInt16LE(2) };
  let at = 13 + colours(screen.readUInt8(4));
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const kind = (await exactly(bytes, at, 1)).readUInt8(0);
    if (kind === 0x3b) {
      if (at + 1 !== bytes.size) throw hidesSomething();
      return size;
    }
    if (kind === 0x21) at = await afterBlocks(bytes, at + 2);
    else if (kind === 0x2c) {
      const image = await exactly(bytes, at + 1, 9);
      at = await afterBlocks(bytes, at + 11 + colours(image.readUInt8(8)));
    } else throw damaged();
  }
  throw damaged();
}

const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

async function afterBlocks(bytes: Bytes, from: number): Promise<number> {
  let at = from;
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const length = (await exactly(bytes, at, 1)).readUInt8(0);
    at += 1 + length;
    if (length === 0) return at;
  }
  throw damaged();
}

async function webpSize(bytes: Bytes): Promise<Size> {
  const head = await exactly(bytes, 0, 30);
  const length = head.readUInt32LE(4) + 8;
  if (length < bytes.size) throw hidesSomething();
  if (length > bytes.size) throw damaged();
  const chunk = head.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
  if (chunk === 'VP8 ') return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
  if (chunk !== 'VP8L') throw damaged();
  const bits = head.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** The largest page of the file; pages are chained, and a chain that never ends is no image. */
async function tiffSize(bytes: Bytes): Promise<Size> {
  const isLittle = (await exactly(bytes, 0, 8)).toString('latin1', 0, 2) === 'II';
  const short = (buffer: Buffer, at: number) => (isLittle ? buffer.readUInt16LE(at) : buffer.readUInt16BE(at));
  const long = (buffer: Buffer, at: number) => (isLittle ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at));
  let largest: Size = { width: 0, height: 0 };
  let at = long(await exactly(bytes, 4, 4), 0);
  for (let page = 0; at !== 0; page += 1) {
    const count = short(await exactly(bytes, at, 2), 0);
    if (page === 1_000 || count > 1_000) throw damaged();
    const table = await exactly(bytes, at + 2, count * 12 + 4);
    const size = { width: 0, height: 0 };
    for (let entry = 0; entry < count; entry += 1) {
      const tag = short(table, entry * 12);
      const value = short(table, entry * 12 + 2) === 3 ? short(table, entry * 12 + 8) : long(table, entry * 12 + 8);
      if (tag === 256) size.width = value;
      if (tag === 257) size.height = value;
    }
    if (size.width * size.height > largest.width * largest.height) largest = size;
    at = long(table, count * 12);
  }
  return largest;
}

export const isPng = checkImage(pngSize);
export const isJpeg = checkImage(jpegSize);
export const isGif = checkImage(gifSize);
export const isWebp = checkImage(webpSize);
export const isTiff = checkImage(tiffSize);
