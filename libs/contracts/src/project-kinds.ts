import { z } from 'zod';
import { Department, Involvement, LocalizedText } from '@querraum/workflow';
import { LastChange } from './house';
import { Instant, LocalDate } from './page';

/** What projects of a kind have in common: whom they expect, what they are asked for, how they begin, how long they are kept. */

const Words = z.strictObject({ de: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) });
const LongWords = z.strictObject({ de: z.string().trim().max(1000), en: z.string().trim().max(1000) });
/** Names a field or a choice for ever, whatever becomes of its label. */
const Key = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

export const FIELD_TYPE_NAMES = {
  text: { de: 'Text', en: 'Text' },
  number: { de: 'Zahl', en: 'Number' },
  date: { de: 'Datum', en: 'Date' },
  choice: { de: 'Auswahl', en: 'Choice' },
  yesNo: { de: 'Ja oder Nein', en: 'Yes or no' },
} as const satisfies Record<string, LocalizedText>;
export const FieldType = z.enum(['text', 'number', 'date', 'choice', 'yesNo']);
export type FieldType = z.infer<typeof FieldType>;

export const FieldChoice = z.strictObject({ key: Key, label: Words });
export type FieldChoice = z.infer<typeof FieldChoice>;

export const KindField = z.strictObject({
  key: Key,
  type: FieldType,
  label: Words,
  required: z.boolean().default(false),
  /** What can be chosen; empty for every other type. */
  choices: z.array(FieldChoice).max(50).default([]),
});
export type KindField = z.infer<typeof KindField>;
/** `isRemoved`: no longer asked for or offered; what projects have in it stays readable. */
export const KnownChoice = FieldChoice.extend({ isRemoved: z.boolean() });
export type KnownChoice = z.infer<typeof KnownChoice>;
export const KnownField = KindField.extend({ choices: z.array(KnownChoice), isRemoved: z.boolean() });
export type KnownField = z.infer<typeof KnownField>;

/** Who is expected to take part: proposed when a project is opened, never forced on it. */
export const ExpectedParticipant = z.strictObject({ department: Department, involvement: Involvement });
export type ExpectedParticipant = z.infer<typeof ExpectedParticipant>;

/** A phase that projects of the kind begin with, one after the other. */
export const KindPhase = z.strictObject({ name: Words, days: z.int().min(1).max(3660) });
export type KindPhase = z.infer<typeof KindPhase>;

const unique = <T>(of: (item: T) => string, message: string) =>
  [(items: T[]) => new Set(items.map(of)).size === items.length, { message }] as const;

/** What administrators say about a kind. */
export const KindEntry = z.strictObject({
  /** Stands in the Aktenzeichen where the scheme asks for it. */
  code: z
    .string()
    .trim()
    .min(1)
    .max(12)
    .regex(/^[\p{Lu}\p{N}][\p{Lu}\p{N}-]*$/u),
  name: Words,
  description: LongWords.default({ de: '', en: '' }),
  participants: z
    .array(ExpectedParticipant)
    .max(20)
    .refine(...unique<ExpectedParticipant>(({ department }) => department, 'departmentTwice'))
    .default([]),
  fields: z
    .array(KindField)
    .max(30)
    .refine(...unique<KindField>(({ key }) => key, 'fieldTwice'))
    .refine((fields) => fields.every(({ type, choices }) => (type === 'choice') === choices.length > 0), 'choices')
    .refine((fields) => fields.every(({ choices }) => new Set(choices.map(({ key }) => key)).size === choices.length), {
      message: 'choiceTwice',
    })
    .default([]),
  phases: z.array(KindPhase).max(30).default([]),
  /** Which procedures are offered first; none named: all of the house. */
  procedureIds: z.array(z.uuid()).max(50).default([]),
  /** Years that the file is kept after it was closed. */
  retentionYears: z.int().min(0).max(100).default(10),
});
export type KindEntry = z.infer<typeof KindEntry>;

export const ProjectKind = KindEntry.extend({
  id: z.uuid(),
  fields: z.array(KnownField),
  revision: z.int(),
  /** New projects are no longer opened of it. */
  retiredAt: Instant.nullable(),
  lastChange: LastChange.nullable(),
});
export type ProjectKind = z.infer<typeof ProjectKind>;

/** A kind as its administrators see it: with the number of projects of it, and nothing of whose. */
export const ProjectKindDetail = ProjectKind.extend({ projects: z.int() });
export type ProjectKindDetail = z.infer<typeof ProjectKindDetail>;

