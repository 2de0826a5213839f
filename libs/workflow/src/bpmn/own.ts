/** Canonical JSON (RFC 8785): the same settings are the same text, so that two files can be compared. */
export function canonicalJson(value: unknown): string {
  // What JSON allows and XML has no way to write stands there as an escape.
  return JSON.stringify(sorted(value)).replace(
    /[\p{Cc}\ufffe\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, sorted(part)]),
  );
}

export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));

/** One setting that the standard part of a file says otherwise, or cannot say; without `value` it is not there. */
export interface Difference {
  instead?: unknown;
  value?: unknown;
}
export type Differences = Record<string, Difference>;

/** What must be changed of what the standard part says to have what is meant. */
export function differencesOf(meant: object, said: object): Differences | undefined {
  const [is, reads] = [meant as Record<string, unknown>, said as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(is), ...Object.keys(reads)])].filter((key) => !isSame(is[key], reads[key]));
  if (keys.length === 0) return undefined;
  return Object.fromEntries(keys.map((key) => [key, { instead: reads[key], value: is[key] }]));
}

/** Puts the differences in; what the standard part says otherwise by now stays as it says, and is named. */
export function applyDifferences(said: object, differences: Differences): { value: object; changed: string[] } {
  const value = { ...said } as Record<string, unknown>;
  const changed: string[] = [];
  for (const [key, difference] of Object.entries(differences)) {
    if (!isSame(value[key], difference.instead)) changed.push(key);
    else if (difference.value === undefined) delete value[key];
    else value[key] = difference.value;
  }
  return { value, changed };
}
