import type { Problem } from './refusals';

/** What is refused while an administrator looks after the targets of events. */
export const WEBHOOK_PROBLEMS = {
  webhookUrlRefused: {
    status: 422,
    message: {
      de: 'An diese Adresse sendet Querraum nicht: {reason}',
      en: 'Querraum does not send to this address: {reason}',
    },
  },
  webhookTooMany: {
    status: 409,
    message: {
      de: 'Das Haus hat schon {count} Ziele. Bitte entfernen Sie zuerst eines.',
      en: 'The house has {count} targets already. Please remove one first.',
    },
  },
  webhookKeyMissing: {
    status: 409,
    message: {
      de: 'In dieser Installation ist kein Schlüssel für die Geheimnisse der Ziele eingerichtet (WEBHOOK_SECRET_KEY). Bitte wenden Sie sich an den Betrieb.',
      en: 'This installation has no key for the secrets of targets (WEBHOOK_SECRET_KEY). Please ask whoever runs it.',
    },
  },
  webhookOnItsWay: {
    status: 409,
    message: {
      de: 'Diese Zustellung ist gerade unterwegs oder steht schon an.',
      en: 'This delivery is on its way or already waiting.',
    },
  },
  webhookPaused: {
    status: 409,
    message: {
      de: 'Das Ziel ist angehalten. Bitte nehmen Sie es zuerst wieder in Betrieb.',
      en: 'The target is paused. Please activate it first.',
    },
  },
} as const satisfies Record<string, Problem>;
