import { z } from 'zod';
import type { LocalizedText, RefusalCode } from '@querraum/workflow';

interface Problem {
  status: number;
  /** `{name}` is filled from the details of the error. */
  message: LocalizedText;
}

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
  unitUnknown: { status: 422, message: { de: 'Die Stelle {unitId} gibt es nicht.', en: 'There is no unit {unitId}.' } },
  unitTwice: {
    status: 422,
    message: { de: 'Die Stelle {unit} ist doppelt genannt.', en: 'The unit {unit} is named twice.' },
  },
  houseDayTaken: {
    status: 409,
    message: { de: 'Der {date} ist schon im Hauskalender.', en: '{date} is already in the house calendar.' },
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
  internal: {
    status: 500,
    message: {
      de: 'Das hat nicht geklappt; es ist nichts verloren. Bitte nennen Sie die Nummer {requestId}.',
      en: 'This did not work; nothing is lost. Please quote the number {requestId}.',
    },
  },
} as const satisfies Record<string, Problem>;

/** One message for each way in which the engine refuses (docs/round.md). */
const REFUSAL_PROBLEMS = {
  runEnded: { status: 409, message: { de: 'Das Verfahren ist beendet.', en: 'The procedure has ended.' } },
  roundEnded: {
    status: 409,
    message: { de: 'Die Mitzeichnungsrunde ist beendet.', en: 'The co-signature round has ended.' },
  },
  unknownStep: { status: 404, message: { de: 'Diesen Schritt gibt es nicht.', en: 'There is no such step.' } },
  unknownSeat: {
    status: 404,
    message: { de: 'Diesen Platz gibt es in der Runde nicht.', en: 'There is no such seat in the round.' },
  },
  notLead: {
    status: 403,
    message: { de: 'Das kann nur die federführende Stelle.', en: 'Only the lead unit can do this.' },
  },
  notOpen: {
    status: 409,
    message: { de: 'Die Aufgabe ist nicht (mehr) offen.', en: 'The task is not open (any more).' },
  },
  noAuthority: {
    status: 403,
    message: {
      de: 'Sie sind für diese Stelle nicht befugt. Befugt sind die dort Eingetragenen und ihre Vertretung.',
      en: 'You have no authority for this unit. Its members and their deputies have.',
    },
  },
  alreadyClaimed: {
    status: 409,
    message: {
      de: '{owner} war schneller und hat die Aufgabe übernommen.',
      en: '{owner} was faster and has taken the task.',
    },
  },
  notOwner: {
    status: 409,
    message: {
      de: 'Sie haben die Aufgabe nicht übernommen. Übernehmen Sie sie zuerst.',
      en: 'You have not taken this task. Please take it first.',
    },
  },
  alreadyAnswered: {
    status: 409,
    message: { de: 'Diese Stelle hat schon geantwortet.', en: 'This unit has already answered.' },
  },
  stale: {
    status: 409,
    message: {
      de: 'Inzwischen liegt Fassung {current} vor. Bitte lesen Sie diese und antworten Sie noch einmal.',
      en: 'Version {current} is current now. Please read it and answer again.',
    },
  },
  author: {
    status: 403,
    message: {
      de: 'Wer den Text verfasst hat, zeichnet ihn nicht mit (Vier-Augen-Prinzip).',
      en: 'Authors do not sign their own text (four-eyes principle).',
    },
  },
  deputyOfLead: {
    status: 403,
    message: {
      de: 'Wer für die Federführung handelt, kann hier nicht in Vertretung antworten.',
      en: 'Someone acting for the lead cannot answer here as a deputy.',
    },
  },
  wordsRequired: {
    status: 400,
    message: { de: 'Diese Antwort braucht eine Begründung.', en: 'This answer needs words.' },
  },
  reasonRequired: { status: 400, message: { de: 'Bitte nennen Sie einen Grund.', en: 'Please give a reason.' } },
  thirdNotResponsible: {
    status: 409,
    message: {
      de: 'Die Zuständigkeit ist schon entschieden; „nicht zuständig“ ist nicht mehr möglich.',
      en: 'Responsibility has been decided; "not responsible" is no longer possible.',
    },
  },
  notWithdrawable: {
    status: 409,
    message: {
      de: 'Die Antwort lässt sich nicht mehr zurücknehmen, weil es danach weitergegangen ist.',
      en: 'The answer cannot be withdrawn any more, because the procedure has moved on.',
    },
  },
  notAnswerer: {
    status: 403,
    message: { de: 'Zurücknehmen kann nur, wer geantwortet hat.', en: 'Only the person who answered can withdraw.' },
  },
  noPendingCondition: {
    status: 409,
    message: { de: 'Hier wartet keine Maßgabe auf Antwort.', en: 'No proviso is waiting for an answer here.' },
  },
  noNewerVersion: {
    status: 409,
    message: { de: 'Dazu muss zuerst eine neue Fassung vorliegen.', en: 'This needs a newer version first.' },
  },
  noOpenReservation: {
    status: 409,
    message: { de: 'Hier ist kein Vorbehalt offen.', en: 'No reservation is open here.' },
  },
  noDissent: { status: 409, message: { de: 'Hier ist kein Dissens offen.', en: 'No dissent is open here.' } },
  notParty: {
    status: 403,
    message: {
      de: 'Das können nur die beiden Seiten des Dissenses: die ablehnende Stelle und die Federführung.',
      en: 'Only the two parties of the dissent can do this: the refusing unit and the lead.',
    },
  },
  noAgreedText: {
    status: 409,
    message: {
      de: 'Ein einigender Text muss als neue Fassung vorliegen.',
      en: 'An agreed text must be there as a new version.',
    },
  },
  topOfLadder: {
    status: 409,
    message: { de: 'Der Dissens liegt schon auf der obersten Stufe.', en: 'The dissent is already at the top level.' },
  },
  mandatorySeat: {
    status: 409,
    message: {
      de: 'Eine vorgeschriebene Mitzeichnung kann nicht entlassen werden.',
      en: 'A mandatory seat cannot be released.',
    },
  },
  everAnswered: {
    status: 409,
    message: { de: 'Diese Stelle hat schon einmal geantwortet.', en: 'This unit has answered before.' },
  },
  lastSeat: {
    status: 409,
    message: {
      de: 'Der letzte Platz der Runde kann nicht entlassen werden.',
      en: 'The last seat of the round cannot be released.',
    },
  },
  quorumFalls: {
    status: 409,
    message: {
      de: 'Dadurch sänke die nötige Zahl der Mitzeichnungen.',
      en: 'This would lower the number of consents needed.',
    },
  },
  outsideUnit: {
    status: 409,
    message: {
      de: 'Diese Stelle hat schon geantwortet; ersetzt werden kann sie nur innerhalb ihres Hauses.',
      en: 'This unit has answered before; it can only be replaced within itself.',
    },
  },
  notReplaceable: {
    status: 409,
    message: { de: 'Dieser Platz kann jetzt nicht neu besetzt werden.', en: 'This seat cannot be readdressed now.' },
  },
  badWave: {
    status: 400,
    message: {
      de: 'In dieser Stufe kann kein Platz mehr hinzukommen.',
      en: 'No seat can be added to this wave any more.',
    },
  },
  notLater: {
    status: 400,
    message: { de: 'Die neue Frist muss nach der alten liegen.', en: 'The new date must be later than the old one.' },
  },
  lateNotAllowed: {
    status: 409,
    message: {
      de: 'Die Frist ist abgelaufen, späte Antworten sind hier nicht vorgesehen.',
      en: 'The period has run out, late answers are not provided for here.',
    },
  },
  versionNotNewer: {
    status: 409,
    message: {
      de: 'Die neue Fassung muss auf die geltende folgen.',
      en: 'The new version must follow the current one.',
    },
  },
  answeredInRound: {
    status: 403,
    message: {
      de: 'Wer in der Runde geantwortet hat, zeichnet nicht schluss.',
      en: 'Whoever answered in the round does not sign finally.',
    },
  },
  notYourTurn: {
    status: 409,
    message: { de: 'Diese Unterschrift ist noch nicht an der Reihe.', en: 'It is not this signer’s turn yet.' },
  },
  notAcknowledged: {
    status: 409,
    message: {
      de: 'Vor der Schlusszeichnung ist jeder offene Vorbehalt und jeder gezeigte Dissens einzeln zur Kenntnis zu nehmen. Es fehlen: {missing}',
      en: 'Each open reservation and each shown dissent must be acknowledged before the final signature. Missing: {missing}',
    },
  },
  missingParticipant: {
    status: 422,
    message: {
      de: 'Das Verfahren braucht eine Beteiligung, die dem Vorhaben fehlt: {missing}.',
      en: 'The procedure needs a participant that the project lacks: {missing}.',
    },
  },
  roundAtOnce: {
    status: 422,
    message: {
      de: 'Die Runde wäre sofort beendet, weil niemand zustimmen muss.',
      en: 'The round would end at once, because nobody has to consent.',
    },
  },
} as const satisfies Record<RefusalCode, Problem>;

/** The closed list of everything that can go wrong on purpose. */
export const PROBLEMS = { ...PLATFORM_PROBLEMS, ...REFUSAL_PROBLEMS };
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
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** The message of a problem in a language, with its details filled in. */
export function problemMessage(code: ProblemCode, details: ProblemDetails, language: 'de' | 'en'): string {
  const text: string = PROBLEMS[code].message[language];
  const show = (value: ProblemDetails[string] | undefined) =>
    typeof value === 'object' ? value[language] : String(value ?? '');
  return text.replace(/\{(\w+)\}/g, (_, name: string) => show(details[name])).trim();
}
