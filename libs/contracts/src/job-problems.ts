import type { Problem } from './refusals';

export const JOB_PROBLEMS = {
  notIncident: {
    status: 409,
    message: {
      de: 'Diese Störung ist nicht (mehr) offen: Der Auftrag läuft wieder, ist erledigt oder wurde übersprungen.',
      en: 'This incident is not open (any more): the job goes on, is done, or was skipped.',
    },
  },
  incidentShared: {
    status: 409,
    message: {
      de: 'Dieser Auftrag gehört keinem Haus allein. Er kann wiederholt, aber nicht übersprungen werden.',
      en: 'This job belongs to no house alone. It can be retried but not skipped.',
    },
  },
} as const satisfies Record<string, Problem>;
