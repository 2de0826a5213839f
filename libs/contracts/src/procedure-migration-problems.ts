import type { Problem } from './refusals';

/** What can be refused when running runs are moved to another version, and when a version is published once more. */
export const PROCEDURE_MIGRATION_PROBLEMS = {
  procedureVersionFixed: {
    status: 409,
    message: {
      de: 'Version {version} ist veröffentlicht und ändert sich nicht mehr; Ihre Fassung weicht von ihr ab. Ändern Sie einen Entwurf und geben Sie ihn als nächste Version frei.',
      en: 'Version {version} has been published and does not change any more; what you send differs from it. Change a draft and release it as the next version.',
    },
  },
  migrationSameVersion: {
    status: 422,
    message: {
      de: 'Die laufenden Verfahren richten sich schon nach Version {version}. Wählen Sie eine andere.',
      en: 'The running procedures go by version {version} already. Choose another one.',
    },
  },
  migrationVersionUnknown: {
    status: 422,
    message: { de: 'Eine Version {version} hat das Verfahren nicht.', en: 'The procedure has no version {version}.' },
  },
  migrationMappingWrong: {
    status: 422,
    message: {
      de: 'Die Zuordnung der Schritte stimmt nicht: {summary}',
      en: 'The mapping of the steps is not right: {summary}',
    },
  },
  migrationPlanChanged: {
    status: 412,
    message: {
      de: 'Die Umstellung wurde inzwischen geändert (Stand {current}). Ihre Eingabe ist nicht verloren.',
      en: 'The change of version has been edited meanwhile (revision {current}). Your input is not lost.',
    },
  },
  migrationNotOpen: {
    status: 409,
    message: {
      de: 'Die Umstellung ist schon freigegeben, zurückgenommen oder verworfen; an ihr ist nichts mehr zu ändern.',
      en: 'The change of version has been released, undone or discarded already; nothing of it can be changed any more.',
    },
  },
  migrationUnchecked: {
    status: 409,
    message: {
      de: 'Erst muss der Probelauf für alle laufenden Verfahren fertig sein ({left} offen).',
      en: 'The dry run over all running procedures must be complete first ({left} left).',
    },
  },
  migrationEmpty: {
    status: 409,
    message: {
      de: 'Es ist kein laufendes Verfahren ausgewählt, das umgestellt werden kann.',
      en: 'No procedure is chosen that can be moved.',
    },
  },
  migrationOwnPlan: {
    status: 403,
    message: {
      de: 'Sie haben diese Umstellung vorbereitet und geben sie darum nicht selbst frei. Das kann: {others}.',
      en: 'You have prepared this change and therefore do not release it yourself. This can do: {others}.',
    },
  },
  migrationNotReleased: {
    status: 409,
    message: {
      de: 'Es gibt nichts zurückzunehmen: Die Umstellung ist nicht freigegeben oder schon zurückgenommen.',
      en: 'There is nothing to undo: the change has not been released, or has been undone already.',
    },
  },
} as const satisfies Record<string, Problem>;
