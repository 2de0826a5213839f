import {
  DEPARTMENT_NAMES,
  IMPORT_COLUMNS,
  type ImportKind,
  ROLE_NAMES,
  UNIT_KIND_NAMES,
  type UnitKind,
} from '@querraum/contracts';
import type { Department } from '@querraum/workflow';
import type { Language } from '../../core/language';

const UNITS: readonly [code: string, name: string, kind: UnitKind, department: Department, parent: string][] = [
  ['BzStR', 'Geschäftsbereich Jugend und Gesundheit', 'DIVISION', 'BOARD', ''],
  ['SPK', 'OE Sozialraumorientierte Planungskoordination', 'AREA_COORDINATION', 'AREA_COORDINATION', 'BzStR'],
  ['GES', 'Gesundheitsamt', 'OFFICE', 'HEALTH', 'BzStR'],
  ['JUG', 'Jugendamt', 'OFFICE', 'YOUTH', 'BzStR'],
  ['SOZ', 'Amt für Soziales', 'OFFICE', 'SOCIAL_AFFAIRS', 'BzStR'],
  ['STADT', 'Stadtentwicklungsamt', 'OFFICE', 'URBAN_DEVELOPMENT', 'BzStR'],
];

const PEOPLE: readonly [username: string, name: string, unit: string, role: keyof typeof ROLE_NAMES][] = [
  ['vorname.nachname', 'Vorname Nachname', 'BzStR', 'DISTRICT_COUNCILLOR'],
  ['anna.beispiel', 'Anna Beispiel', 'SPK', 'CASE_WORKER'],
  ['bernd.beispiel', 'Bernd Beispiel', 'GES', 'HEAD'],
  ['clara.beispiel', 'Clara Beispiel', 'GES', 'CASE_WORKER'],
];

/** A file that can be filled in: its words are those that the import understands, its top is the house's own. */
export function sampleOf(kind: ImportKind, language: Language, root: string): string[][] {
  const columns = Object.entries<readonly string[]>(IMPORT_COLUMNS[kind]);
  const header = columns.map(([name, [german = '']]) => (language === 'de' ? german : name));
  const rows =
    kind === 'units'
      ? UNITS.map(([code, name, unitKind, department, parent]) => [
          ...[code, name, UNIT_KIND_NAMES[unitKind][language], DEPARTMENT_NAMES[department][language], parent || root],
        ])
      : PEOPLE.map(([username, name, unit, role]) => [
          ...[username, name, `${username}@example.org`, unit, ROLE_NAMES[role][language], '', ''],
        ]);
  return [header, ...rows];
}
