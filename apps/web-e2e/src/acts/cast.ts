import { inLanguage } from '../machine/language.ts';

/** The people and units of the story in the demo organisation. */
export const LEAD = 'jonas.albrecht';
export const SIGNER = 'marlene.ostermann';
export const ADMIN = 'katrin.moeller';
export const SECOND_ADMIN = { username: 'viet.nguyen', name: 'Viet Nguyen' } as const;
/** From another Bezirksamt: knows nothing of the project. */
export const STRANGER = 'omar.haddad';
export const LEAD_UNIT = 'Sozialraumorientierte Planungskoordination (OE SPK)';
export const SIGNING_UNIT = 'Geschäftsbereich Soziales, Gesundheit, Jugend und Stadtentwicklung';
export const PROCEDURE_NAME = {
  de: 'Mitzeichnung vier Ressorts mit Schlusszeichnung',
  en: 'Co-signature of four departments with final signature',
} as const;
export const PROCEDURE = inLanguage(PROCEDURE_NAME);

export const OFFICES = [
  {
    unit: 'Gesundheitsamt',
    code: 'GES',
    username: 'aylin.demirel',
    name: 'Aylin Demirel',
    colleague: 'ruth.sommerfeld',
  },
  { unit: 'Jugendamt', code: 'JUG', username: 'tobias.brandt', name: 'Tobias Brandt', colleague: 'nadja.kowalski' },
  { unit: 'Amt für Soziales', code: 'SOZ', username: 'leyla.aksoy', name: 'Leyla Aksoy', colleague: 'frank.petersen' },
  {
    unit: 'Stadtentwicklungsamt',
    code: 'STADT',
    username: 'daniel.nowak',
    name: 'Daniel Nowak',
    colleague: 'ines.scholz',
  },
] as const;
export type Office = (typeof OFFICES)[number];
export const [HEALTH, YOUTH, SOCIAL, CITY] = OFFICES;
