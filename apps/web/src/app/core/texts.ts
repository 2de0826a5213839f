import { inject, Injectable, Pipe, PipeTransform } from '@angular/core';
import { Translation, TranslocoLoader, TranslocoService } from '@jsverse/transloco';
import type { LocalizedText } from '@querraum/workflow';
import { inLanguage, language, type Language } from './language';

const SOURCES = {
  de: () => import('../../i18n/de.json'),
  en: () => import('../../i18n/en.json'),
} as const satisfies Record<Language, () => Promise<unknown>>;

/** The texts are part of the build: no further request that could fail. */
@Injectable({ providedIn: 'root' })
export class BundledTexts implements TranslocoLoader {
  async getTranslation(name: string): Promise<Translation> {
    const source = await SOURCES[name as Language]();
    return source.default as Translation;
  }
}

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** For pure functions that build sentences: texts by key, plural by number. What is computed of them follows the language. */
@Injectable({ providedIn: 'root' })
export class Texts {
  private readonly transloco = inject(TranslocoService);

  readonly say: Translate = (key, values) => this.transloco.translate(key, values, language());

  /** `<key>.one` or `<key>.other`, with `{{count}}`. */
  plural(key: string, count: number, values: Record<string, unknown> = {}): string {
    return pluralOf(this.say, language(), key, count, values);
  }

  of(text: LocalizedText): string {
    return inLanguage(text);
  }
}

export function pluralOf(
  say: Translate,
  name: Language,
  key: string,
  count: number,
  values: Record<string, unknown> = {},
): string {
  const form = new Intl.PluralRules(name).select(count) === 'one' ? 'one' : 'other';
  return say(`${key}.${form}`, { ...values, count });
}

/** A text that exists in both languages, in the language of the page; impure, because the language is no argument. */
@Pipe({ name: 'localized', pure: false })
export class Localized implements PipeTransform {
  transform(text: LocalizedText): string {
    return inLanguage(text);
  }
}
