import { parentPort, workerData } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * Runs in a thread of its own, with little memory and a deadline, and knows nothing of the house: whatever a file does to
 * its reader, it does it here. `npm test` runs this file as it stands; the worker's build makes one of it.
 */
interface Task {
  kind: 'plain' | 'pdf' | 'openXml' | 'openDocument';
  bytes: Uint8Array;
  limit: number;
}
type Lines = Iterable<string> | AsyncIterable<string>;

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const READERS = {
  plain: readPlain,
  pdf: readPdf,
  openXml: readXml('p', 'tc'),
  openDocument: readXml('p|h', 'table-cell'),
} as const satisfies Record<Task['kind'], (data: Uint8Array) => Lines>;

function* readPlain(data: Uint8Array): Iterable<string> {
  for (const [line] of new TextDecoder().decode(data).matchAll(/[^\r\n]+/g)) yield line;
}

/** The lines of all pages. */
async function* readPdf(data: Uint8Array): AsyncIterable<string> {
  const document = await getDocument({
    data,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  }).promise;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    let line = '';
    for (const item of items) {
      if (!('str' in item)) continue;
      line += item.str;
      if (!item.hasEOL) continue;
      yield line;
      line = '';
    }
    yield line;
    page.cleanup();
  }
}

/** The paragraphs of the one part that holds the text: markup away, breaks and tabulators as blanks, characters as they are. */
function readXml(paragraph: string, cell: string): (data: Uint8Array) => Iterable<string> {
  const end = new RegExp(`</(?:\\w+:)?(?:${paragraph})>|<(?:\\w+:)?(?:${paragraph})/>`, 'g');
  const blank = new RegExp(`<(?:\\w+:)?(?:br|tab|cr|s|line-break)\\b[^>]*>|</(?:\\w+:)?${cell}>`, 'g');
  return function* (data) {
    const xml = new TextDecoder().decode(data);
    const body = xml.slice(Math.max(0, xml.search(/<(?:\w+:)?body\b/)));
    for (const part of body.split(end))
      yield plain(
        part
          .replace(blank, ' ')
          .replace(/<(?:w:)?(?:instrText|delText)\b[^>]*>[^<]*/g, '')
          .replace(/<[^>]*>/g, ''),
      );
  };
}

function plain(text: string): string {
  return text.replace(/&(?:#(x?)([\da-f]{1,6})|(\w{2,4}));/gi, (whole, hex: string, code: string, name: string) => {
    if (name) return NAMED[name] ?? whole;
    const point = parseInt(code, hex ? 16 : 10);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

/** Without what nobody sees, and no more of it than anybody compares. */
async function textOf(lines: Lines, most: number): Promise<string> {
  let text = '';
  for await (const line of lines) {
    const seen = line
      .replace(/[\p{Cc}\p{Cs}\ufeff]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (seen !== '') text += text === '' ? seen : `\n${seen}`;
    if (text.length >= most) break;
  }
  return text.slice(0, most);
}

const { kind, bytes, limit } = workerData as Task;
parentPort?.postMessage(await textOf(READERS[kind](bytes), limit));
