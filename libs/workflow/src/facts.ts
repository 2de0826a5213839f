import { refuse } from './command';
import type { Refusal } from './command';
import { Department } from './definition';
import type { FactDefinition, FactValue } from './definition';

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day that the calendar has: 30.02. is none. */
function isLocalDate(value: FactValue): boolean {
  if (typeof value !== 'string' || !LOCAL_DATE.test(value)) return false;
  const day = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

const isListOf = (value: FactValue, fits: (item: string) => boolean): boolean =>
  Array.isArray(value) && value.every(fits) && new Set(value).size === value.length;

const forms: { [Type in FactDefinition['type']]: (value: FactValue, fact: FactDefinition) => boolean } = {
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  text: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: isLocalDate,
  choice: (value, { choices }) => choices?.some(({ key }) => key === value) ?? false,
  units: (value) => isListOf(value, (unitId) => unitId !== ''),
  departments: (value) => isListOf(value, (name) => Department.safeParse(name).success),
};

/** Nothing is given: no value, no words, nobody. */
export const isUnset = (value: FactValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export const fitsFact = (fact: FactDefinition, value: FactValue): boolean =>
  value === null || forms[fact.type](value, fact);

/** Why these values cannot be taken, naming the fact: it is unknown, has another form, or a required one is missing. */
export function refuseFacts(
  declared: readonly FactDefinition[],
  values: Readonly<Record<string, FactValue>>,
  required: readonly string[] = [],
): Refusal | null {
  for (const [key, value] of Object.entries(values)) {
    const fact = declared.find((known) => known.key === key);
    if (fact === undefined) return refuse('unknownFact', { fact: key });
    if (!fitsFact(fact, value)) return refuse('badFact', { fact: key });
  }
  const missing = required.find((key) => isUnset(values[key]));
  return missing === undefined ? null : refuse('factMissing', { fact: missing });
}

/** The values with the new ones in them; what is set to nothing is gone. */
export function withFacts(
  known: Readonly<Record<string, FactValue>>,
  values: Readonly<Record<string, FactValue>>,
): Record<string, FactValue> {
  return Object.fromEntries(Object.entries({ ...known, ...values }).filter(([, value]) => value !== null));
}
