import { DEMO_PEOPLE, DEMO_UNITS } from '@querraum/server/testing';

/** Units that the histories know: the first may lead, RECHT takes part in nothing, PAN belongs to another house. */
export const UNIT_IDS = {
  SPK: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
  STADT: DEMO_UNITS['BA-MITTE/STADT'] ?? '',
  GES: DEMO_UNITS['BA-MITTE/GES'] ?? '',
  JUG: DEMO_UNITS['BA-MITTE/JUG'] ?? '',
  RECHT: DEMO_UNITS['BA-MITTE/RECHT'] ?? '',
  PAN: DEMO_UNITS['BA-PANKOW/JUG'] ?? '',
} as const;
export type Unit = keyof typeof UNIT_IDS;
export const UNITS = Object.keys(UNIT_IDS) as Unit[];
export const unitOf = (id: string): Unit | undefined => UNITS.find((unit) => UNIT_IDS[unit] === id);
export const isOfMitte = (unit: Unit): boolean => unit !== 'PAN';

interface Person {
  /** For which unit the person acts; administrators act for none. */
  unit: Unit | null;
  /** Whose projects and tasks the person sees: the own unit, and for heads those below. */
  sees: readonly Unit[];
  isHead: boolean;
}

const worker = (unit: Unit): Person => ({ unit, sees: [unit], isHead: false });

export const PEOPLE = {
  'jonas.albrecht': worker('SPK'),
  'mira.yildiz': worker('SPK'),
  'daniel.nowak': worker('STADT'),
  'ulrike.bergmann': { unit: 'STADT', sees: ['STADT'], isHead: true },
  'aylin.demirel': worker('GES'),
  'ruth.sommerfeld': worker('GES'),
  'henrik.falk': { unit: 'GES', sees: ['GES'], isHead: true },
  'tobias.brandt': worker('JUG'),
  'moritz.engel': worker('RECHT'),
  'omar.haddad': worker('PAN'),
  // Stands above SPK, STADT, GES and JUG, and acts for none of them.
  'marlene.ostermann': { unit: null, sees: ['SPK', 'STADT', 'GES', 'JUG'], isHead: true },
  'katrin.moeller': { unit: null, sees: [], isHead: false },
} as const satisfies Record<string, Person>;
export type Name = keyof typeof PEOPLE;
export const NAMES = Object.keys(PEOPLE) as Name[];

export const personOf = (name: Name): Person => PEOPLE[name];
export const personId = (name: Name): string => DEMO_PEOPLE[name]?.id ?? '';
export const nameOf = (id: string | undefined): Name | undefined => NAMES.find((name) => personId(name) === id);
