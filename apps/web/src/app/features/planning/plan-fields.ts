import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export interface Option {
  value: string;
  label: string;
}
type Control =
  | { control: 'text'; ideas?: readonly string[] }
  | { control: 'day' | 'words' | 'check' }
  | { control: 'choice' | 'checks'; options: readonly Option[] };
/** One field of a form of the plan, named as the server names it. */
export type PlanField = Control & {
  key: string;
  label: string;
  hint?: string;
  /** Without it the form is not sent. */
  isNeeded?: boolean;
  /** So many characters at most, where it is not what the control has by itself. */
  longest?: number;
  /** An address of the web, and nothing else. */
  isAddress?: boolean;
};
export type PlanValues = Readonly<Record<string, string | boolean | readonly string[]>>;

/** What a form asks for, what stands in it at first, and what is sent of it. */
export interface PlanForm {
  fields: readonly PlanField[];
  values: PlanValues;
  entryOf(values: PlanValues): object;
}

export const textIn = (values: PlanValues, key: string): string => {
  const value = values[key];
  return typeof value === 'string' ? value.trim() : '';
};
export const textOrNull = (values: PlanValues, key: string): string | null => textIn(values, key) || null;
export const choicesIn = (values: PlanValues, key: string): readonly string[] => {
  const value = values[key];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

/** How much a control takes, where its field says nothing else; the server knows the same limits. */
const LONGEST = { text: 200, words: 2000, day: 10, choice: 100, check: 0, checks: 0 } as const satisfies Record<
  PlanField['control'],
  number
>;

function faultOf(field: PlanField, values: PlanValues, say: Translate): string | undefined {
  const text = textIn(values, field.key);
  const limit = field.longest ?? LONGEST[field.control];
  if (field.isNeeded && text === '') return say('planning.form.missing', { field: field.label });
  if (text.length > limit) return say('planning.form.tooLong', { field: field.label, limit, count: text.length });
  if (field.isAddress && text !== '' && !/^https?:\/\//i.test(text)) return say('planning.form.noAddress');
  return undefined;
}

/** What is wrong before anything is sent. */
export function faultsIn(
  fields: readonly PlanField[],
  values: PlanValues,
  idOf: (key: string) => string,
  say: Translate,
): FieldError[] {
  return fields.flatMap((field) => {
    const message = faultOf(field, values, say);
    return message === undefined ? [] : [{ fieldId: idOf(field.key), message }];
  });
}

/** What the server refuses at a field of the form; the rest is said above it. */
export function refusedIn(
  fields: readonly PlanField[],
  errors: readonly { path: string; message: string }[],
  idOf: (key: string) => string,
): FieldError[] {
  return errors.flatMap(({ path, message }) => {
    const [key] = path.split('.');
    const field = fields.find((one) => one.key === key);
    return field === undefined ? [] : [{ fieldId: idOf(field.key), message: `${field.label}: ${message}` }];
  });
}
