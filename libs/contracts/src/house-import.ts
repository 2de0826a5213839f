import { z } from 'zod';
import type { LocalizedText } from '@querraum/workflow';

export const IMPORT_LIMIT_ROWS = 5000;
export const IMPORT_LIMIT_BYTES = 2 * 1024 * 1024;

export const ImportKind = z.enum(['units', 'people']);
export type ImportKind = z.infer<typeof ImportKind>;

/** The columns in German; the English names beside them are understood too. */
export const IMPORT_COLUMNS = {
  units: {
    code: ['Kürzel', 'code', 'kuerzel'],
    name: ['Name', 'bezeichnung'],
    kind: ['Art', 'kind'],
    department: ['Ressort', 'department'],
    parent: ['Übergeordnet', 'parent', 'uebergeordnet', 'übergeordnete einheit'],
  },
  people: {
    username: ['Benutzername', 'username', 'user name'],
    name: ['Name', 'full name'],
    email: ['E-Mail', 'email', 'mail'],
    unit: ['Einheit', 'unit'],
    role: ['Rolle', 'role'],
    capacity: ['Zeichnung', 'capacity', 'signature'],
    from: ['Ab', 'from', 'seit', 'since'],
  },
} as const satisfies Record<ImportKind, Record<string, readonly string[]>>;

/** Everything that a report says about a row, in both languages; `{…}` is filled from the details. */
export const IMPORT_WORDS = {
  columns: {
    de: 'Die Zeile hat {count} Felder, erlaubt sind {allowed}.',
    en: 'The row has {count} fields, {allowed} are allowed.',
  },
  codeInvalid: {
    de: 'Kürzel „{value}“: erlaubt sind 1 bis 30 Zeichen aus Buchstaben, Ziffern, Leerzeichen und . _ / -, am Anfang Buchstabe oder Ziffer.',
    en: "Code '{value}': allowed are 1 to 30 letters, digits, spaces and . _ / -, beginning with a letter or digit.",
  },
  nameInvalid: {
    de: 'Der Name fehlt oder ist zu lang: erlaubt sind 2 bis 150 Zeichen.',
    en: 'The name is missing or too long: 2 to 150 characters are allowed.',
  },
  kindUnknown: {
    de: 'Art „{value}“ gibt es nicht. Erlaubt: {allowed}.',
    en: "There is no kind '{value}'. Allowed: {allowed}.",
  },
  departmentUnknown: {
    de: 'Ressort „{value}“ gibt es nicht. Erlaubt: {allowed}, oder leer.',
    en: "There is no department '{value}'. Allowed: {allowed}, or empty.",
  },
  parentMissing: {
    de: 'Es fehlt, wem die Einheit untersteht. Ganz oben steht nur {root}.',
    en: 'It is missing to whom the unit is subordinate. Only {root} stands at the top.',
  },
  parentUnknown: {
    de: 'Die übergeordnete Einheit „{value}“ gibt es weder im Haus noch in dieser Datei.',
    en: "The superior unit '{value}' exists neither in the house nor in this file.",
  },
  parentRefused: {
    de: 'Die übergeordnete Einheit „{value}“ steht in dieser Datei, aber ihre Zeile ist fehlerhaft.',
    en: "The superior unit '{value}' stands in this file, but its row is faulty.",
  },
  cycle: {
    de: 'Die Einheit läge unter sich selbst.',
    en: 'The unit would lie below itself.',
  },
  dissolved: { de: 'Die Einheit „{value}“ ist aufgelöst.', en: "The unit '{value}' is dissolved." },
  twice: { de: 'Dasselbe steht schon in Zeile {row}.', en: 'The same stands in row {row} already.' },
  usernameInvalid: {
    de: 'Benutzername „{value}“: erlaubt sind 2 bis 100 Zeichen aus Buchstaben, Ziffern und . _ @ + -, am Anfang Buchstabe oder Ziffer.',
    en: "User name '{value}': allowed are 2 to 100 letters, digits and . _ @ + -, beginning with a letter or digit.",
  },
  usernameAwaited: {
    de: 'Unter diesem Benutzernamen wartet in dieser Installation schon jemand auf die erste Anmeldung.',
    en: 'Somebody in this installation is already awaited under this user name.',
  },
  personDisabled: {
    de: 'Diese Person ist gesperrt. Heben Sie die Sperre zuerst auf ihrer Seite auf.',
    en: 'This person is disabled. Enable them on their page first.',
  },
  differs: {
    de: '{field}: Zeile {row} nennt für denselben Benutzernamen „{value}“.',
    en: "{field}: row {row} says '{value}' for the same user name.",
  },
  emailInvalid: { de: '„{value}“ ist keine E-Mail-Adresse.', en: "'{value}' is no e-mail address." },
  unitUnknown: { de: 'Die Einheit „{value}“ gibt es im Haus nicht.', en: "There is no unit '{value}' in the house." },
  roleUnknown: {
    de: 'Rolle „{value}“ gibt es nicht. Erlaubt: {allowed}.',
    en: "There is no role '{value}'. Allowed: {allowed}.",
  },
  roleIncomplete: {
    de: 'Zu einer Rolle gehören Einheit und Rolle; eines von beiden fehlt.',
    en: 'A role needs both unit and role; one of them is missing.',
  },
  roleLater: {
    de: 'Die Rolle {role} in {unit} ist ab dem {from} schon eingetragen. Erlaubt ist bei „Ab“ dieser Tag oder ein späterer.',
    en: "The role {role} in {unit} is entered from {from} already. Allowed under 'from' is that day or a later one.",
  },
  roleUntil: {
    de: 'Die Rolle {role} in {unit} ist vom {from} bis zum {to} schon eingetragen. Erlaubt ist bei „Ab“ ein späterer Tag.',
    en: "The role {role} in {unit} is entered from {from} to {to} already. Allowed under 'from' is a later day.",
  },
  capacityUnknown: {
    de: 'Zeichnung „{value}“ gibt es nicht. Erlaubt: {allowed}, oder leer.',
    en: "There is no signature '{value}'. Allowed: {allowed}, or empty.",
  },
  dayInvalid: {
    de: '„{value}“ ist kein Tag. Erlaubt: 01.05.2027, 2027-05-01, oder leer.',
    en: "'{value}' is no day. Allowed: 2027-05-01, 01.05.2027, or empty.",
  },
  unitAdded: { de: 'Einheit wird angelegt.', en: 'Unit will be added.' },
  personAdded: { de: 'Person wird angelegt.', en: 'Person will be added.' },
  roleAdded: { de: 'Rolle {role} in {unit} kommt dazu.', en: 'Role {role} in {unit} will be added.' },
  fieldChanged: { de: '{field}: „{from}“ wird zu „{to}“.', en: "{field}: '{from}' becomes '{to}'." },
} as const satisfies Record<string, LocalizedText>;
export type ImportWord = keyof typeof IMPORT_WORDS;

