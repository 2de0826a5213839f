import type { LocalizedText } from '@querraum/workflow';

const LONGEST = 50;
const SPELLED_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** `Mitzeichnung für Bauvorhaben` → `mitzeichnung-fuer-bauvorhaben`; a number follows where that is taken. */
export function procedureKey({ de }: LocalizedText, taken: ReadonlySet<string>): string {
  const plain = de
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => SPELLED_OUT[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  const key = plain.length < 2 ? 'procedure' : plain;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? key : `${key}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
