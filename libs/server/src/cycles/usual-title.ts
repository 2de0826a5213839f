import type { LocalDate } from '@querraum/workflow';

const LONGEST = 200;
const BEFORE = / \(Fortschreibung \d{4}\)$/;

/** The title of a Fortschreibung: that of the project, with the year in the place of the one before. */
export function usualTitle(title: string, dueOn: LocalDate): string {
  const ending = ` (Fortschreibung ${dueOn.slice(0, 4)})`;
  return `${title
    .replace(BEFORE, '')
    .slice(0, LONGEST - ending.length)
    .trimEnd()}${ending}`;
}
