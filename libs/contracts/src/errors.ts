import { z } from 'zod';
import type { LocalizedText } from '@querraum/workflow';
import { DOCUMENT_PROBLEMS } from './document-problems';
import { PLANNING_PROBLEMS } from './planning-problems';
import { ASSIGNMENT_PROBLEMS } from './assignment-problems';
import { CYCLE_PROBLEMS } from './cycle-problems';
import { CALENDAR_FEED_PROBLEMS } from './calendar-feeds';
import { NOTE_PROBLEMS } from './note-problems';
import { LIFECYCLE_PROBLEMS } from './lifecycle-problems';
import { BpmnRefusal, PROCEDURE_BPMN_PROBLEMS } from './procedure-bpmn';
import { PROCEDURE_MIGRATION_PROBLEMS } from './procedure-migration-problems';
import { PROCEDURE_PROBLEMS } from './procedure-problems';
import { PROJECT_KIND_PROBLEMS } from './project-kind-problems';
import { PROJECT_TEMPLATE_PROBLEMS } from './project-template-problems';
import { ORGANISATION_PROBLEMS } from './organisation-problems';
import { JOB_PROBLEMS } from './job-problems';
import { RUN_EVENT_PROBLEMS } from './run-event-problems';
import { WEBHOOK_PROBLEMS } from './webhook-problems';
import { REPORT_PROBLEMS } from './report-problems';
import { RETENTION_PROBLEMS } from './retention-problems';
import { EXPORT_PROBLEMS } from './export-problems';
import { REFUSAL_PROBLEMS, type Problem } from './refusals';

const PLATFORM_PROBLEMS = {
  invalidInput: {
    status: 400,
    message: { de: 'Die Eingabe ist nicht gültig: {summary}', en: 'The input is not valid: {summary}' },
  },
  idempotencyKeyRequired: {
    status: 400,
    message: {
      de: 'Der Kopf „Idempotency-Key“ (eine UUID) fehlt oder ist keine UUID.',
      en: 'The header "Idempotency-Key" (a UUID) is missing or no UUID.',
    },
  },
  idempotencyKeyReused: {
    status: 422,
    message: {
      de: 'Dieser Idempotency-Key gehört schon zu einer anderen Anfrage.',
      en: 'This Idempotency-Key already belongs to another request.',
    },
  },
  notSignedIn: { status: 401, message: { de: 'Bitte melden Sie sich an.', en: 'Please sign in.' } },
  signInExpired: {
    status: 401,
    message: {
      de: 'Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.',
      en: 'Your sign-in has expired. Please sign in again.',
    },
  },
  signInEnded: {
    status: 401,
    message: {
      de: 'Ihre Anmeldung gilt nicht mehr: Sie wurde beendet, oder Ihr Konto ist gesperrt. Es wurde nichts ausgeführt.',
      en: 'Your sign-in no longer counts: it was ended, or your account is disabled. Nothing was carried out.',
    },
  },
  personUnknown: {
    status: 403,
    message: {
      de: 'Ihre Anmeldung ist gültig, aber hier ist keine Person dazu eingetragen. Wenden Sie sich an die Fachadministration.',
      en: 'Your sign-in is valid, but no person is registered for it here. Please ask your administrators.',
    },
  },
  adminOnly: {
    status: 403,
    message: {
      de: 'Das kann nur die Fachadministration des Hauses.',
      en: 'Only the administrators of the house can do this.',
    },
  },
  notFound: {
    status: 404,
    message: {
      de: 'Das gibt es nicht, oder Sie haben keinen Zugang.',
      en: 'This does not exist, or you have no access.',
    },
  },
  areaUnknown: {
    status: 404,
    message: {
      de: 'Die Ausgabe {edition} kennt keinen Raum mit dem Schlüssel {key}.',
      en: 'Edition {edition} has no area with the key {key}.',
    },
  },
  areaKeyLostZero: {
    status: 404,
    message: {
      de: 'Einen Raum mit dem Schlüssel {key} gibt es nicht. Führende Nullen gehören zum Schlüssel: Ist {meant} gemeint?',
      en: 'There is no area with the key {key}. Leading zeros are part of the key: do you mean {meant}?',
    },
  },
  areaKeyMalformed: {
    status: 400,
    message: {
      de: '„{key}“ ist kein LOR-Schlüssel. Ein Schlüssel hat 2, 4, 6 oder 8 Ziffern.',
      en: '"{key}" is no LOR key. A key has 2, 4, 6 or 8 digits.',
    },
  },
  revisionRequired: {
    status: 428,
    message: {
      de: 'Der Kopf „If-Match“ mit dem gelesenen Stand fehlt.',
      en: 'The header "If-Match" with the revision you read is missing.',
    },
  },
  revisionConflict: {
    status: 412,
    message: {
      de: 'Inzwischen wurde etwas geändert (Stand {current}). Bitte laden Sie neu; Ihre Eingabe ist nicht verloren.',
      en: 'This has changed meanwhile (revision {current}). Please reload; your input is not lost.',
    },
  },
  runRunning: {
    status: 409,
    message: {
      de: 'Für dieses Dokument läuft schon ein Verfahren.',
      en: 'A procedure is already running for this document.',
    },
  },
  leadUnitOutside: {
    status: 422,
    message: {
      de: 'Federführend kann nur eine Stelle sein, für die Sie handeln.',
      en: 'Only a unit you act for can take the lead.',
    },
  },
  projectClosed: {
    status: 409,
    message: {
      de: 'Das Vorhaben {reference} ist abgeschlossen. Geändert wird darin nur, wenn die Federführung es wieder öffnet.',
      en: 'The project {reference} is closed. It can only be changed when its lead opens it again.',
    },
  },
  unitUnknown: { status: 422, message: { de: 'Die Stelle {unitId} gibt es nicht.', en: 'There is no unit {unitId}.' } },
  unitTwice: {
    status: 422,
    message: { de: 'Die Stelle {unit} ist doppelt genannt.', en: 'The unit {unit} is named twice.' },
  },
  houseDayTaken: {
    status: 409,
    message: { de: 'Der {date} ist schon im Hauskalender.', en: '{date} is already in the house calendar.' },
  },
  houseDayPast: {
    status: 409,
    message: {
      de: 'Der {date} liegt in der Vergangenheit. Vergangene Tage bleiben, wie sie gezählt wurden.',
      en: '{date} is in the past. Past days stay as they were counted.',
    },
  },
  houseDayNoHoliday: {
    status: 409,
    message: {
      de: 'Der {date} ist hier kein Feiertag; er ist schon ein Arbeitstag.',
      en: '{date} is no public holiday here; it is a working day already.',
    },
  },
  houseDayMissing: {
    status: 409,
    message: { de: 'Der {date} steht nicht im Hauskalender.', en: '{date} is not in the house calendar.' },
  },
  testClockOff: {
    status: 403,
    message: {
      de: 'Die Uhr lässt sich in dieser Installation nicht verstellen.',
      en: 'The clock cannot be moved in this installation.',
    },
  },
  testClockBackwards: {
    status: 409,
    message: {
      de: 'Die Uhr lässt sich nur vorstellen (jetzt: {now}).',
      en: 'The clock can only be moved forward (now: {now}).',
    },
  },
  busy: {
    status: 503,
    message: {
      de: 'Gerade arbeitet jemand anderes daran. Bitte gleich noch einmal versuchen.',
      en: 'Somebody else is working on this right now. Please try again in a moment.',
    },
  },
  crowded: {
    status: 503,
    message: {
      de: 'Gerade wird zu viel auf einmal gefragt; es ist nichts verloren. Bitte gleich noch einmal versuchen.',
      en: 'Too much is asked at once right now; nothing is lost. Please try again in a moment.',
    },
  },
  ending: {
    status: 503,
    message: {
      de: 'Dieser Dienst wird gerade beendet. Bitte gleich noch einmal versuchen.',
      en: 'This service is about to end. Please try again in a moment.',
    },
  },
  internal: {
    status: 500,
    message: {
      de: 'Das hat nicht geklappt; es ist nichts verloren. Bitte nennen Sie die Nummer {requestId}.',
      en: 'This did not work; nothing is lost. Please quote the number {requestId}.',
    },
  },
} as const satisfies Record<string, Problem>;

