import type { Problem } from './refusals';

/** What is refused while somebody subscribes to a report. */
export const REPORT_PROBLEMS = {
  reportNotYours: {
    status: 403,
    message: {
      de: 'Ändern und beenden kann diesen Bericht nur, wer ihn abonniert hat ({owner}), oder die Fachadministration. Abbestellen können Sie ihn für sich.',
      en: 'Only its subscriber ({owner}) and the administrators can change or end this report. You can leave it for yourself.',
    },
  },
  reportTooMany: {
    status: 409,
    message: {
      de: 'Sie haben schon {count} Berichte abonniert. Bitte beenden Sie zuerst einen.',
      en: 'You have subscribed to {count} reports already. Please end one first.',
    },
  },
  reportRecipientUnknown: {
    status: 422,
    message: {
      de: 'Einen Bericht bekommt nur, wer in Ihrem Haus ein Konto hat; für {personId} gilt das nicht.',
      en: 'A report goes to people with an account in your house only, which {personId} has not.',
    },
  },
  reportNotReceived: {
    status: 409,
    message: {
      de: 'Als weitere Person sind Sie hier nicht eingetragen. Einen eigenen Bericht beenden oder pausieren Sie.',
      en: 'You are not named as a further recipient here. A report of your own you can end or pause.',
    },
  },
} as const satisfies Record<string, Problem>;
