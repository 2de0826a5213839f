import { inflateSync } from 'node:zlib';
import type { Bytes } from './bytes';
import { refuseTestVirus } from './check-active';
import { damaged, hasMacros, hidesSomething, isEncrypted, unfit, unpacksTooLarge } from './unfit';

const PAGE_BYTES = 1024 * 1024;
/** Longer than any dictionary that stands before an object stream. */
const OVERLAP = 8 * 1024;
const MOST_OBJECTS_BYTES = 16 * 1024 * 1024;
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 1024;

const reason = (de: string, en: string) => () => unfit(de, en);

/** Names that make a PDF do something or carry something, and why it is refused for them. */
const FORBIDDEN: [name: RegExp, refusal: () => Error][] = [
  [/\/JavaScript\b/, hasMacros],
  [
    /\/Launch\b/,
    reason('die Datei startet beim Öffnen ein anderes Programm', 'the file starts another program when opened'),
  ],
  [/\/EmbeddedFiles?\b/, hidesSomething],
  [/\/RichMedia\b/, hidesSomething],
  [
    /\/(?:SubmitForm|ImportData|GoToE|GoToR)\b/,
    reason('die Datei sendet oder holt Daten', 'the file sends or fetches data'),
  ],
  [/\/XFA[\s[\]()<>/\d]/, reason('die Datei ist ein XFA-Formular', 'the file is an XFA form')],
  [/\/Encrypt[\s[\]()<>/\d]/, isEncrypted],
  [/\/URI\s*\(\s*(?:javascript|file|vbscript|data):/i, hasMacros],
];

/**
 * A PDF begins and ends as one, and no name in it makes a reader run, send or unpack anything. Names may be written with
 * `#` codes and hide in packed objects; both are looked into, what cannot be looked into is refused.
 */
export async function isPdf(bytes: Bytes): Promise<void> {
  await refusePolyglot(bytes);
  let unpacked = 0;
  for (let from = 0; from < bytes.size; from += PAGE_BYTES - OVERLAP) {
    const page = await bytes.read(from, from + PAGE_BYTES);
    refuseTestVirus(page);
    const text = page.toString('latin1');
    refuseNames(text);
    for (const objects of objectStreams(text, from === 0 ? 0 : OVERLAP)) {
      unpacked += await readObjects(bytes, from + objects.data, objects.isCertain);
      if (unpacked > MOST_UNPACKED_BYTES) throw unpacksTooLarge();
    }
    if (from + PAGE_BYTES >= bytes.size) return;
  }
}

async function refusePolyglot(bytes: Bytes): Promise<void> {
  const head = (await bytes.read(0, HEAD_BYTES)).toString('latin1');
  if (!head.startsWith('%PDF-')) throw damaged();
  if (/<html|<script|<!doctype|<\?php|<svg/i.test(head)) throw hidesSomething();
  const tail = (await bytes.read(Math.max(0, bytes.size - PAGE_BYTES), bytes.size)).toString('latin1');
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) throw damaged();
  if (!/^[\s\0]*$/.test(tail.slice(end + 5))) throw hidesSomething();
}

function refuseNames(text: string): void {
  const plain = plainNames(text);
  for (const [name, refusal] of FORBIDDEN) if (name.test(plain)) throw refusal();
}

const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

interface ObjectStream {
  data: number;
  /** Its own dictionary calls it an object stream, not only something near it. */
  isCertain: boolean;
}

/**
 * Where the data of packed objects begin. A comment may make a dictionary look shorter than it is, so whatever comes
 * shortly after the name is looked into, too; that it can be unpacked is only asked of what is certain.
 */
function objectStreams(text: string, from: number): ObjectStream[] {
  const found: ObjectStream[] = [];
  for (const match of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    const data = match.index + match[0].length;
    if (data <= from) continue;
    const before = plainNames(text.slice(Math.max(0, match.index - OVERLAP), match.index));
    if (!/\/ObjStm\b/.test(before)) continue;
    const dictionary = before.slice(Math.max(0, before.lastIndexOf(' obj')));
    const isCertain = /\/ObjStm\b/.test(dictionary);
    const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.match(/\/\w+/g) ?? [];
    const isReadable = filters.length < 2 && filters.every((filter) => filter === '/FlateDecode' || filter === '/Fl');
    if (isCertain && !isReadable) throw damaged();
    if (filters.length > 0 || !isCertain) found.push({ data, isCertain });
  }
  return found;
}

async function readObjects(bytes: Bytes, from: number, isCertain: boolean): Promise<number> {
  const read = await bytes.read(from, from + MOST_OBJECTS_BYTES);
  const end = read.indexOf('endstream');
  if (end < 0 && isCertain) throw damaged();
  const objects = unpack(end < 0 ? read : read.subarray(0, end), isCertain);
  refuseNames(objects.toString('latin1'));
  return objects.length;
}

function unpack(packed: Buffer, isCertain: boolean): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: MOST_OBJECTS_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw unpacksTooLarge();
    if (isCertain) throw damaged();
    return Buffer.alloc(0);
  }
}
