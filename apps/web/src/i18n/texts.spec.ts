import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import german from './de.json';

const APP = join(__dirname, '../app');
const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|html)$/.test(file) && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(APP, file), 'utf8'));

const KEY = String.raw`([a-z]\w*(?:\.[\w-]+)+|loading|optional|choose|cancel|saved)`;
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

describe('the German texts', () => {
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