/** What can go wrong on purpose, by part of the house; no two parts may have a code in common. */
export const PROBLEM_PARTS = [
  PLATFORM_PROBLEMS,
  DOCUMENT_PROBLEMS,
  NOTE_PROBLEMS,
  LIFECYCLE_PROBLEMS,
  CYCLE_PROBLEMS,
  RETENTION_PROBLEMS,
  EXPORT_PROBLEMS,
  ORGANISATION_PROBLEMS,
  ASSIGNMENT_PROBLEMS,
  PROCEDURE_PROBLEMS,
  PROCEDURE_BPMN_PROBLEMS,
  PROCEDURE_MIGRATION_PROBLEMS,
  PLANNING_PROBLEMS,
  PROJECT_KIND_PROBLEMS,
  PROJECT_TEMPLATE_PROBLEMS,
  REFUSAL_PROBLEMS,
  RUN_EVENT_PROBLEMS,
  JOB_PROBLEMS,
  CALENDAR_FEED_PROBLEMS,
  WEBHOOK_PROBLEMS,
  REPORT_PROBLEMS,
] as const;

/** The closed list of everything that can go wrong on purpose. */
export const PROBLEMS = {
  ...PLATFORM_PROBLEMS,
  ...DOCUMENT_PROBLEMS,
  ...NOTE_PROBLEMS,
  ...LIFECYCLE_PROBLEMS,
  ...CYCLE_PROBLEMS,
  ...RETENTION_PROBLEMS,
  ...EXPORT_PROBLEMS,
  ...ORGANISATION_PROBLEMS,
  ...ASSIGNMENT_PROBLEMS,
  ...PROCEDURE_PROBLEMS,
  ...PROCEDURE_BPMN_PROBLEMS,
  ...PROCEDURE_MIGRATION_PROBLEMS,
  ...PLANNING_PROBLEMS,
  ...PROJECT_KIND_PROBLEMS,
  ...PROJECT_TEMPLATE_PROBLEMS,
  ...REFUSAL_PROBLEMS,
  ...RUN_EVENT_PROBLEMS,
  ...JOB_PROBLEMS,
  ...CALENDAR_FEED_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
  ...REPORT_PROBLEMS,
};
export type ProblemCode = keyof typeof PROBLEMS;
/** Values for the placeholders; a text in both languages is shown in the language of the answer. */
export type ProblemDetails = Record<string, string | number | LocalizedText>;

/** RFC 9457 problem details, `application/problem+json`. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of a BPMN file: every element that stands in the way. */
  refused: z.array(BpmnRefusal).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** The message of a problem in a language, with its details filled in. */
export function problemMessage(code: ProblemCode, details: ProblemDetails, language: 'de' | 'en'): string {
  const text: string = PROBLEMS[code].message[language];
  const show = (value: ProblemDetails[string] | undefined) =>
    typeof value === 'object' ? value[language] : String(value ?? '');
  return text.replace(/\{(\w+)\}/g, (_, name: string) => show(details[name])).trim();
}
