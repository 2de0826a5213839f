import type { Problem } from './refusals';

/** What is refused when somebody wants files of projects to take away. */
export const EXPORT_PROBLEMS = {
  exportTooMany: {
    status: 409,
    message: {
      de: 'Es werden schon {limit} Exporte für Sie erstellt. Warten Sie, bis einer fertig ist, oder brechen Sie einen ab.',
      en: '{limit} exports are being made for you already. Wait until one is finished, or cancel one.',
    },
  },
  exportNothing: {
    status: 422,
    message: {
      de: 'Diese Auswahl enthält kein Vorhaben, dessen Akte Sie sehen.',
      en: 'This selection holds no project whose file you see.',
    },
  },
  exportTooLarge: {
    status: 422,
    message: {
      de: 'Das ist zu viel für einen Export: höchstens {projects} Vorhaben, {files} Dokumente und {gigabytes} GB. Wählen Sie weniger Vorhaben oder nur die aktuellen Fassungen.',
      en: 'This is too much for one export: at most {projects} projects, {files} documents and {gigabytes} GB. Choose fewer projects or the current versions only.',
    },
  },
  exportEnded: {
    status: 409,
    message: {
      de: 'Dieser Export ist schon beendet.',
      en: 'This export has ended already.',
    },
  },
  exportNotReady: {
    status: 409,
    message: {
      de: 'Die Datei dieses Exports gibt es nicht: Er ist noch nicht fertig, wurde abgebrochen oder ist abgelaufen.',
      en: 'There is no file of this export: it is not finished yet, was cancelled or has ended.',
    },
  },
} as const satisfies Record<string, Problem>;
