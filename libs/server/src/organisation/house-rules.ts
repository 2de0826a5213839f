import type { UnitGap, UnitKind, UnitTies } from '@querraum/contracts';
import { addDays, dayInBoth, type LocalizedText, localDate, startOfDay } from '@querraum/workflow';
import { DomainError } from '../platform';

/** Units that hold others together; their tasks are those of the units below. */
const FRAMES = new Set<UnitKind>(['DISTRICT_AUTHORITY', 'SENATE_DEPARTMENT', 'DIVISION']);

export function gapsOf(unit: {
  kind: UnitKind;
  dissolvedAt: Date | null;
  people: number;
  acting: number;
  heads: number;
}): UnitGap[] {
  if (unit.dissolvedAt !== null || FRAMES.has(unit.kind)) return [];
  // Where administrators sit alone nobody is asked for anything.
  if (unit.acting === 0) return unit.people > 0 && unit.kind !== 'OFFICE' ? [] : ['nobody'];
  return unit.kind === 'OFFICE' && unit.heads === 0 ? ['noHead'] : [];
}

/** Whether `unitId` would hang on itself below `parentId`. */
export function closesCycle(
  parents: ReadonlyMap<string, string | null>,
  unitId: string,
  parentId: string | null,
): boolean {
  for (let id = parentId, steps = 0; id !== null && steps <= parents.size; id = parents.get(id) ?? null, steps += 1)
    if (id === unitId) return true;
  return false;
}

const TIE_WORDS = {
  units: { de: ['untergeordnete Einheit', 'untergeordnete Einheiten'], en: ['subordinate unit', 'subordinate units'] },
  people: { de: ['Person mit Rolle', 'Personen mit Rolle'], en: ['person with a role', 'people with a role'] },
  projects: { de: ['offenes Vorhaben', 'offene Vorhaben'], en: ['open project', 'open projects'] },
  tasks: { de: ['offene Aufgabe', 'offene Aufgaben'], en: ['open task', 'open tasks'] },
  cycles: {
    de: [
      'abgeschlossenes Vorhaben mit ausstehender Fortschreibung',
      'abgeschlossene Vorhaben mit ausstehender Fortschreibung',
    ],
    en: ['closed project with a renewal still to come', 'closed projects with a renewal still to come'],
  },
} as const satisfies Record<keyof UnitTies, Record<'de' | 'en', readonly [string, string]>>;

/** „2 Personen mit Rolle, 1 offenes Vorhaben“; undefined where nothing hangs on the unit. */
export function tiesInWords(ties: UnitTies): LocalizedText | undefined {
  const held = (Object.keys(TIE_WORDS) as (keyof UnitTies)[]).filter((name) => ties[name] > 0);
  if (held.length === 0) return undefined;
  const list = (language: 'de' | 'en') =>
    held.map((name) => `${ties[name]} ${TIE_WORDS[name][language][ties[name] === 1 ? 0 : 1]}`).join(', ');
  return { de: list('de'), en: list('en') };
}

export interface Validity {
  from: Date;
  to: Date | null;
}

/** From the beginning of the first day, or now, to the end of the last one. What has ended already is no period any more. */
export function validityOf({ from, to }: { from: string | null; to: string | null }, now: Date): Validity {
  const today = localDate(now.toISOString());
  if (to !== null && to < today) throw new DomainError('periodPast', { today: dayInBoth(today) });
  if (to !== null && to < (from ?? today)) throw new DomainError('periodBackwards');
  return { from: from === null ? now : new Date(startOfDay(from)), to: to === null ? null : endOfDay(to) };
}

export const endOfDay = (day: string): Date => new Date(startOfDay(addDays(day, 1)));
