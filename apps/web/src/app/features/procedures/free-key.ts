/** A short key that none of the others has, counted on, so that one that is gone does not come back with another meaning. */
export function freeKey(keys: readonly string[], stem: string): string {
  const numbers = keys.filter((key) => key.startsWith(stem)).map((key) => Number(key.slice(stem.length)));
  return `${stem}${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`;
}
