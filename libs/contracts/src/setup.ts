import { z } from 'zod';
import { PersonName, UnitCode, UnitName } from './house';

/** `open`: no authority exists yet and the installation has a set-up code. */
export const SetupState = z.object({ isOpen: z.boolean(), username: z.string().nullable() });
export type SetupState = z.infer<typeof SetupState>;

/** Laender by their two letters, as holidays know them. */
export const STATES = {
  BW: 'Baden-Württemberg',
  BY: 'Bayern',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hessen',
  MV: 'Mecklenburg-Vorpommern',
  NI: 'Niedersachsen',
  NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz',
  SL: 'Saarland',
  SN: 'Sachsen',
  ST: 'Sachsen-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thüringen',
} as const;
export const State = z.enum(Object.keys(STATES) as [keyof typeof STATES, ...(keyof typeof STATES)[]]);

/** The first authority of an installation and its first administrator. */
export const Setup = z.strictObject({
  code: z.string().trim().min(1).max(200),
  authority: z.strictObject({
    name: UnitName,
    shortName: UnitCode,
    kind: z.enum(['DISTRICT_AUTHORITY', 'SENATE_DEPARTMENT']),
    state: State,
  }),
  administratorName: PersonName,
});
export type Setup = z.infer<typeof Setup>;

/** Einrichten in fünf Schritten: each ticks itself from what is really there. */
export const SETUP_STEPS = ['units', 'people', 'secondAdministrator', 'procedure', 'project'] as const;
export const SetupStep = z.object({ name: z.enum(SETUP_STEPS), isDone: z.boolean(), count: z.int() });
export type SetupStep = z.infer<typeof SetupStep>;
export const SetupProgress = z.object({ isComplete: z.boolean(), steps: z.array(SetupStep) });
export type SetupProgress = z.infer<typeof SetupProgress>;
