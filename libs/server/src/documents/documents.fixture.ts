import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: string | Buffer;
  /** What the directory claims instead of the truth. */
  claims?: { unpacked?: number; flags?: number; name?: string; offset?: number; attributes?: number; method?: number };
}

/** A ZIP archive byte by byte, so that tests can also write what no honest program writes. */
export function zip(parts: ZipPart[], { before = '', after = '' }: { before?: string; after?: string } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = before.length;
  for (const { name, content, claims } of parts) {
    const stored = name === 'mimetype';
    const raw = Buffer.from(content);
    const data = stored ? raw : deflateRawSync(raw);
    const nameBytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const method = claims?.method ?? (stored ? 0 : 8);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(raw.length, 22);
    local.writeUInt16LE(nameBytes.length, 26);
    const listedName = Buffer.from(claims?.name ?? name);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(claims?.flags ?? 0, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(claims?.unpacked ?? raw.length, 24);
    entry.writeUInt16LE(listedName.length, 28);
    entry.writeUInt32LE(claims?.attributes ?? 0, 38);
    entry.writeUInt32LE(claims?.offset ?? offset, 42);
    locals.push(local, nameBytes, data);
    directory.push(entry, listedName);
    offset += 30 + nameBytes.length + data.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([Buffer.from(before), ...locals, ...directory, end, Buffer.from(after)]);
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const WORD = `${OPEN_XML}.wordprocessingml.document.main+xml`;

const openXmlParts = (main: string, type: string): ZipPart[] => [
  { name: '[Content_Types].xml', content: `<Types><Override PartName="/${main}" ContentType="${type}"/></Types>` },
  { name: '_rels/.rels', content: '<Relationships/>' },
  { name: main, content: '<document/>' },
];

export const wordParts = (type = WORD, text = ''): ZipPart[] =>
  openXmlParts('word/document.xml', type).map((part) =>
    part.name === 'word/document.xml' && text ? { ...part, content: text } : part,
  );
export const sheetParts = (): ZipPart[] => openXmlParts('xl/workbook.xml', `${OPEN_XML}.spreadsheetml.sheet.main+xml`);
export const slideParts = (): ZipPart[] =>
  openXmlParts('ppt/presentation.xml', `${OPEN_XML}.presentationml.presentation.main+xml`);

/** A Word document with one relationship of its text to somewhere. */
export const withRelationship = (type: string, target: string, mode = 'External'): ZipPart[] => [
  ...wordParts(),
  {
    name: 'word/_rels/document.xml.rels',
    content: `<Relationships><Relationship Id="r1" Type="http://schemas.example/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
  },
];

/** One paragraph for each line. */
export const wordText = (...lines: string[]): Buffer =>
  zip(
    wordParts(
      WORD,
      `<w:document>${lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:document>`,
    ),
  );

export const textParts = (
  mimetype = 'application/vnd.oasis.opendocument.text',
  content = '<office:document-content/>',
): ZipPart[] => [
  { name: 'mimetype', content: mimetype },
  { name: 'content.xml', content },
  { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
];

/** A PDF of these objects; whoever reads it rebuilds the table that is missing. */
export const pdf = (...objects: string[]): Buffer =>
  Buffer.from(
    `%PDF-1.7\n${objects.map((object, index) => `${index + 2} 0 obj\n${object}\nendobj\n`).join('')}1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n`,
    'latin1',
  );

/** A packed object stream with this in it, as one object for `pdf`. */
export const objectStream = (text: string, dictionary = '/Type/ObjStm/N 1/First 0/Filter/FlateDecode'): string => {
  const data = deflateSync(Buffer.from(text)).toString('latin1');
  return `<<${dictionary}/Length ${data.length}>>\nstream\n${data}\nendstream`;
};

export const PDF = pdf();

const chunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length, 0);
  head.write(type, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type, 'latin1'), data])), 0);
  return Buffer.concat([head, data, sum]);
};

export function png(width: number, height: number, ...extra: [type: string, data: string][]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt16BE(0x0800, 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...extra.map(([type, data]) => chunk(type, Buffer.from(data))),
    chunk('IDAT', deflateSync(Buffer.alloc(Math.min(2_000, (width + 1) * height)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from('ffc0000b08000000000101110000'.slice(0, 26), 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    frame,
    Buffer.from('ffda0008010100003f00', 'hex'),
    Buffer.alloc(64),
    Buffer.from('ffd9', 'hex'),
  ]);
}

export function gif(width: number, height: number, comment = ''): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  const said = comment
    ? Buffer.concat([Buffer.from([0x21, 0xfe, comment.length]), Buffer.from(comment), Buffer.alloc(1)])
    : '';
  return Buffer.concat([
    Buffer.from('GIF89a'),
    screen,
    Buffer.from(said),
    Buffer.from('2c00000000010001000002024401003b', 'hex'),
  ]);
}

export function webp(width: number, height: number): Buffer {
  const head = Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUIntLE(width - 1, 24, 3);
  head.writeUIntLE(height - 1, 27, 3);
  return head;
}

export function tiff(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(8 + 2 + 24 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(2, 8);
  for (const [index, [tag, value]] of [[256, width] as const, [257, height] as const].entries()) {
    bytes.writeUInt16LE(tag, 10 + index * 12);
    bytes.writeUInt16LE(4, 12 + index * 12);
    bytes.writeUInt32LE(1, 14 + index * 12);
    bytes.writeUInt32LE(value, 18 + index * 12);
  }
  return bytes;
}

export const PNG = png(1, 1);
export const JPEG = jpeg(1, 1);
export const GIF = gif(1, 1);
