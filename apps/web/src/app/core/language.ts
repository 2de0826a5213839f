import { signal } from '@angular/core';
import type { LocalizedText } from '@querraum/workflow';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Every language in its own words: who cannot read the page must be able to find theirs. */
export const LANGUAGE_NAMES = { de: 'Deutsch', en: 'English' } as const satisfies Record<Language, string>;
const STORE = 'querraum.language';

const current = signal<Language>('de');
/** The language of the page. A signal of the module, so that dates and lists outside of components follow it too. */
export const language = current.asReadonly();

/** A text that exists in both languages, in the language of the page. */
export const inLanguage = (text: LocalizedText): string => text[language()];

export function showLanguage(chosen: Language): void {
  document.documentElement.lang = chosen;
  current.set(chosen);
}

export const keepLanguage = (chosen: Language): void => localStorage.setItem(STORE, chosen);

/** Runs before the first paint: what the person chose here before, else the first language of the browser that we speak. */
export function applyLanguage(): void {
  const wishes = [localStorage.getItem(STORE), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  showLanguage(wishes.flatMap((wish) => LANGUAGES.filter((known) => known === wish))[0] ?? 'de');
}
