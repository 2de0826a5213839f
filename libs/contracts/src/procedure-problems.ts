import type { Problem } from './refusals';

/** What can be refused when procedures are changed and released. */
export const PROCEDURE_PROBLEMS = {
  templateUnknown: {
    status: 422,
    message: { de: 'Eine Vorlage „{template}“ gibt es nicht.', en: 'There is no template "{template}".' },
  },
  procedureTaken: {
    status: 409,
    message: {
      de: 'Das Verfahren „{name}“ gibt es in Ihrem Haus schon. Eine Kopie braucht einen anderen Namen.',
      en: 'Your house already has the procedure "{name}". A copy needs another name.',
    },
  },
  procedureLooseEnd: {
    status: 422,
    message: {
      de: 'Der Ablauf hängt nicht zusammen: Es fehlt ein Schritt, zu dem ein Weg führt, oder eine Kennung steht zweimal da: {step}.',
      en: 'The procedure does not hang together: a step to which a path leads is missing, or an id stands there twice: {step}.',
    },
  },
  procedureDraftGone: {
    status: 409,
    message: {
      de: 'Den Entwurf gibt es nicht mehr: Er wurde inzwischen freigegeben oder verworfen. Gültig ist {valid}.',
      en: 'The draft is gone: it has been released or discarded meanwhile. Valid is {valid}.',
    },
  },
  procedureDraftChanged: {
    status: 412,
    message: {
      de: '{person} war schneller und hat den Entwurf geändert (Stand {current}). Ihre Eingabe ist nicht verloren.',
      en: '{person} was faster and has changed the draft (revision {current}). Your input is not lost.',
    },
  },
  modelNotEditable: {
    status: 409,
    message: {
      de: 'Ein eingelesenes BPMN-Modell wird hier nicht geändert, nur Name und Beschreibung. Ändern Sie die Datei und lesen Sie sie neu ein.',
      en: 'An imported BPMN model is not changed here, only its name and description. Change the file and import it again.',
    },
  },
  procedureUnchanged: {
    status: 409,
    message: {
      de: 'Der Entwurf gleicht der gültigen Version; es gibt nichts freizugeben.',
      en: 'The draft equals the valid version; there is nothing to release.',
    },
  },
  procedureUnsound: {
    status: 409,
    message: {
      de: 'Der Entwurf kann so nicht freigegeben werden: {summary}',
      en: 'The draft cannot be released like this: {summary}',
    },
  },
  procedureOwnDraft: {
    status: 403,
    message: {
      de: 'Sie haben an diesem Entwurf mitgearbeitet und geben ihn darum nicht selbst frei. Das kann: {others}.',
      en: 'You have worked on this draft and therefore do not release it yourself. This can do: {others}.',
    },
  },
} as const satisfies Record<string, Problem>;
