import {
  DEPARTMENT_NAMES,
  type ImportNote,
  type ImportWord,
  ROLE_CAPACITY_NAMES,
  ROLE_NAMES,
  UNIT_KIND_NAMES,
} from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';

export const note = (word: ImportWord, details: ImportNote['details'] = {}): ImportNote => ({ word, details });

/** What a cell may say: the identifier, or the German or the English word. */
function reader<T extends string>(names: Record<T, LocalizedText>, also: Record<string, T> = {}) {
  const entries = Object.entries<LocalizedText>(names) as [T, LocalizedText][];
  const words = new Map<string, T>(Object.entries(also));
  for (const [name, { de, en }] of entries) for (const word of [name, de, en]) words.set(word.toLowerCase(), name);
  return {
    read: (cell: string): T | undefined => words.get(cell.toLowerCase()),
    allowed: {
      de: entries.map(([, { de }]) => de).join(', '),
      en: entries.map(([, { en }]) => en).join(', '),
    } satisfies LocalizedText,
  };
}

export const KINDS = reader(UNIT_KIND_NAMES);
export const DEPARTMENTS = reader(DEPARTMENT_NAMES);
export const ROLES = reader(ROLE_NAMES, {
  bezirksstadtrat: 'DISTRICT_COUNCILLOR',
  bezirksstadträtin: 'DISTRICT_COUNCILLOR',
  administration: 'ADMIN',
});
export const CAPACITIES = reader(ROLE_CAPACITY_NAMES, {
  'im auftrag': 'BY_ORDER',
  'i. a.': 'BY_ORDER',
  'i.a.': 'BY_ORDER',
});

const IN_RANGE = /^(199\d|20\d\d|21\d\d)-/;

/** `01.05.2027` or `2027-05-01`; undefined for what is no day. */
export function dayOf(cell: string): string | undefined {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const [, day = '', month = '', year = ''] = german ?? [];
  const iso = german ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : cell;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(`${iso}T00:00:00Z`));
  return isDay && IN_RANGE.test(iso) && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso) ? iso : undefined;
}
