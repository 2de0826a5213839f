import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './environment.ts';

export type Language = 'de' | 'en';
/** The language in which this run's people use the product. */
export const LANGUAGE: Language = process.env['JOURNEY_LANGUAGE'] === 'en' ? 'en' : 'de';
export const LOCALE = { de: 'de-DE', en: 'en-GB' }[LANGUAGE];

/** The one that the people of this run change to. */
export const OTHER: Language = LANGUAGE === 'de' ? 'en' : 'de';

const read = (language: Language): unknown =>
  JSON.parse(readFileSync(join(ROOT, `apps/web/src/i18n/${language}.json`), 'utf8'));
const TEXTS = { de: read('de'), en: read('en') };

type Values = Record<string, string | number>;

function textOf(key: string, language = LANGUAGE): string {
  const text = key
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], TEXTS[language]);
  if (typeof text !== 'string') throw new Error(`${language}.json has no text ${key}`);
  return text;
}

/** The text that the page shows for a key, in the language of the run. Every placeholder needs its value. */
export function say(key: string, values: Values = {}, language = LANGUAGE): string {
  return textOf(key, language).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${key} needs ${name}`);
    return String(value);
  });
}

/** What the journey does not know may be anything. */
function patternOf(key: string, values: Values): string {
  const parts = textOf(key).split(/\{\{(\w+)\}\}/);
  const pieces = parts.map((part, index) => {
    if (index % 2 === 0) return RegExp.escape(part);
    const value = values[part];
    return value === undefined ? '.*' : RegExp.escape(String(value));
  });
  return pieces.join('');
}

/** For names that go on after the text, and for texts with a value that the journey does not know. */
export const saying = (key: string, values: Values = {}): RegExp => new RegExp(`^${patternOf(key, values)}`, 's');

/** The text as part of a longer one, where a sentence begins or in its middle. */
export const within = (key: string, values: Values = {}): RegExp => new RegExp(patternOf(key, values), 'is');

/** A label with its mark: „Dokument (freiwillig)“. */
export const optional = (key: string): string => `${say(key)} ${say('optional')}`;

/** What is not in the texts of the web application: data in two languages, and words of the sign-in. */
export const inLanguage = <T>(text: Record<Language, T>): T => text[LANGUAGE];

export const listed = (items: readonly string[]): string => new Intl.ListFormat(LOCALE).format(items);
