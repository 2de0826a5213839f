import { parentPort, workerData } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * Runs in a thread of its own, with little memory and a deadline, and knows nothing of the house: whatever a file does to
 * its reader, it does it here. `npm test` runs this file as it stands; the worker's build makes one of it.
 */
interface Task {
  kind: 'pdf' | 'openXml' | 'openDocument';
  bytes: Uint8Array;
  limit: number;
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const READERS = { pdf: readPdf, openXml: readXml('p', 'tc'), openDocument: readXml('p|h', 'table-cell') };

/** The lines of all pages, until there are more characters than anybody compares. */
async function readPdf(data: Uint8Array, most: number): Promise<string[]> {
  const document = await getDocument({
    data,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  }).promise;
  const lines: string[] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages && length < most; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    let line = '';
    for (const item of items) {
      if (!('str' in item)) continue;
      line += item.str;
      if (!item.hasEOL) continue;
      lines.push(line);
      length += line.length;
      line = '';
    }
    lines.push(line);
    page.cleanup();
  }
  return lines;
}

/** The paragraphs of the one part that holds the text: markup away, breaks and tabulators as blanks, characters as they are. */
function readXml(paragraph: string, cell: string): (data: Uint8Array, most: number) => Promise<string[]> {
  const end = new RegExp(`</(?:\\w+:)?(?:${paragraph})>|<(?:\\w+:)?(?:${paragraph})/>`, 'g');
  const blank = new RegExp(`<(?:\\w+:)?(?:br|tab|cr|s|line-break)\\b[^>]*>|</(?:\\w+:)?${cell}>`, 'g');
  return async (data, most) => {
    const xml = new TextDecoder().decode(data);
    const body = xml.slice(Math.max(0, xml.search(/<(?:\w+:)?body\b/)));
    const lines: string[] = [];
    let length = 0;
    for (const part of body.split(end)) {
      const text = plain(
        part
          .replace(blank, ' ')
          .replace(/<(?:w:)?(?:instrText|delText)\b[^>]*>[^<]*/g, '')
          .replace(/<[^>]*>/g, ''),
      );
      lines.push(text);
      length += text.length;
      if (length > most) break;
    }
    return lines;
  };
}

function plain(text: string): string {
  return text.replace(/&(?:#(x?)([\da-f]{1,6})|(\w{2,4}));/gi, (whole, hex: string, code: string, name: string) => {
    if (name) return NAMED[name] ?? whole;
    const point = parseInt(code, hex ? 16 : 10);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

const { kind, bytes, limit } = workerData as Task;
parentPort?.postMessage(await READERS[kind](bytes, limit));
