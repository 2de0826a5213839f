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
  incidentUnfinished: {
    status: 409,
    message: {
      de: 'Dieser Auftrag muss zu Ende gebracht werden: Sonst bliebe ein Vorhaben halb gelöscht oder ein Export liegen. Er kann wiederholt, aber nicht übersprungen werden.',
      en: 'This job must be brought to its end: a project would stay half deleted, or an export would be left lying. It can be retried but not skipped.',
    },
  },
} as const satisfies Record<string, Problem>;
