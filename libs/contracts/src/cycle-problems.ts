import type { Problem } from './refusals';

/** What is refused about the Fortschreibung of a project. */
export const CYCLE_PROBLEMS = {
  cyclePast: {
    status: 422,
    message: {
      de: 'Die nächste Fortschreibung muss nach heute liegen ({today}).',
      en: 'The next renewal must be later than today ({today}).',
    },
  },
  cycleFar: {
    status: 422,
    message: {
      de: 'Die nächste Fortschreibung darf höchstens bis {last} geplant werden.',
      en: 'The next renewal may be planned until {last} at most.',
    },
  },
  cycleNone: {
    status: 409,
    message: {
      de: 'Für dieses Vorhaben läuft kein Turnus der Fortschreibung.',
      en: 'No cycle of renewal is running for this project.',
    },
  },
  cyclePassedOn: {
    status: 409,
    message: {
      de: 'Die Fortschreibung ist schon eröffnet: {reference}. Der Turnus läuft dort weiter.',
      en: 'The renewal has been opened already: {reference}. The cycle goes on there.',
    },
  },
} as const satisfies Record<string, Problem>;
