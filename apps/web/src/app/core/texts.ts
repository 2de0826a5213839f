import { inject, Injectable, Pipe, PipeTransform } from '@angular/core';
import { Translation, TranslocoLoader, TranslocoService } from '@jsverse/transloco';
import type { LocalizedText } from '@querraum/workflow';

export const LANGUAGES = ['de'] as const;
type Language = (typeof LANGUAGES)[number];
const SOURCES = {
  de: () => import('../../i18n/de.json'),
} as const satisfies Record<Language, () => Promise<unknown>>;

/** The texts are part of the build: no further request that could fail. */
@Injectable({ providedIn: 'root' })
export class BundledTexts implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    const source = await SOURCES[language as Language]();
    return source.default as Translation;
  }
}

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** For pure functions that build sentences: texts by key, plural by number, lists with „und“. */
@Injectable({ providedIn: 'root' })
export class Texts {
  private readonly transloco = inject(TranslocoService);

  readonly say: Translate = (key, values) => this.transloco.translate(key, values);

  /** `<key>.one` or `<key>.other`, with `{{count}}`. */
  plural(key: string, count: number, values: Record<string, unknown> = {}): string {
    return pluralOf(this.say, this.transloco.getActiveLang(), key, count, values);
  }

  of(text: LocalizedText): string {
    return this.transloco.getActiveLang() === 'en' ? text.en : text.de;
  }
}

export function pluralOf(
  say: Translate,
  language: string,
  key: string,
  count: number,
  values: Record<string, unknown> = {},
): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
  return say(`${key}.${form}`, { ...values, count });
}

/** A text that exists in both languages, in the language of the page. */
@Pipe({ name: 'localized' })
export class Localized implements PipeTransform {
  private readonly texts = inject(Texts);

  transform(text: LocalizedText): string {
    return this.texts.of(text);
  }
}
