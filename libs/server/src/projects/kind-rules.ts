import type { KindField, KnownChoice, KnownField } from '@querraum/contracts';

/**
 * The fields as they are from now on. What a project has a value in is never taken away: the field, or the choice, is no
 * longer asked for, and stays behind the others so that its value can be read.
 */
export function keepFields(before: KnownField[], wanted: KindField[], inUse: ReadonlySet<string>): KnownField[] {
  const known = new Map(before.map((field) => [field.key, field]));
  const shall = new Set(wanted.map(({ key }) => key));
  return [
    ...wanted.map((field): KnownField => {
      const kept = inUse.has(field.key) ? (known.get(field.key)?.choices ?? []) : [];
      return { ...field, choices: keepChoices(kept, field), isRemoved: false };
    }),
    ...before
      .filter(({ key }) => !shall.has(key) && inUse.has(key))
      .map((field): KnownField => ({ ...field, isRemoved: true })),
  ];
}

function keepChoices(before: KnownChoice[], { choices }: KindField): KnownChoice[] {
  const shall = new Set(choices.map(({ key }) => key));
  return [
    ...choices.map((choice): KnownChoice => ({ ...choice, isRemoved: false })),
    ...before.filter(({ key }) => !shall.has(key)).map((choice): KnownChoice => ({ ...choice, isRemoved: true })),
  ];
}

/** The field whose values would be of another type from now on. */
export const retyped = (
  before: KnownField[],
  wanted: KindField[],
  inUse: ReadonlySet<string>,
): KnownField | undefined =>
  before.find(({ key, type }) => inUse.has(key) && wanted.some((field) => field.key === key && field.type !== type));
