import type { Problem } from './refusals';

/** What is refused on the way of a project from its opening to the files. */
export const LIFECYCLE_PROBLEMS = {
  schemeFaulty: {
    status: 422,
    message: {
      de: 'So wären Aktenzeichen nicht eindeutig: {fault}',
      en: 'References would not be unique like this: {fault}',
    },
  },
  handoverPending: {
    status: 409,
    message: {
      de: 'Die Federführung ist schon angeboten: {unit}. Ziehen Sie dieses Angebot zuerst zurück.',
      en: 'The lead has already been offered to {unit}. Please withdraw that offer first.',
    },
  },
  handoverToSelf: {
    status: 422,
    message: {
      de: '{unit} hat die Federführung schon.',
      en: '{unit} has the lead already.',
    },
  },
  handoverOtherHouse: {
    status: 422,
    message: {
      de: '{unit} gehört zu einem anderen Haus. Die Federführung bleibt in dem Haus, dessen Aktenzeichen das Vorhaben trägt.',
      en: '{unit} belongs to another house. The lead stays in the house whose reference the project bears.',
    },
  },
  handoverSettled: {
    status: 409,
    message: {
      de: 'Dieses Angebot der Federführung ist schon erledigt: {state}.',
      en: 'This offer of the lead is settled already: {state}.',
    },
  },
  handoverTooLate: {
    status: 409,
    message: {
      de: 'Das Angebot der Federführung galt bis zum {lastDay}. Bitten Sie {unit} um ein neues.',
      en: 'The offer of the lead was valid until {lastDay}. Please ask {unit} for a new one.',
    },
  },
  handoverUnitLeft: {
    status: 409,
    message: {
      de: '{unit} nimmt nicht mehr an dem Vorhaben teil. Die Federführung muss neu angeboten werden.',
      en: '{unit} does not take part in the project any more. The lead must be offered anew.',
    },
  },
  handoverNotOffered: {
    status: 403,
    message: {
      de: 'Darüber entscheidet {unit}: wer für diese Stelle handelt.',
      en: 'This is for {unit} to decide: for those who act for that unit.',
    },
  },
  participantUnknown: {
    status: 404,
    message: {
      de: 'Diese Stelle nimmt an dem Vorhaben nicht teil.',
      en: 'This unit does not take part in the project.',
    },
  },
  participantThere: {
    status: 409,
    message: {
      de: '{unit} nimmt schon teil. Ändern Sie die Art der Beteiligung.',
      en: '{unit} takes part already. Please change its involvement.',
    },
  },
  participantSame: {
    status: 409,
    message: {
      de: '{unit} nimmt schon in dieser Art teil.',
      en: '{unit} already takes part in this way.',
    },
  },
  participantBusy: {
    status: 409,
    message: {
      de: '{unit} hat hier noch offen: {matters}. Das muss zuerst erledigt, übertragen oder zurückgenommen sein.',
      en: '{unit} still has open here: {matters}. This must be settled, transferred or withdrawn first.',
    },
  },
  participantHolds: {
    status: 409,
    message: {
      de: '{unit} hat die Löschung dieses Vorhabens gesperrt, und nur {unit} kann das zurücknehmen. Die Sperre muss zuerst aufgehoben sein.',
      en: '{unit} holds the deletion of this project, and only {unit} can take that back. The hold must be lifted first.',
    },
  },
  closingBlocked: {
    status: 409,
    message: {
      de: 'Das Vorhaben lässt sich noch nicht abschließen. Offen ist: {matters}.',
      en: 'The project cannot be closed yet. Still open: {matters}.',
    },
  },
  projectOpen: {
    status: 409,
    message: {
      de: 'Das Vorhaben {reference} ist nicht abgeschlossen.',
      en: 'The project {reference} is not closed.',
    },
  },
  projectFiled: {
    status: 409,
    message: {
      de: 'Das Vorhaben {reference} ist schon zu den Akten geschrieben.',
      en: 'The project {reference} has already been put away in the files.',
    },
  },
  retentionPast: {
    status: 422,
    message: {
      de: 'Die Aufbewahrung kann nicht vor heute enden ({today}).',
      en: 'Retention cannot end before today ({today}).',
    },
  },
} as const satisfies Record<string, Problem>;
