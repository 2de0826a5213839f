import type { Problem } from './refusals';

/** What can be refused while a project is planned. */
export const PLANNING_PROBLEMS = {
  notResponsible: {
    status: 403,
    message: {
      de: 'Das kann nur die zuständige Stelle oder die Federführung des Vorhabens.',
      en: 'Only the responsible unit or the lead of the project can do this.',
    },
  },
  planFull: {
    status: 409,
    message: {
      de: 'Mehr als {limit} Einträge dieser Art hat der Plan eines Vorhabens nicht. Teilen Sie es in Teilvorhaben.',
      en: 'The plan of a project has no more than {limit} entries of this kind. Divide it into sub-projects.',
    },
  },
  planChanged: {
    status: 412,
    message: {
      de: '„{title}“ wurde inzwischen geändert (Stand {current}). Ihre Eingabe ist nicht verloren; sehen Sie sich den neuen Stand an.',
      en: '"{title}" has changed meanwhile (revision {current}). Your input is not lost; look at the new state.',
    },
  },
  unitNotInvolved: {
    status: 422,
    message: {
      de: '{unit} ist an dem Vorhaben nicht beteiligt und sähe den Eintrag nicht. Beteiligen Sie die Stelle zuerst.',
      en: '{unit} does not take part in the project and would not see the entry. Let the unit take part first.',
    },
  },
  unitGone: {
    status: 422,
    message: {
      de: '{unit} ist aufgelöst. Wählen Sie eine andere Stelle.',
      en: '{unit} is dissolved. Choose another unit.',
    },
  },
  phaseRunning: {
    status: 409,
    message: {
      de: 'Es läuft schon die Phase „{phase}“. Schließen Sie diese zuerst ab.',
      en: 'The phase "{phase}" is already running. Finish it first.',
    },
  },
  phaseInUse: {
    status: 409,
    message: {
      de: 'Zur Phase „{phase}“ gehören noch Meilensteine: {milestones}. Ordnen Sie diese zuerst anders zu.',
      en: 'Milestones still belong to the phase "{phase}": {milestones}. Assign them elsewhere first.',
    },
  },
  phaseMissing: {
    status: 422,
    message: { de: 'Diese Phase hat das Vorhaben nicht.', en: 'The project has no such phase.' },
  },
  dayAhead: {
    status: 422,
    message: {
      de: 'Der {day} liegt in der Zukunft; festhalten lässt sich nur, was schon war.',
      en: '{day} lies in the future; only what has happened can be recorded.',
    },
  },
  areaOutside: {
    status: 422,
    message: {
      de: 'Der Raum {key} gehört nicht zum Vorhaben. Wählen Sie aus seinen Räumen, oder nehmen Sie ihn dort zuerst auf.',
      en: 'The area {key} does not belong to the project. Choose among its areas, or add it there first.',
    },
  },
  reasonMissing: {
    status: 422,
    message: { de: 'Dazu gehören ein paar Worte: wie oder warum.', en: 'This needs a few words: how or why.' },
  },
  documentOutside: {
    status: 422,
    message: { de: 'Dieses Dokument hat das Vorhaben nicht.', en: 'The project has no such document.' },
  },
  resolutionCorrected: {
    status: 409,
    message: {
      de: 'Dieser Beschluss ist schon berichtigt. Berichtigen Sie den Eintrag, der an seiner Stelle steht.',
      en: 'This resolution has been corrected already. Correct the entry that stands in its place.',
    },
  },
  linkToItself: {
    status: 422,
    message: {
      de: 'Ein Vorhaben kann nicht mit sich selbst verbunden werden.',
      en: 'A project cannot be linked with itself.',
    },
  },
  linkTwice: {
    status: 409,
    message: { de: 'Diese Verbindung gibt es schon.', en: 'This link exists already.' },
  },
  linkReversed: {
    status: 409,
    message: {
      de: 'Die beiden Vorhaben sind schon umgekehrt so verbunden; beides zugleich kann nicht stimmen.',
      en: 'The two projects are linked like this already, the other way round; both at once cannot be true.',
    },
  },
  parentTwice: {
    status: 409,
    message: {
      de: 'Dieses Vorhaben ist schon ein Teilvorhaben. Lösen Sie diese Verbindung zuerst.',
      en: 'This project already is a sub-project. End that link first.',
    },
  },
  parentCycle: {
    status: 422,
    message: {
      de: 'So läge ein Vorhaben unter sich selbst.',
      en: 'Like this a project would lie below itself.',
    },
  },
  parentTooDeep: {
    status: 422,
    message: {
      de: 'Teilvorhaben liegen höchstens {limit} Ebenen tief; so wären es mehr.',
      en: 'Sub-projects lie at most {limit} levels deep; like this there would be more.',
    },
  },
} as const satisfies Record<string, Problem>;
