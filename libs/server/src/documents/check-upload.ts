import { open, type FileHandle } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { fileTypeFromBuffer } from 'file-type';
import { DOCUMENT_TYPES } from '@querraum/contracts';
import { DomainError } from '../platform';
import type { ReceivedFile } from './document-store';
import { cleanFileName, endingOf } from './file-name';
import { readZipDirectory, readZipEntry, type ZipEntry } from './zip-directory';

type MediaType = keyof typeof DOCUMENT_TYPES;
interface Content {
  file: FileHandle;
  size: number;
}

export interface CheckedFile {
  mediaType: MediaType;
  fileName: string;
}

const ENDINGS: ReadonlyMap<string, MediaType> = new Map(
  Object.entries(DOCUMENT_TYPES).flatMap(([type, endings]) =>
    endings.map((ending): [string, MediaType] => [ending, type as MediaType]),
  ),
);
const ALLOWED = [...ENDINGS.keys()].join(', ');
const SMALL_ENTRY_BYTES = 1024 * 1024;

const unfit = (de: string, en: string): DomainError =>
  new DomainError('documentKind', { reason: { de, en }, allowed: ALLOWED });

/** What the content must be for each media type; throws the reason why it is not. */
const CONTENT = {
  'application/pdf': hasSignature('application/pdf'),
  'image/png': hasSignature('image/png'),
  'image/jpeg': hasSignature('image/jpeg'),
  'text/plain': isPlainText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': isWordDocument,
  'application/vnd.oasis.opendocument.text': isOpenDocumentText,
} as const satisfies Record<MediaType, (content: Content) => Promise<void>>;

/** The content decides what a file is, and its ending must fit. Nothing of it is run, and nothing but two small parts unpacked. */
export async function checkUpload(received: ReceivedFile, sentName: string): Promise<CheckedFile> {
  const fileName = cleanFileName(sentName);
  const ending = endingOf(fileName);
  const mediaType = ENDINGS.get(ending);
  if (!mediaType) throw unfit(`Endung „${ending}“`, `ending "${ending}"`);
  if (received.size === 0) throw unfit('die Datei ist leer', 'the file is empty');
  const file = await open(received.path, 'r');
  try {
    await CONTENT[mediaType]({ file, size: received.size });
  } finally {
    await file.close();
  }
  return { mediaType, fileName };
}

function hasSignature(expected: MediaType): (content: Content) => Promise<void> {
  return async ({ file }) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4100), 0, 4100, 0);
    const found = await fileTypeFromBuffer(buffer.subarray(0, bytesRead));
    if (found?.mime !== expected)
      throw unfit(
        `der Inhalt passt nicht zur Endung (erkannt: ${found?.mime ?? 'unbekannt'})`,
        `the content does not fit the ending (found: ${found?.mime ?? 'unknown'})`,
      );
  };
}

async function isPlainText({ file }: Content): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bytes = file.createReadStream({ start: 0, autoClose: false });
  for await (const chunk of bytes) {
    const text = decode(decoder, chunk as Buffer);
    if (text.includes('\0')) throw notText();
  }
  decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notText();
  }
}

const notText = () => unfit('kein Text in UTF-8', 'no text in UTF-8');

async function isWordDocument(content: Content): Promise<void> {
  const entries = await archiveOf(content);
  const names = [...entries.keys()];
  const types = await textOf(content, entries.get('[Content_Types].xml'));
  if (names.some((name) => /(^|\/)vba(project|data)|^word\/activex\//i.test(name)) || /macroEnabled/i.test(types))
    throw hasMacros();
  if (
    !names.some((name) => /^word\/document\d*\.xml$/.test(name)) ||
    !types.includes('wordprocessingml.document.main+xml')
  )
    throw unfit('kein Word-Dokument', 'no Word document');
}

async function isOpenDocumentText(content: Content): Promise<void> {
  const entries = await archiveOf(content);
  if ([...entries.keys()].some((name) => /^(basic|scripts)\//i.test(name))) throw hasMacros();
  const mimetype = await textOf(content, entries.get('mimetype'));
  const isComplete = entries.has('content.xml') && entries.has('META-INF/manifest.xml');
  if (mimetype !== 'application/vnd.oasis.opendocument.text' || !isComplete)
    throw unfit('kein OpenDocument-Text', 'no OpenDocument text');
}

const hasMacros = () => unfit('die Datei enthält Makros', 'the file contains macros');

async function archiveOf({ file, size }: Content): Promise<Map<string, ZipEntry>> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  const isZip = bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  const entries = isZip ? await readZipDirectory(file, size) : undefined;
  if (!entries)
    throw unfit('die Datei ist beschädigt oder kein Textdokument', 'the file is damaged or no text document');
  return new Map(entries.map((entry) => [entry.name, entry]));
}

async function textOf({ file }: Content, entry: ZipEntry | undefined): Promise<string> {
  const bytes = entry && (await readZipEntry(file, entry, SMALL_ENTRY_BYTES));
  return bytes?.toString('utf8') ?? '';
}
