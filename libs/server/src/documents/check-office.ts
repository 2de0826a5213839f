import { bytesOfBuffer, type Bytes } from './bytes';
import { refuseTestVirus } from './check-active';
import { damaged, hasMacros, hidesSomething, isEncrypted, reachesOutside, unfit } from './unfit';
import { readEntry, unpackEntry } from './zip-content';
import { readZipDirectory, type ZipEntry } from './zip-directory';

type Parts = ReadonlyMap<string, ZipEntry>;

const SMALL_PART_BYTES = 4 * 1024 * 1024;
const LARGEST_EMBEDDED_BYTES = 20 * 1024 * 1024;
const MOST_EMBEDDED = 50;
const OVERLAP = 512;

/** A document of Word, Excel or PowerPoint of the kind without macros. */
export const isOfficeOpenXml =
  (part: RegExp, contentType: string) =>
  (bytes: Bytes): Promise<void> =>
    checkOfficeOpenXml(bytes, part, contentType);

async function checkOfficeOpenXml(bytes: Bytes, part: RegExp, contentType: string): Promise<void> {
  const parts = await openArchive(bytes);
  const types = await xmlOf(bytes, parts.get('[Content_Types].xml'));
  if ([...parts.keys()].some((name) => MACRO_PARTS.test(name)) || /macroEnabled|macrosheet|vbaProject/i.test(types))
    throw hasMacros();
  if (![...parts.keys()].some((name) => part.test(name)) || !types.includes(contentType)) throw wrongKind();
  if ([...parts.keys()].some((name) => /(^|\/)externallinks\//i.test(name))) throw reachesOutside('externalLink');
  for (const [name, entry] of parts) if (/\.rels$/i.test(name)) refuseRelationships(await xmlOf(bytes, entry));
  await checkParts(bytes, parts);
}

const MACRO_PARTS =
  /(^|\/)vba(project|data)|(^|\/)activex\/|(^|\/)(intl)?macrosheets\/|(^|\/)dialogsheets\/|(^|\/)ctrlprops\//i;

/** A document, spreadsheet or presentation in OpenDocument. */
export const isOpenDocument =
  (mediaType: string) =>
  async (bytes: Bytes): Promise<void> => {
    const parts = await openArchive(bytes);
    if ([...parts.keys()].some((name) => /^(basic|scripts|dialogs)\//i.test(name))) throw hasMacros();
    const mimetype = (await readEntry(bytes, parts.get('mimetype'), 200))?.toString('utf8');
    if (mimetype !== mediaType || !parts.has('content.xml')) throw wrongKind();
    const manifest = await xmlOf(bytes, parts.get('META-INF/manifest.xml'));
    if (/encryption-data/.test(manifest)) throw isEncrypted();
    for (const name of ['content.xml', 'styles.xml', 'settings.xml']) {
      const entry = parts.get(name);
      if (entry) await scan(bytes, entry, refuseOpenDocumentXml);
    }
    await checkParts(bytes, parts);
  };

function refuseOpenDocumentXml(text: string): void {
  if (/<script:event-listener|<office:script[\s>]|vnd\.sun\.star\.(script|expand)|macro:/i.test(text))
    throw hasMacros();
  if (/<(?:draw:(?:plugin|applet|object-ole)|office:dde-source|table:table-source|text:dde-)/i.test(text))
    throw reachesOutside('DDE, OLE');
  for (const [, target = ''] of text.matchAll(/<draw:(?:image|object|fill-image)\b[^>]*?xlink:href="([^"]*)"/g))
    if (/^[a-z][a-z\d+.-]*:|^\/|^\\/i.test(decodeEntities(target))) throw reachesOutside('xlink:href');
}

async function openArchive(bytes: Bytes): Promise<Parts> {
  const head = await bytes.read(0, 4);
  if (head.length < 4 || head.readUInt32LE(0) !== 0x04034b50) throw damaged();
  return readZipDirectory(bytes);
}

const wrongKind = () => unfit('der Inhalt passt nicht zur Endung', 'the content does not fit the ending');

/** The text of a part that the check itself must understand: small, in UTF-8, without definitions of its own. */
async function xmlOf(bytes: Bytes, entry: ZipEntry | undefined): Promise<string> {
  const read = await readEntry(bytes, entry, SMALL_PART_BYTES);
  if (!read) throw wrongKind();
  const text = read.toString('utf8').replace(/^\ufeff/, '');
  if (!text.startsWith('<') || /<!doctype|<!entity|encoding\s*=\s*["'](?!utf-?8)/i.test(text)) throw damaged();
  return text;
}

const decodeEntities = (text: string): string =>
  text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) => {
      const point = parseInt(code, hex ? 16 : 10);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    })
    .replace(/&amp;/g, '&');

/** Outside lead only links that a person follows, and those only to the web or to a mail address. */
function refuseRelationships(xml: string): void {
  for (const [relationship] of decodeEntities(xml).matchAll(/<(?:\w+:)?Relationship\s[^>]*>/gi)) {
    const valueOf = (name: string) =>
      new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(relationship)?.[1] ?? '';
    const type = valueOf('Type').split('/').at(-1) ?? '';
    const target = valueOf('Target').trim();
    if (/vbaProject|oleObject|attachedToolbars|keyMapCustomizations|frame$|subDocument/i.test(type))
      throw reachesOutside(type);
    if (!/^external$/i.test(valueOf('TargetMode'))) continue;
    if (type !== 'hyperlink' || !/^(https?:|mailto:|tel:|#)/i.test(target)) throw reachesOutside(type);
  }
}

/** Every part is really unpacked, once, piece by piece: what it claims must be true, and no program or archive hides in it. */
async function checkParts(bytes: Bytes, parts: Parts): Promise<void> {
  let embedded = 0;
  for (const [name, entry] of parts) {
    const isEmbedding = /(^|\/)embeddings\/[^/]+\.(docx|xlsx|pptx)$/i.test(name);
    if (isEmbedding) {
      embedded += 1;
      if (embedded > MOST_EMBEDDED) throw hidesSomething();
      await checkEmbedded(bytes, entry);
    } else await scan(bytes, entry, /\.xml$|\.rels$/i.test(name) ? refuseXml : undefined);
  }
}

/** The table behind a diagram is an archive itself. It may hold what any such file may, but no further archive. */
async function checkEmbedded(bytes: Bytes, entry: ZipEntry): Promise<void> {
  const inner = await readEntry(bytes, entry, LARGEST_EMBEDDED_BYTES);
  if (!inner) throw hidesSomething();
  const content = bytesOfBuffer(inner);
  const parts = await openArchive(content);
  if ([...parts.keys()].some((name) => MACRO_PARTS.test(name) || /embeddings\//i.test(name))) throw hidesSomething();
  for (const part of parts.values()) await scan(content, part, undefined);
}

/** How programs and archives begin. */
const FOREIGN = [
  'MZ',
  '\x7fELF',
  '\xd0\xcf\x11\xe0\xa1\xb1',
  'PK\x03\x04',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b\x08',
  '#!/',
  '%PDF-',
];

async function scan(bytes: Bytes, entry: ZipEntry, look: ((text: string) => void) | undefined): Promise<void> {
  let before: Buffer | undefined;
  for await (const piece of unpackEntry(bytes, entry)) {
    const head = piece.toString('latin1', 0, 8);
    if (!before && FOREIGN.some((start) => head.startsWith(start))) throw hidesSomething();
    const seen = before ? Buffer.concat([before, piece]) : piece;
    refuseTestVirus(seen);
    look?.(seen.toString('latin1'));
    before = Buffer.from(seen.subarray(-OVERLAP));
  }
}

function refuseXml(text: string): void {
  if (/<!doctype|<!entity/i.test(text)) throw damaged();
  const words = text.replace(/<[^>]*>/g, '');
  if (/\bDDEAUTO\b/i.test(words) || /<(?:\w+:)?(?:instrText[^>]*>[^<]*\bDDE\b|oleLink|ddeLink)/i.test(text))
    throw reachesOutside('DDE');
}
