import type { TaskForm } from '@querraum/workflow';

/** What is chosen, written and filled in on a task. */
export interface Completing {
  result: string;
  words: string;
  values: NonNullable<CompletionInput['values']>;
}
export interface CompletionInput {
  result?: string;
  words?: string;
  values?: Record<string, number | string | boolean | string[] | null>;
}
type FormField = TaskForm['fields'][number];

/** As the form begins: with what is known already, and with the result where there is only one. */
export const begun = ({ results, fields }: TaskForm): Completing => ({
  result: results.length === 1 ? (results[0]?.key ?? '') : '',
  words: '',
  values: Object.fromEntries(fields.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]))),
});

/** Fields that matter with what is chosen. */
export const askedFields = ({ fields }: TaskForm, { result }: Completing): FormField[] =>
  fields.filter(({ onlyWith }) => onlyWith === undefined || onlyWith === result);

export const needsWords = ({ results }: TaskForm, { result }: Completing): boolean =>
  results.find(({ key }) => key === result)?.needsWords === true;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export type Missing = 'result' | 'words' | { field: string };

/** What still has to be said before it can be sent. */
export function missingIn(form: TaskForm, given: Completing): Missing[] {
  return [
    ...(form.results.length > 0 && given.result === '' ? (['result'] as const) : []),
    ...askedFields(form, given).flatMap(({ key, required }) =>
      required && isEmpty(given.values[key]) ? [{ field: key }] : [],
    ),
    ...(needsWords(form, given) && given.words.trim() === '' ? (['words'] as const) : []),
  ];
}

/** What is sent: nothing that was not asked or not given. */
export function completionOf(form: TaskForm, given: Completing): CompletionInput {
  const words = given.words.trim();
  const values = Object.fromEntries(
    askedFields(form, given).flatMap(({ key }) => {
      const value = given.values[key];
      return value === undefined || isEmpty(value) ? [] : [[key, value]];
    }),
  );
  return {
    ...(given.result !== '' && { result: given.result }),
    ...(words !== '' && { words }),
    ...(Object.keys(values).length > 0 && { values }),
  };
}
