import type { Problem } from './refusals';

/** What can be refused when kinds of projects are kept, and when a project is opened of one. */
export const PROJECT_KIND_PROBLEMS = {
  kindUnknown: {
    status: 422,
    message: {
      de: 'Diese Vorhabenart gibt es im Haus der Federführung nicht, oder neue Vorhaben werden nach ihr nicht mehr eröffnet.',
      en: 'The house of the lead has no such kind of project, or no new projects are opened of it.',
    },
  },
  kindCodeTaken: {
    status: 409,
    message: {
      de: 'Das Kürzel {code} hat schon die Vorhabenart „{name}“. Bitte wählen Sie ein anderes.',
      en: 'The code {code} already belongs to the kind “{name}”. Please choose another one.',
    },
  },
  kindLast: {
    status: 409,
    message: {
      de: '„{name}“ ist die letzte Vorhabenart, nach der eröffnet wird. Bitte legen Sie zuerst eine andere an.',
      en: '“{name}” is the last kind that projects are opened of. Please add another one first.',
    },
  },
  kindFieldType: {
    status: 409,
    message: {
      de: 'Das Feld „{field}“ bleibt von der Art „{type}“: Vorhaben haben Angaben darin. Legen Sie ein neues Feld an und entfernen Sie dieses.',
      en: 'The field “{field}” keeps its type “{type}”: projects have values in it. Add a new field and remove this one.',
    },
  },
  kindProcedureUnknown: {
    status: 422,
    message: {
      de: 'Eines der genannten Verfahren hat das Haus nicht freigegeben.',
      en: 'One of the named procedures has not been released by the house.',
    },
  },
  projectFieldsInvalid: {
    status: 422,
    message: {
      de: 'Die Angaben zur Vorhabenart stimmen nicht: {summary}.',
      en: 'The details for this kind of project are not right: {summary}.',
    },
  },
} as const satisfies Record<string, Problem>;
