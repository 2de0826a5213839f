import { refusal, type Refusal } from './report';

/** Two thousand steps with their diagram take less than half of it. */
export const MAX_SIZE = 5_000_000;
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 50_000;
const MAX_ATTRIBUTES = 100;

const NAME = /[\p{L}_][\p{L}\p{N}._:-]*/uy;
const ATTRIBUTE = /\s+([\p{L}_][\p{L}\p{N}._:-]*)(\s*=\s*)("[^"<]*"|'[^'<]*')/uy;
const TAG_END = /\s*(\/?)>/y;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/y;
/** Characters that XML 1.0 does not know, half a surrogate pair among them (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The elements of BPMN that hold a text; what stands between others belongs to nothing. */
const HOLDS_TEXT =
  /^(documentation|text|script|incoming|outgoing|time(Date|Cycle|Duration)|from|to|source|target|supports|partitionElement|transformation)$|(Refs?|[eE]xpression|[cC]ondition|Cardinality|Path)$/;

/** What comes between markup and ends with a sign of its own. */
const PASSED = [
  { opens: '<!--', closes: '-->' },
  { opens: '<![CDATA[', closes: ']]>' },
  { opens: '<?', closes: '?>' },
] as const;

export type Scan = { refused: Refusal } | { refused: null; text: string; elements: number };

const localOf = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * One pass over the text, in the time and memory of its length, before anything is built from it: markup that is not
 * well-formed, a document type (and so every entity), and what is too deep or too much never reach the reader.
 */
export function scanXml(xml: string | Uint8Array): Scan {
  const fails = (element: string, code: Refusal['code'], detail = ''): Scan => ({
    refused: refusal(element, null, code, detail),
  });
  if (xml.length > MAX_SIZE) return fails('definitions', 'tooLarge', `${MAX_SIZE / 1_000_000} MB`);
  const text = typeof xml === 'string' ? xml.replace(/^\ufeff/, '') : decoded(xml);
  if (text === null) return fails('definitions', 'notXml', 'encoding');
  const lineOf = (at: number) => `line ${text.slice(0, at).split('\n').length}`;
  const wrong = FORBIDDEN.exec(text);
  if (wrong !== null) return fails('definitions', 'notXml', lineOf(wrong.index));

  const open: string[] = [];
  const edits: { at: number; length: number }[] = [];
  let elements = 0;
  let at = 0;
  for (;;) {
    const found = text.indexOf('<', at);
    const next = found === -1 ? text.length : found;
    const element = open.at(-1) ?? 'definitions';
    const between = text.slice(at, next);
    const bad = badReference(between);
    if (bad !== null) return fails(element, 'notXml', `${bad}, ${lineOf(at)}`);
    if (between.trim() !== '' && open.length > 0 && !open.some((name) => HOLDS_TEXT.test(localOf(name)))) {
      if (!open.some((name) => localOf(name) === 'extensionElements')) {
        return fails(localOf(element), 'notAllowedHere', between.trim().slice(0, 40));
      }
    }
    if (open.length === 0 && between.trim() !== '') return fails(element, 'notXml', lineOf(at));
    if (found === -1) break;

    const passed = PASSED.find(({ opens }) => text.startsWith(opens, next));
    if (passed !== undefined) {
      const end = text.indexOf(passed.closes, next + passed.opens.length);
      if (end === -1) return fails(element, 'notXml', lineOf(next));
      at = end + passed.closes.length;
      continue;
    }
    if (text.startsWith('<!', next)) return fails('DOCTYPE', 'documentType');
    const closing = text.startsWith('</', next);
    NAME.lastIndex = next + (closing ? 2 : 1);
    const name = NAME.exec(text)?.[0];
    if (name === undefined) return fails(element, 'notXml', lineOf(next));
    const local = localOf(name);
    at = NAME.lastIndex;
    if (closing) {
      TAG_END.lastIndex = at;
      const end = TAG_END.exec(text);
      if (end === null || end[1] !== '' || open.pop() !== name) return fails(local, 'notXml', lineOf(next));
      at = TAG_END.lastIndex;
      continue;
    }
    elements += 1;
    if (elements > MAX_ELEMENTS) return fails(local, 'tooLarge', `${MAX_ELEMENTS} elements`);
    if (open.length === 0 && elements > 1) return fails(local, 'notXml', lineOf(next));
    ATTRIBUTE.lastIndex = at;
    const attributes = new Set<string>();
    for (let attribute = ATTRIBUTE.exec(text); attribute !== null; attribute = ATTRIBUTE.exec(text)) {
      const [whole, attributeName = '', equals = '', value = ''] = attribute;
      if (attributes.size === MAX_ATTRIBUTES) return fails(local, 'tooLarge', `${MAX_ATTRIBUTES} attributes`);
      if (attributes.has(attributeName)) return fails(local, 'notXml', `${attributeName}, ${lineOf(next)}`);
      attributes.add(attributeName);
      const badValue = badReference(value);
      if (badValue !== null) return fails(local, 'notXml', `${badValue}, ${lineOf(next)}`);
      // The reader knows no space around the sign.
      if (equals !== '=')
        edits.push({ at: attribute.index + whole.length - value.length - equals.length, length: equals.length });
      at = ATTRIBUTE.lastIndex;
    }
    TAG_END.lastIndex = at;
    const end = TAG_END.exec(text);
    if (end === null) return fails(local, 'notXml', lineOf(next));
    at = TAG_END.lastIndex;
    if (end[1] === '') open.push(name);
    if (open.length > MAX_DEPTH) return fails(local, 'tooDeep', String(MAX_DEPTH));
  }
  if (open.length > 0 || elements === 0) return fails(open.at(-1) ?? 'definitions', 'notXml', 'end');
  return { refused: null, text: edited(text, edits), elements };
}

/** Bytes by the encoding that the file names, UTF-8 without; null where they are not of it. */
function decoded(xml: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(xml.subarray(0, 200));
  const [, named = 'utf-8'] = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start) ?? [];
  const encoding = start.startsWith('\u00ff\u00fe')
    ? 'utf-16le'
    : start.startsWith('\u00fe\u00ff')
      ? 'utf-16be'
      : named;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(xml);
  } catch {
    return null;
  }
}

function badReference(text: string): string | null {
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    REFERENCE.lastIndex = at;
    const [whole, decimal, hexadecimal] = REFERENCE.exec(text) ?? [];
    if (whole === undefined) return text.slice(at, at + 20);
    const code = decimal === undefined ? parseInt(hexadecimal ?? '20', 16) : Number(decimal);
    if (code > 0x10ffff || FORBIDDEN.test(String.fromCodePoint(code))) return whole;
  }
  return null;
}

function edited(text: string, edits: { at: number; length: number }[]): string {
  if (edits.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { at, length } of edits) {
    parts.push(text.slice(from, at), '=');
    from = at + length;
  }
  return [...parts, text.slice(from)].join('');
}
