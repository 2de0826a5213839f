import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { DOCUMENT_TYPES } from '@querraum/contracts';
import { bytesOfFile, type Bytes } from './bytes';
import { isGif, isJpeg, isPng, isTiff, isWebp } from './check-image';
import { isOfficeOpenXml, isOpenDocument } from './check-office';
import { isPdf } from './check-pdf';
import { isCsv, isPlainText } from './check-text';
import type { ReceivedFile } from './byte-store';
import { cleanFileName, endingOf } from './file-name';
import { unfit } from './unfit';

type MediaType = keyof typeof DOCUMENT_TYPES;

export interface CheckedFile {
  mediaType: MediaType;
  fileName: string;
}

const ENDINGS: ReadonlyMap<string, MediaType> = new Map(
  Object.entries(DOCUMENT_TYPES).flatMap(([type, endings]) =>
    endings.map((ending): [string, MediaType] => [ending, type as MediaType]),
  ),
);
const HEAD_BYTES = 4100;

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** What the content must be for each media type; throws the reason why it is not. */
const CONTENT = {
  'application/pdf': signed('application/pdf', isPdf),
  [`${OPEN_XML}.wordprocessingml.document`]: isOfficeOpenXml(
    /^word\/document\d*\.xml$/,
    'wordprocessingml.document.main+xml',
  ),
  [`${OPEN_XML}.spreadsheetml.sheet`]: isOfficeOpenXml(/^xl\/workbook\d*\.xml$/, 'spreadsheetml.sheet.main+xml'),
  [`${OPEN_XML}.presentationml.presentation`]: isOfficeOpenXml(
    /^ppt\/presentation\d*\.xml$/,
    'presentationml.presentation.main+xml',
  ),
  [`${OPEN_DOCUMENT}.text`]: isOpenDocument(`${OPEN_DOCUMENT}.text`),
  [`${OPEN_DOCUMENT}.spreadsheet`]: isOpenDocument(`${OPEN_DOCUMENT}.spreadsheet`),
  [`${OPEN_DOCUMENT}.presentation`]: isOpenDocument(`${OPEN_DOCUMENT}.presentation`),
  'text/plain': isPlainText,
  'text/csv': isCsv,
  'image/png': signed('image/png', isPng),
  'image/jpeg': signed('image/jpeg', isJpeg),
  'image/gif': signed('image/gif', isGif),
  'image/webp': signed('image/webp', isWebp),
  'image/tiff': signed('image/tiff', isTiff),
} as const satisfies Record<MediaType, (bytes: Bytes) => Promise<void>>;

/**
 * The content decides what a file is, and its ending must fit. Nothing of it is run; archives are unpacked piece by piece
 * and never to a disk.
 */
export async function checkUpload(received: ReceivedFile, sentName: string): Promise<CheckedFile> {
  const fileName = cleanFileName(sentName);
  const ending = endingOf(fileName);
  const mediaType = ENDINGS.get(ending);
  if (!mediaType) throw unfit(`Endung „${ending}“`, `ending "${ending}"`);
  if (received.size === 0) throw unfit('die Datei ist leer', 'the file is empty');
  const file = await open(received.path, 'r');
  try {
    await CONTENT[mediaType](bytesOfFile(file, received.size));
  } finally {
    await file.close();
  }
  return { mediaType, fileName };
}

/** The first bytes say what it is before its structure is looked at. */
function signed(expected: MediaType, check: (bytes: Bytes) => Promise<void>): (bytes: Bytes) => Promise<void> {
  return async (bytes) => {
    const found = await fileTypeFromBuffer(await bytes.read(0, HEAD_BYTES));
    if (found?.mime !== expected)
      throw unfit(
        `der Inhalt passt nicht zur Endung (erkannt: ${found?.mime ?? 'unbekannt'})`,
        `the content does not fit the ending (found: ${found?.mime ?? 'unknown'})`,
      );
    await check(bytes);
  };
}
