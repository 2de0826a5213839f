import type { Problem } from './refusals';

/** What is refused while an administrator sets up the house. */
export const ORGANISATION_PROBLEMS = {
  unitCodeTaken: {
    status: 409,
    message: {
      de: 'Das Kürzel {code} hat im Haus schon: {name}. Bitte wählen Sie ein anderes.',
      en: 'The code {code} already belongs to {name}. Please choose another one.',
    },
  },
  parentUnknown: {
    status: 422,
    message: {
      de: 'Die übergeordnete Einheit gibt es im Haus nicht, oder sie ist aufgelöst.',
      en: 'The superior unit does not exist in this house, or it is dissolved.',
    },
  },
  unitCycle: {
    status: 422,
    message: {
      de: '{name} kann nicht unter sich selbst oder unter einer Einheit liegen, die ihr untersteht.',
      en: '{name} cannot lie below itself or below a unit that is subordinate to it.',
    },
  },
  secondRoot: {
    status: 422,
    message: {
      de: 'Ohne übergeordnete Einheit ist im Haus nur {name}. Bitte wählen Sie, wem die Einheit untersteht.',
      en: 'Only {name} has no superior unit. Please choose to whom the unit is subordinate.',
    },
  },
  unitInUse: {
    status: 409,
    message: {
      de: '{name} lässt sich noch nicht auflösen. Daran hängen: {ties}. Bitte übertragen oder beenden Sie das zuerst.',
      en: '{name} cannot be dissolved yet. It still has: {ties}. Please transfer or end these first.',
    },
  },
  unitDissolved: {
    status: 409,
    message: { de: '{name} ist aufgelöst.', en: '{name} is dissolved.' },
  },
  positionCodeTaken: {
    status: 409,
    message: {
      de: 'Das Kürzel {code} hat in der Einheit schon: {name}. Bitte wählen Sie ein anderes.',
      en: 'The code {code} already belongs to {name} in this unit. Please choose another one.',
    },
  },
  positionElsewhere: {
    status: 422,
    message: {
      de: 'Diese Stelle gehört nicht zur Einheit der Rolle, oder sie ist weggefallen.',
      en: 'This post does not belong to the unit of the role, or it has been abolished.',
    },
  },
  usernameTaken: {
    status: 409,
    message: {
      de: 'Den Benutzernamen {username} hat im Haus schon: {name}.',
      en: 'The username {username} already belongs to {name}.',
    },
  },
  usernameAwaited: {
    status: 409,
    message: {
      de: 'Unter dem Benutzernamen {username} wartet in dieser Installation schon jemand auf die erste Anmeldung.',
      en: 'Somebody in this installation is already awaited under the username {username}.',
    },
  },
  lastAdministrator: {
    status: 409,
    message: {
      de: '{name} ist die letzte Fachadministration, die sich anmelden kann. Bitte geben Sie zuerst einer zweiten Person diese Rolle ohne Enddatum; sie zählt ab ihrer ersten Anmeldung.',
      en: '{name} is the last administrator who can sign in. Please give this role to a second person without an end date first; it counts from their first sign-in.',
    },
  },
  roleTaken: {
    status: 409,
    message: {
      de: '{name} hat diese Rolle in der Einheit schon zu dieser Zeit.',
      en: '{name} already has this role in the unit at that time.',
    },
  },
  roleEnded: { status: 409, message: { de: 'Diese Rolle ist schon beendet.', en: 'This role has already ended.' } },
  periodBackwards: {
    status: 422,
    message: { de: 'Das Ende liegt vor dem Beginn.', en: 'The end lies before the beginning.' },
  },
  periodPast: {
    status: 422,
    message: {
      de: 'Rückwirkend geht das nicht. Frühester Tag ist heute ({today}).',
      en: 'This cannot be done retroactively. The earliest day is today ({today}).',
    },
  },
  deputyUnknown: {
    status: 422,
    message: {
      de: 'Diese Person gibt es im Haus nicht, oder sie ist gesperrt.',
      en: 'This person does not exist in the house, or is disabled.',
    },
  },
  deputySelf: {
    status: 422,
    message: { de: 'Niemand vertritt sich selbst.', en: 'Nobody deputises for themselves.' },
  },
  deputationTaken: {
    status: 409,
    message: {
      de: '{deputy} vertritt {principal} in dieser Zeit schon.',
      en: '{deputy} already deputises for {principal} in that period.',
    },
  },
  importUnreadable: {
    status: 422,
    message: {
      de: 'Diese Datei lässt sich nicht als CSV lesen: {reason}',
      en: 'This file cannot be read as CSV: {reason}',
    },
  },
  importChanged: {
    status: 409,
    message: {
      de: 'Datei oder Organisation haben sich seit der Prüfung geändert. Bitte prüfen Sie noch einmal; eingelesen wurde nichts.',
      en: 'The file or the organisation has changed since the check. Please check again; nothing was imported.',
    },
  },
  importRefused: {
    status: 422,
    message: {
      de: '{count} Zeilen sind fehlerhaft. Bitte berichtigen Sie die Datei, oder lesen Sie nur die guten Zeilen ein. Eingelesen wurde nichts.',
      en: '{count} rows are faulty. Please correct the file, or import the good rows only. Nothing was imported.',
    },
  },
  setupClosed: {
    status: 409,
    message: {
      de: 'Diese Installation ist schon eingerichtet, oder sie hat keinen Einrichtungscode.',
      en: 'This installation is set up already, or it has no set-up code.',
    },
  },
  setupCodeWrong: {
    status: 403,
    message: {
      de: 'Der Einrichtungscode stimmt nicht. Er steht dort, wo Querraum gestartet wurde. Noch {left} Versuche.',
      en: 'The set-up code is wrong. You find it where Querraum was started. {left} attempts left.',
    },
  },
  setupBlocked: {
    status: 429,
    message: {
      de: 'Zu viele Versuche mit falschem Einrichtungscode. Bitte versuchen Sie es in {minutes} Minuten noch einmal.',
      en: 'Too many attempts with a wrong set-up code. Please try again in {minutes} minutes.',
    },
  },
} as const satisfies Record<string, Problem>;
