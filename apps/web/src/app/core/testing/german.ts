import german from '../../../i18n/de.json';
import type { Translate } from '../texts';

/** The German texts without a browser: the words that people really read. */
export const sayGerman: Translate = (key, values = {}) => {
  const text = key
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], german);
  if (typeof text !== 'string') throw new Error(`no text for ${key}`);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
};