const ImportDetail = z.union([z.string(), z.object({ de: z.string(), en: z.string() })]);
export const ImportNote = z.object({
  word: z.enum(Object.keys(IMPORT_WORDS) as [ImportWord, ...ImportWord[]]),
  details: z.record(z.string(), ImportDetail),
});
export type ImportNote = z.infer<typeof ImportNote>;

export const IMPORT_OUTCOMES = ['added', 'changed', 'unchanged', 'refused'] as const;
export const ImportOutcome = z.enum(IMPORT_OUTCOMES);
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** `row` counts as a spreadsheet does: the header is row 1. */
export const ImportRow = z.object({
  row: z.int(),
  label: z.string(),
  outcome: ImportOutcome,
  notes: z.array(ImportNote),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportReport = z.object({
  /** Stands for this file and what it would do now; whoever imports names it. */
  checkId: z.string(),
  kind: ImportKind,
  encoding: z.enum(['UTF-8', 'Windows-1252']),
  counts: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  rows: z.array(ImportRow),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ImportCheckFields = z.object({ kind: ImportKind });
export type ImportCheckFields = z.infer<typeof ImportCheckFields>;
/** `all`: nothing, if a row is faulty · `good`: the rows without fault. */
export const ImportFields = ImportCheckFields.extend({
  checkId: z.string().regex(/^[0-9a-f]{64}$/),
  mode: z.enum(['all', 'good']),
});
export type ImportFields = z.infer<typeof ImportFields>;

export function importWords({ word, details }: ImportNote, language: 'de' | 'en'): string {
  const show = (value: ImportNote['details'][string] | undefined) =>
    typeof value === 'object' ? value[language] : (value ?? '');
  return IMPORT_WORDS[word][language].replace(/\{(\w+)\}/g, (_, name: string) => show(details[name]));
}

/** A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it text. */
const csvCell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** With a mark at the beginning by which spreadsheets know UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`;
