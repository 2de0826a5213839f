import type { Problem } from './refusals';

/** What is refused on the way of a project out of the files. */
export const RETENTION_PROBLEMS = {
  retentionRuns: {
    status: 409,
    message: {
      de: 'Die Aufbewahrung läuft noch, oder das Vorhaben ist nicht zu den Akten geschrieben.',
      en: 'Retention has not ended, or the project has not been put away.',
    },
  },
  holdThere: {
    status: 409,
    message: {
      de: '{unit} hat die Löschung schon gesperrt.',
      en: '{unit} holds the deletion already.',
    },
  },
  holdLifted: {
    status: 409,
    message: { de: 'Diese Sperre ist schon aufgehoben.', en: 'This hold has been lifted already.' },
  },
  deletionHeld: {
    status: 409,
    message: {
      de: 'Die Löschung ist gesperrt. Erst muss die Stelle, die sie gesperrt hat, die Sperre aufheben.',
      en: 'The deletion is held. The unit that holds it must lift its hold first.',
    },
  },
  archiveOffered: {
    status: 409,
    message: {
      de: 'Die Akte ist dem Archiv schon angeboten.',
      en: 'The file has been offered to the archive already.',
    },
  },
  archiveNotAsked: {
    status: 409,
    message: {
      de: 'Die Akte muss zuerst dem Archiv angeboten sein, und dessen Antwort muss vorliegen.',
      en: 'The file must be offered to the archive first, and its answer must be there.',
    },
  },
  archiveAnswered: {
    status: 409,
    message: { de: 'Die Antwort des Archivs liegt schon vor.', en: "The archive's answer is there already." },
  },
  deletionWaits: {
    status: 409,
    message: {
      de: 'Nach der Antwort des Archivs ist noch die Wartezeit des Hauses einzuhalten.',
      en: "The house's waiting time after the archive's answer has not passed yet.",
    },
  },
  deletionSecondPerson: {
    status: 403,
    message: {
      de: 'Wer die Akte angeboten oder die Antwort eingetragen hat, gibt ihre Löschung nicht frei. Das tut eine zweite Person.',
      en: 'Whoever offered the file or recorded the answer does not release its deletion. A second person does.',
    },
  },
  deletionReleased: {
    status: 409,
    message: { de: 'Die Löschung ist schon freigegeben.', en: 'The deletion has been released already.' },
  },
  deletionBegun: {
    status: 409,
    message: {
      de: 'Die Löschung hat begonnen und lässt sich nicht mehr anhalten.',
      en: 'The deletion has begun and can no longer be stopped.',
    },
  },
  deletionNone: {
    status: 409,
    message: { de: 'Es ist keine Löschung freigegeben.', en: 'No deletion has been released.' },
  },
} as const satisfies Record<string, Problem>;
