import type { Problem } from './refusals';

/** What is refused about documents and the files that become them. */
export const DOCUMENT_PROBLEMS = {
  documentTooLarge: {
    status: 413,
    message: {
      de: 'Die Datei ist zu groß. Erlaubt sind {limit} MB.',
      en: 'The file is too large. {limit} MB are allowed.',
    },
  },
  documentKind: {
    status: 415,
    message: {
      de: 'Diese Art von Datei ist nicht erlaubt: {reason}. Erlaubt sind {allowed}.',
      en: 'This kind of file is not allowed: {reason}. Allowed are {allowed}.',
    },
  },
  documentMissing: {
    status: 400,
    message: { de: 'Es fehlt die Datei (Formularfeld „file“).', en: 'The file is missing (form field "file").' },
  },
  documentKindUnknown: {
    status: 422,
    message: { de: 'Eine Dokumentart „{kind}“ gibt es nicht.', en: 'There is no kind of document "{kind}".' },
  },
} as const satisfies Record<string, Problem>;
