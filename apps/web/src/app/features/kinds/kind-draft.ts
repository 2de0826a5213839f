import { KindEntry, type FieldType, type KnownField, type ProjectKind } from '@querraum/contracts';
import type { Department, Involvement, LocalizedText } from '@querraum/workflow';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export interface ChoiceDraft {
  key: string;
  label: LocalizedText;
}
export interface FieldDraft {
  key: string;
  type: FieldType;
  label: LocalizedText;
  required: boolean;
  choices: readonly ChoiceDraft[];
}
export interface PhaseDraft {
  name: LocalizedText;
  days: string;
}
export interface ExpectedDraft {
  department: Department | '';
  involvement: Involvement;
}

/** A kind as it is typed: numbers are what stands in the box. */
export interface KindDraft {
  code: string;
  name: LocalizedText;
  description: LocalizedText;
  participants: readonly ExpectedDraft[];
  fields: readonly FieldDraft[];
  phases: readonly PhaseDraft[];
  procedureIds: readonly string[];
  retentionYears: string;
}

const NO_WORDS: LocalizedText = { de: '', en: '' };

export const EMPTY_KIND: KindDraft = {
  code: '',
  name: NO_WORDS,
  description: NO_WORDS,
  participants: [],
  fields: [],
  phases: [],
  procedureIds: [],
  retentionYears: '10',
};

/** Keys are names for ever; what people read is the label. */
const newKey = (): string => `k${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
export const newField = (): FieldDraft => ({
  key: newKey(),
  type: 'text',
  label: NO_WORDS,
  required: false,
  choices: [],
});
export const newChoice = (): ChoiceDraft => ({ key: newKey(), label: NO_WORDS });
export const newPhase = (): PhaseDraft => ({ name: NO_WORDS, days: '' });
export const newExpected = (): ExpectedDraft => ({ department: '', involvement: 'CO_SIGNATURE' });

const stillAsked = ({ isRemoved }: { isRemoved: boolean }) => !isRemoved;

export function draftOf(kind: ProjectKind): KindDraft {
  const { code, name, description, participants, phases, procedureIds, retentionYears } = kind;
  return {
    ...{ code, name, description, participants, procedureIds },
    fields: kind.fields.filter(stillAsked).map(fieldDraftOf),
    phases: phases.map((phase) => ({ name: phase.name, days: String(phase.days) })),
    retentionYears: String(retentionYears),
  };
}

const fieldDraftOf = ({ key, type, label, required, choices }: KnownField): FieldDraft => ({
  ...{ key, type, label, required },
  choices: choices.filter(stillAsked).map((choice) => ({ key: choice.key, label: choice.label })),
});

const numberOf = (typed: string): number | string => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed) : typed);

/** Blank text of one language is taken for missing; the description may be blank. */
function entryOf(draft: KindDraft): unknown {
  return {
    ...draft,
    fields: draft.fields.map((field) => (field.type === 'choice' ? field : { ...field, choices: [] })),
    phases: draft.phases.map(({ name, days }) => ({ name, days: numberOf(days) })),
    retentionYears: numberOf(draft.retentionYears),
  };
}

/** Which message a fault gets: by where it is, from the end of its path. */
function messageOf(path: readonly string[], message: string): string {
  if (message === 'departmentTwice') return 'departmentTwice';
  if (message === 'choices') return 'choices';
  const last = path.at(-1) ?? '';
  if (last === 'de' || last === 'en') return last;
  if (['code', 'days', 'department', 'retentionYears'].includes(last)) return last;
  return 'other';
}

/** The entry to send, or what is missing, each at the control whose id is its path. */
export function checkKind(draft: KindDraft, say: Translate): { entry: KindEntry } | { errors: FieldError[] } {
  const parsed = KindEntry.safeParse(entryOf(draft));
  if (parsed.success) return { entry: parsed.data };
  const errors = new Map<string, FieldError>();
  for (const { path, message } of parsed.error.issues) {
    const parts = path.map(String);
    const fieldId = parts.join('-');
    if (!errors.has(fieldId))
      errors.set(fieldId, { fieldId, message: say(`kinds.error.${messageOf(parts, message)}`) });
  }
  return { errors: [...errors.values()] };
}
