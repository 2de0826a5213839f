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
  documentInfected: {
    status: 422,
    message: {
      de: 'Der Virenscanner hat in der Datei Schadsoftware gefunden ({virus}). Sie wurde nicht angenommen.',
      en: 'The virus scanner has found malware in the file ({virus}). It was not accepted.',
    },
  },
  virusScannerAway: {
    status: 503,
    message: {
      de: 'Der Virenscanner antwortet gerade nicht; ungeprüft wird keine Datei angenommen. Bitte später noch einmal versuchen.',
      en: 'The virus scanner does not answer right now; no file is accepted unchecked. Please try again later.',
    },
  },
  documentStoreAway: {
    status: 503,
    message: {
      de: 'Der Speicher der Dokumente antwortet gerade nicht. Es ist nichts verloren; bitte gleich noch einmal versuchen.',
      en: 'The store of documents does not answer right now. Nothing is lost; please try again in a moment.',
    },
  },
  uploadsBusy: {
    status: 429,
    message: {
      de: 'Gerade kommen zu viele Dateien auf einmal. Diese wurde nicht angenommen; bitte in ein paar Sekunden noch einmal senden.',
      en: 'Too many files are coming in at once. This one was not accepted; please send it again in a few seconds.',
    },
  },
  documentNotCurrent: {
    status: 409,
    message: {
      de: '„{title}“ gilt nicht mehr: Es wurde ersetzt oder zurückgezogen.',
      en: '"{title}" is no longer current: it was replaced or withdrawn.',
    },
  },
  documentCurrent: {
    status: 409,
    message: { de: '„{title}“ gilt schon.', en: '"{title}" is current already.' },
  },
  documentInRun: {
    status: 409,
    message: {
      de: 'Über „{title}“ läuft gerade ein Verfahren. Solange wird es weder ersetzt noch zurückgezogen; brechen Sie das Verfahren vorher ab oder stellen Sie eine neue Fassung ein.',
      en: 'A procedure is running on "{title}". Until it ends it is neither replaced nor withdrawn; cancel the procedure first or add a new version.',
    },
  },
  documentReplacesItself: {
    status: 422,
    message: { de: 'Ein Dokument kann sich nicht selbst ersetzen.', en: 'A document cannot replace itself.' },
  },
  documentOwn: {
    status: 409,
    message: { de: '„{title}“ gehört schon zu diesem Vorhaben.', en: '"{title}" belongs to this project already.' },
  },
  documentLinked: {
    status: 409,
    message: { de: '„{title}“ ist hier schon verknüpft.', en: '"{title}" is linked here already.' },
  },
  documentKindUnknown: {
    status: 422,
    message: { de: 'Eine Dokumentart „{kind}“ gibt es nicht.', en: 'There is no kind of document "{kind}".' },
  },
} as const satisfies Record<string, Problem>;
