import type { Problem } from './refusals';

/** What is refused about notes (Vermerke). */
export const NOTE_PROBLEMS = {
  noteUnit: {
    status: 403,
    message: {
      de: 'Vermerke schreiben und berichtigen Sie nur für eine Stelle, für die Sie selbst handeln.',
      en: 'You write and correct notes only for a unit that you act for yourself.',
    },
  },
  noteForParties: {
    status: 403,
    message: {
      de: 'Ihre Stelle hat hier nur eine Aufgabe und liest die Akte nicht. Möglich sind Vermerke nur für die eigene Stelle.',
      en: 'Your unit only has a task here and does not read the file. It can keep notes for itself alone.',
    },
  },
  noteEmpty: {
    status: 422,
    message: { de: 'Der Vermerk hat noch keinen Text.', en: 'The note has no text yet.' },
  },
  noteTooLong: {
    status: 422,
    message: {
      de: 'Der Vermerk ist zu lang: {characters} Zeichen und {nodes} Absätze, Listenpunkte und Textteile; erlaubt sind {mostCharacters} und {mostNodes}.',
      en: 'The note is too long: {characters} characters and {nodes} paragraphs, list items and pieces of text; {mostCharacters} and {mostNodes} are permitted.',
    },
  },
  noteMentions: {
    status: 422,
    message: {
      de: 'Nennen lassen sich höchstens {most} Personen, und nur solche, die diesen Vermerk lesen dürfen. Bitte wählen Sie sie aus der Vorschlagsliste.',
      en: 'At most {most} people can be mentioned, and only those who may read this note. Please choose them from the suggestions.',
    },
  },
  noteCorrected: {
    status: 409,
    message: {
      de: 'Dieser Vermerk ist schon berichtigt. Bitte berichtigen Sie den neuesten Vermerk der Reihe.',
      en: 'This note has been corrected already. Please correct the newest note of the row.',
    },
  },
} as const satisfies Record<string, Problem>;
