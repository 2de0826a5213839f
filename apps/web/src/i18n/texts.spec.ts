import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import german from './de.json';
import english from './en.json';

const APP = join(__dirname, '../app');
const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|html)$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(APP, file), 'utf8'));

const KEY = String.raw`([a-z]\w*(?:\.[\w-]+)+|loading|quoted|optional|choose|cancel|saved)`;
const PATTERNS = [
  new RegExp(String.raw`'${KEY}'\s*\|\s*transloco`, 'g'),
  new RegExp(String.raw`say\(\s*'${KEY}'`, 'g'),
  new RegExp(String.raw`title: '${KEY}'`, 'g'),
  new RegExp(String.raw`[?:] '${KEY}'\) \| transloco`, 'g'),
];
/** Keys that are put together: `'party.' + role`. Everything below must then be texts. */
const PREFIX = /(?:'|`)([a-z]\w*(?:\.\w+)*)\.(?:' \+|\$\{)/g;

const at = (key: string): unknown =>
  key.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], german);

type Group = { [name: string]: string | Group };
const textsOf = (group: Group, path = ''): [string, string][] =>
  Object.entries(group).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value]] : textsOf(value, `${path}${name}.`),
  );
const TEXTS = { de: new Map(textsOf(german)), en: new Map(textsOf(english)) };
const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '');

describe('the texts', () => {
  it('have a text for every key that is used', () => {
    const used = new Set(
      sources
        .flatMap((source) => PATTERNS.flatMap((pattern) => [...source.matchAll(pattern)]))
        .map(([, key = '']) => key),
    );
    expect(used.size).toBeGreaterThan(200);
    expect([...used].filter((key) => typeof at(key) !== 'string')).toEqual([]);
  });

  it('have a group for every key that is put together', () => {
    const groups = new Set(sources.flatMap((source) => [...source.matchAll(PREFIX)]).map(([, key = '']) => key));
    expect(groups.size).toBeGreaterThan(20);
    expect([...groups].filter((key) => typeof at(key) !== 'object')).toEqual([]);
  });
});

/** Words that both languages write alike. */
const ALIKE = new Set(
  'Person Organisation Name Status System Text Version Sport PGR BZR PLR SHA-256 Enter CSV Phase'.split(' '),
);
/** Words and marks that only a German sentence has. */
const GERMAN = /[„äöüßÄÖÜ]|\b(?:der|das|dem|den|und|oder|ist|sind|wird|nicht|für|mit|von|Sie|Ihre?|eine?r?|zum?)\b/;
/** Names that stay German in English: of places, of the demonstration, of legal forms of signing. */
const NAMES = /Brunnenstraße|Bewegungsräume Brunnenviertel/g;

describe('the English texts', () => {
  it('have the same keys as the German ones', () => {
    expect([...TEXTS.en.keys()].sort()).toEqual([...TEXTS.de.keys()].sort());
  });

  it('have the same placeholders', () => {
    const differing = [...TEXTS.de].filter(([key, text]) => {
      const other = TEXTS.en.get(key) ?? '';
      return placeholdersOf(text).sort().join() !== placeholdersOf(other).sort().join();
    });
    expect(differing).toEqual([]);
  });

  it('have no German left in them', () => {
    expect([...TEXTS.en].filter(([, text]) => GERMAN.test(text.replace(NAMES, '')))).toEqual([]);
  });

  it('are translated, not copied', () => {
    const copied = [...TEXTS.en].filter(([key, text]) => {
      const words = text.replace(/\{\{\w+\}\}/g, '').trim();
      return /\p{L}{2}/u.test(words) && text === TEXTS.de.get(key) && !ALIKE.has(words);
    });
    expect(copied).toEqual([]);
  });

  it('quote in the English way', () => {
    expect([...TEXTS.en].filter(([, text]) => /["„]/.test(text))).toEqual([]);
    expect([...TEXTS.de].filter(([, text]) => /"|”/.test(text))).toEqual([]);
  });
});