/** What a project names of its kind. */
export const KindReference = z.object({ id: z.uuid(), code: z.string(), name: LocalizedText });
export type KindReference = z.infer<typeof KindReference>;

export const FieldValue = z.union([z.string().trim().max(2000), z.number(), z.boolean()]);
export type FieldValue = z.infer<typeof FieldValue>;
/** Values by the key of the field. */
export const FieldValues = z.record(Key, FieldValue);
export type FieldValues = z.infer<typeof FieldValues>;
/** `null` takes a value away. */
export const FieldChanges = z.record(Key, FieldValue.nullable());
export type FieldChanges = z.infer<typeof FieldChanges>;

/** A field of a project with what stands in it; `null` where nothing does. */
export const ProjectField = KnownField.extend({ value: FieldValue.nullable() });
export type ProjectField = z.infer<typeof ProjectField>;

/** `unknown`: the kind has no such field · `missing`: required and empty · else the value does not fit the type. */
export type FieldFault = { key: string; fault: 'unknown' | 'missing' | FieldType };

const LARGEST_NUMBER = 1e12;
const FITS = {
  text: (value) => typeof value === 'string' && value.length <= 2000,
  number: (value) => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= LARGEST_NUMBER,
  date: (value) => LocalDate.safeParse(value).success,
  choice: (value, { choices }) => choices.some(({ key, isRemoved }) => key === value && !isRemoved),
  yesNo: (value) => typeof value === 'boolean',
} as const satisfies Record<FieldType, (value: FieldValue, field: KnownField) => boolean>;

/** Nothing stands in it: text of blanks is none. */
export const isBlank = (value: FieldValue | null | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** What is wrong with the values of a new project: the one answer for the form and for the server. */
export function faultsOf(fields: KnownField[], values: FieldChanges): FieldFault[] {
  const asked = fields.filter(({ isRemoved }) => !isRemoved);
  const missing = asked.filter(({ key, required }) => required && isBlank(values[key]));
  return [...missing.map(({ key }): FieldFault => ({ key, fault: 'missing' })), ...valueFaults(asked, values)];
}

/** What is wrong with a change: only what is named is judged, so that a field that came later hinders no other change. */
export function changeFaultsOf(fields: KnownField[], changes: FieldChanges): FieldFault[] {
  const asked = fields.filter(({ isRemoved }) => !isRemoved);
  const emptied = asked.filter(({ key, required }) => required && key in changes && isBlank(changes[key]));
  return [...emptied.map(({ key }): FieldFault => ({ key, fault: 'missing' })), ...valueFaults(asked, changes)];
}

function valueFaults(asked: KnownField[], values: FieldChanges): FieldFault[] {
  const byKey = new Map(asked.map((field) => [field.key, field]));
  return Object.entries(values).flatMap(([key, value]): FieldFault[] => {
    const field = byKey.get(key);
    if (!field) return [{ key, fault: 'unknown' }];
    if (value === null || isBlank(value)) return [];
    return FITS[field.type](value, field) ? [] : [{ key, fault: field.type }];
  });
}

const FAULT_WORDS = {
  unknown: { de: 'dieses Feld hat die Vorhabenart nicht', en: 'the kind of project has no such field' },
  missing: { de: 'fehlt', en: 'is missing' },
  text: { de: 'ist kein Text bis 2000 Zeichen', en: 'is no text of up to 2000 characters' },
  number: { de: 'ist keine Zahl', en: 'is no number' },
  date: { de: 'ist kein Datum', en: 'is no date' },
  choice: { de: 'steht nicht zur Auswahl', en: 'is none of the choices' },
  yesNo: { de: 'ist weder Ja noch Nein', en: 'is neither yes nor no' },
} as const satisfies Record<FieldFault['fault'], LocalizedText>;

/** All faults in one sentence a language, each with the label of its field. */
export function faultWords(fields: KnownField[], faults: FieldFault[]): LocalizedText {
  const label = (key: string, language: 'de' | 'en') =>
    fields.find((field) => field.key === key)?.label[language] ?? key;
  const say = (language: 'de' | 'en') =>
    faults.map(({ key, fault }) => `${label(key, language)} ${FAULT_WORDS[fault][language]}`).join('; ');
  return { de: say('de'), en: say('en') };
}
