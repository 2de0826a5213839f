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

/** What is missing before anything is sent. */
export function missingIn(
  fields: readonly PlanField[],
  values: PlanValues,
  idOf: (key: string) => string,
  say: Translate,
) {
  return fields.flatMap(({ key, label, isNeeded }): FieldError[] =>
    isNeeded && textIn(values, key) === ''
      ? [{ fieldId: idOf(key), message: say('planning.form.missing', { field: label }) }]
      : [],
  );
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
