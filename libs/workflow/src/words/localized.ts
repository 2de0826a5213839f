import type { LocalizedText } from '../definition';
import type { Language } from '../calendar-words';

const LANGUAGES = ['de', 'en'] as const satisfies readonly Language[];
const AND = { de: ' und ', en: ' and ' } as const;
const QUOTES = { de: ['„', '“'], en: ['“', '”'] } as const satisfies Record<Language, readonly [string, string]>;

/** One sentence in both languages, written once. */
export const both = (say: (language: Language) => string): LocalizedText => ({ de: say('de'), en: say('en') });

export const quoted = (text: LocalizedText): LocalizedText =>
  both((language) => `${QUOTES[language][0]}${text[language]}${QUOTES[language][1]}`);

/** „A, B und C“ */
export const listed = (texts: readonly LocalizedText[]): LocalizedText =>
  both((language) => {
    const words = texts.map((text) => text[language]);
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${AND[language]}${words.at(-1) ?? ''}`;
  });

export const joined = (texts: readonly LocalizedText[], between: string): LocalizedText =>
  both((language) => texts.map((text) => text[language]).join(between));

/** The first letter as at the beginning of a sentence. */
export const capital = (text: LocalizedText): LocalizedText =>
  both((language) => `${text[language].slice(0, 1).toLocaleUpperCase(language)}${text[language].slice(1)}`);

export const isSameText = (one: LocalizedText, other: LocalizedText): boolean =>
  LANGUAGES.every((language) => one[language] === other[language]);
