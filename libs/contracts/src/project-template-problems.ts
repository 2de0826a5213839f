import type { Problem } from './refusals';

/** What can be refused when templates of projects are kept, and when a project is opened from one. */
export const PROJECT_TEMPLATE_PROBLEMS = {
  projectTemplateUnknown: {
    status: 422,
    message: {
      de: 'Diese Vorlage gibt es nicht, oder sie ist nicht freigegeben.',
      en: 'There is no such template, or it has not been released.',
    },
  },
  projectTemplateKind: {
    status: 422,
    message: {
      de: 'Die Vorlage „{name}“ gehört zur Vorhabenart „{kind}“. Bitte wählen Sie diese.',
      en: 'The template “{name}” belongs to the kind “{kind}”. Please choose that kind.',
    },
  },
  projectTemplateUnfit: {
    status: 409,
    message: {
      de: 'Mit dieser Vorlage lässt sich das Vorhaben so nicht eröffnen; es wurde nichts angelegt. {summary}',
      en: 'The project cannot be opened from this template like this; nothing was created. {summary}',
    },
  },
  projectTemplateNotReleasable: {
    status: 409,
    message: {
      de: 'Die Vorlage kann so nicht freigegeben werden: {summary}',
      en: 'The template cannot be released like this: {summary}',
    },
  },
  projectNotClosed: {
    status: 409,
    message: {
      de: 'Zur Vorlage wird nur ein abgeschlossenes Vorhaben. {reference} ist offen.',
      en: 'Only a closed project becomes a template. {reference} is open.',
    },
  },
  templateDocumentUnknown: {
    status: 422,
    message: {
      de: 'Eines der genannten Dokumente gehört nicht dazu, oder es ist zurückgezogen.',
      en: 'One of the named documents does not belong here, or it has been withdrawn.',
    },
  },
} as const satisfies Record<string, Problem>;
