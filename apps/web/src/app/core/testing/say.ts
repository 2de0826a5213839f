import german from '../../../i18n/de.json';
import english from '../../../i18n/en.json';
import type { Translate } from '../texts';

const sayIn =
  (source: unknown): Translate =>
  (key, values = {}) => {
    const text = key
      .split('.')
      .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], source);
    if (typeof text !== 'string') throw new Error(`no text for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };

/** The texts without a browser: the words that people really read. */
export const sayGerman = sayIn(german);
export const sayEnglish = sayIn(english);
