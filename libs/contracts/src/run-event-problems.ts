import type { Problem } from './refusals';

export const RUN_EVENT_PROBLEMS = {
  eventNotUnique: {
    status: 409,
    message: {
      de: 'Auf diese Nachricht warten {count} Stellen des Verfahrens. Nennen Sie die gemeinte („waitingId“).',
      en: 'The procedure waits for this message at {count} places. Please name the one that is meant ("waitingId").',
    },
  },
  notImported: {
    status: 409,
    message: {
      de: 'Das Verfahren läuft nach keinem eingelesenen Modell; Ereignisse und Werte dieser Art kennt es nicht.',
      en: 'The procedure does not run by an imported model; it knows no events and values of this kind.',
    },
  },
} as const satisfies Record<string, Problem>;
