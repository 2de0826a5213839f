import { ROOT_KEY } from '../areas/areas.api';

const DIGITS_A_LEVEL = 2;

/** The area above: two digits fewer; above a Bezirk the Land, and the Land above itself. */
export const parentOf = (key: string): string =>
  key === ROOT_KEY || key.length <= DIGITS_A_LEVEL ? ROOT_KEY : key.slice(0, -DIGITS_A_LEVEL);

/** From the Land down to this area: `00`, `01`, `0130`. */
export function stepsTo(key: string): string[] {
  return key === ROOT_KEY ? [ROOT_KEY] : [...stepsTo(parentOf(key)), key];
}

/** Whose parts show where these areas lie: their Bezirk where they have one in common, else the whole Land. */
export function groundFor(keys: readonly string[]): string {
  const districts = new Set(keys.map((key) => key.slice(0, DIGITS_A_LEVEL)));
  const [only] = districts;
  return districts.size === 1 && only !== undefined && keys.every((key) => key.length > DIGITS_A_LEVEL)
    ? only
    : ROOT_KEY;
}
