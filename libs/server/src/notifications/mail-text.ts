import { lastDayBefore, type LocalizedText } from '@querraum/workflow';
import type { Language, MailReason, TaskKind } from '@querraum/contracts';

/** What a mail may know: a file reference, a unit, a kind of task, a date. No names, no titles, nothing anybody wrote. */
export interface MailFacts {
  reason: MailReason;
  reference: string;
  unitName: string;
  task: { id: string; kind: TaskKind; dueEnd: Date | null } | null;
  noteId: string | null;
  projectId: string;
  publicUrl: string;
}

export const KINDS = {
  coSignature: { de: 'Mitzeichnung', en: 'co-signature' },
  finalSignature: { de: 'Schlusszeichnung', en: 'final signature' },
  task: { de: 'Aufgabe', en: 'task' },
  condition: { de: 'Maßgabe beantworten', en: 'answer a proviso' },
  dissent: { de: 'Dissens', en: 'dissent' },
  readdress: { de: 'Zuständigkeit klären', en: 'clarify who is responsible' },
  takeNote: { de: 'Kenntnisnahme', en: 'taking note' },
  statement: { de: 'Stellungnahme', en: 'statement' },
  contribution: { de: 'Beitrag', en: 'contribution' },
  examination: { de: 'Prüfung', en: 'examination' },
  completion: { de: 'Erledigung', en: 'completion' },
  question: { de: 'Rückfrage', en: 'question' },
  acceptance: { de: 'Antwort abnehmen', en: 'accept an answer' },
  combination: { de: 'Beiträge zusammenführen', en: 'put contributions together' },
  dispatch: { de: 'Versand', en: 'dispatch' },
  resubmission: { de: 'Wiedervorlage', en: 'resubmission' },
  agenda: { de: 'Tagesordnung', en: 'agenda' },
  minutes: { de: 'Niederschrift', en: 'minutes' },
  vote: { de: 'Abstimmung', en: 'vote' },
  report: { de: 'Ereignis melden', en: 'report an event' },
  repair: { de: 'Störung beheben', en: 'repair a fault' },
} as const satisfies Record<TaskKind, LocalizedText>;

const SUBJECTS = {
  newTask: { de: 'Neue Aufgabe in', en: 'New task in' },
  reminder: { de: 'Erinnerung an eine Aufgabe in', en: 'Reminder of a task in' },
  escalation: { de: 'Nicht rechtzeitig erledigte Aufgabe in', en: 'Task not done in time in' },
  incident: { de: 'Störung im Ablauf von', en: 'Fault in the procedure of' },
  returned: { de: 'Ohne Zustimmung beendet:', en: 'Ended without consent:' },
  completed: { de: 'Abgeschlossen:', en: 'Completed:' },
  waitsForLead: { de: 'Antwort wartet auf die Federführung in', en: 'An answer waits for the lead in' },
  informed: { de: 'Zu Ihrer Kenntnis:', en: 'For your information:' },
  suspended: { de: 'Verfahren ruht:', en: 'Procedure suspended:' },
  resumed: { de: 'Verfahren geht weiter:', en: 'Procedure goes on:' },
  answered: { de: 'Antwort auf Ihre Aufgabe in', en: 'Answer to your task in' },
  declined: { de: 'Zurückgegebene Aufgabe in', en: 'Declined task in' },
  accepted: { de: 'Antwort angenommen in', en: 'Answer accepted in' },
  sentBack: { de: 'Zur Überarbeitung zurück in', en: 'Back for rework in' },
  takenBack: { de: 'Zurückgenommene Aufgabe in', en: 'Task taken back in' },
  extended: { de: 'Frist verlängert in', en: 'Time limit extended in' },
  overdue: { de: 'Überfällige Aufgabe in', en: 'Overdue task in' },
  recurrenceEnded: { de: 'Wiederkehrende Aufgabe beendet in', en: 'Recurring task ended in' },
  mentioned: { de: 'Sie wurden genannt in', en: 'You were mentioned in' },
  leadOffered: { de: 'Federführung angeboten:', en: 'Lead offered:' },
  leadAccepted: { de: 'Federführung übernommen:', en: 'Lead taken over:' },
  leadDeclined: { de: 'Federführung nicht übernommen:', en: 'Lead declined:' },
  leadWithdrawn: { de: 'Angebot der Federführung zurückgezogen:', en: 'Offer of the lead withdrawn:' },
  cycleReminder: { de: 'Fortschreibung steht an:', en: 'Renewal is coming up:' },
  cycleDue: { de: 'Fortschreibung beginnt:', en: 'Renewal begins:' },
} as const satisfies Record<MailReason, LocalizedText>;

const SENTENCES = {
  newTask: {
    de: 'in {reference} wartet eine neue Aufgabe: {kind}.',
    en: 'a new task is waiting in {reference}: {kind}.',
  },
  reminder: {
    de: 'in {reference} wartet noch eine Aufgabe: {kind}.',
    en: 'a task is still waiting in {reference}: {kind}.',
  },
  escalation: {
    de: 'in {reference} wurde eine Aufgabe nicht rechtzeitig erledigt: {kind}. Sie wird jetzt {unit} vorgelegt.',
    en: 'a task in {reference} was not done in time: {kind}. It is now submitted to {unit}.',
  },
  incident: {
    de: 'der Ablauf in {reference} kommt ohne die Federführung nicht weiter.',
    en: 'the procedure in {reference} cannot go on without the lead.',
  },
  returned: {
    de: 'das Verfahren in {reference} ist ohne Zustimmung zu Ende gegangen.',
    en: 'the procedure in {reference} has ended without consent.',
  },
  completed: {
    de: 'das Verfahren in {reference} ist abgeschlossen.',
    en: 'the procedure in {reference} is completed.',
  },
  waitsForLead: {
    de: 'in {reference} gibt es eine Antwort, die auf die Federführung wartet.',
    en: 'there is an answer in {reference} that waits for the lead.',
  },
  informed: {
    de: 'in {reference} liegt ein Papier vor. Es ist nichts zu tun.',
    en: 'there is a paper in {reference}. Nothing has to be done.',
  },
  suspended: {
    de: 'das Verfahren in {reference} ruht. Bis es weitergeht, läuft keine Frist, und es ist nichts zu tun.',
    en: 'the procedure in {reference} is suspended. Until it goes on no time limit runs, and nothing is to be done.',
  },
  resumed: {
    de: 'das Verfahren in {reference} geht weiter. Die Fristen haben sich um die Zeit verlängert, in der es ruhte.',
    en: 'the procedure in {reference} goes on. Time limits have moved by the time for which it was suspended.',
  },
  answered: {
    de: 'in {reference} ist die Antwort auf eine Aufgabe da, die Ihre Stelle gegeben hat.',
    en: 'the answer to a task that your unit gave in {reference} is there.',
  },
  declined: {
    de: 'in {reference} wurde eine Aufgabe zurückgegeben, die Ihre Stelle gegeben hat. Bitte richten Sie sie neu, oder nehmen Sie sie zurück.',
    en: 'a task that your unit gave in {reference} was declined. Please readdress it or take it back.',
  },
  accepted: {
    de: 'in {reference} wurde Ihre Antwort angenommen; die Aufgabe ist beendet.',
    en: 'your answer in {reference} was accepted; the task has ended.',
  },
  sentBack: {
    de: 'in {reference} kommt eine Aufgabe zur Überarbeitung zurück: {kind}.',
    en: 'a task in {reference} comes back for rework: {kind}.',
  },
  takenBack: {
    de: 'in {reference} wurde eine Aufgabe zurückgenommen, die Ihre Stelle hatte. Es ist nichts mehr zu tun.',
    en: 'a task that your unit had in {reference} was taken back. Nothing is left to do.',
  },
  extended: {
    de: 'in {reference} hat eine Aufgabe mehr Zeit bekommen: {kind}.',
    en: 'a task in {reference} has been given more time: {kind}.',
  },
  overdue: {
    de: 'in {reference} ist die Frist einer Aufgabe abgelaufen, ohne dass eine Antwort da ist: {kind}.',
    en: 'in {reference} the time limit of a task has passed without an answer: {kind}.',
  },
  recurrenceEnded: {
    de: 'in {reference} kommt eine wiederkehrende Aufgabe nicht wieder: Ihr Vorhaben ist abgeschlossen, die Stelle, die sie gegeben hat, wirkt nicht mehr mit, oder es gibt keine Stelle mehr, an die sie ginge.',
    en: 'a recurring task in {reference} does not come again: the project is closed, the unit that gave it takes part no more, or no unit is left to which it would go.',
  },
  mentioned: {
    de: 'in einem Vermerk zu {reference} wurden Sie genannt.',
    en: 'you were mentioned in a note on {reference}.',
  },
  leadOffered: {
    de: 'Ihrer Stelle wird die Federführung in {reference} angeboten. Sie können sie annehmen oder ablehnen.',
    en: 'your unit is offered the lead of {reference}. You can accept or decline it.',
  },
  leadAccepted: {
    de: 'die Federführung in {reference} ist übernommen.',
    en: 'the lead of {reference} has been taken over.',
  },
  leadDeclined: {
    de: 'die Federführung in {reference} wird nicht übernommen. Sie bleibt bei Ihrer Stelle.',
    en: 'the lead of {reference} was declined. It stays with your unit.',
  },
  leadWithdrawn: {
    de: 'das Angebot der Federführung in {reference} ist zurückgezogen.',
    en: 'the offer of the lead of {reference} has been withdrawn.',
  },
  cycleReminder: {
    de: 'die Fortschreibung von {reference} steht an. Die Federführung kann sie vorbereiten, schon jetzt eröffnen oder verschieben.',
    en: 'the renewal of {reference} is coming up. The lead can prepare it, open it already, or move its day.',
  },
  cycleDue: {
    de: 'die Fortschreibung von {reference} ist an der Reihe. Ihr Entwurf liegt vor; damit eröffnet die Federführung das neue Vorhaben.',
    en: 'it is time to renew {reference}. The draft is there; with it the lead opens the new project.',
  },
} as const satisfies Record<MailReason, LocalizedText>;

/** These lead to the page on which the offer is answered, or the renewal begun. */
const ABOUT_THE_FILE: ReadonlySet<MailReason> = new Set<MailReason>([
  ...(['leadOffered', 'leadAccepted', 'leadDeclined'] as const),
  ...(['cycleReminder', 'cycleDue'] as const),
]);

const WORDS = {
  greeting: { de: 'Guten Tag,', en: 'Hello,' },
  due: { de: 'Frist: bis zum Ablauf des {day}', en: 'Time limit: the end of {day}' },
  task: { de: 'Zur Aufgabe:', en: 'To the task:' },
  project: { de: 'Zum Vorhaben:', en: 'To the project:' },
  note: { de: 'Zum Vermerk:', en: 'To the note:' },
  why: {
    de: 'Sie erhalten diese Nachricht, weil Sie für diese Stelle handeln: {unit}. Sie wurde automatisch geschrieben; eine Antwort liest niemand.',
    en: 'You receive this message because you act for this unit: {unit}. It was written automatically; nobody reads an answer.',
  },
  settings: { de: 'Nachrichten abstellen:', en: 'To switch these messages off:' },
} as const satisfies Record<string, LocalizedText>;

/** What a path is appended to. */
export const rootOf = (publicUrl: string): string => publicUrl.replace(/\/+$/, '');
export const settingsUrl = (publicUrl: string): string => `${rootOf(publicUrl)}/einstellungen`;

/** Subject and text in the language of the person. */
export function mailText(facts: MailFacts, language: Language): { subject: string; text: string } {
  const { reason, task } = facts;
  const values = {
    reference: oneLine(facts.reference),
    unit: oneLine(facts.unitName),
    kind: KINDS[task?.kind ?? 'task'][language],
    day: task?.dueEnd ? lastDay(task.dueEnd, language) : '',
  };
  const say = (text: LocalizedText) => fill(text[language], values);
  const root = rootOf(facts.publicUrl);
  const { kind, path } = linkTo({ ...facts, reasons: [reason] });
  const paragraphs = [
    WORDS.greeting[language],
    [say(SENTENCES[reason]), ...(values.day === '' ? [] : [say(WORDS.due)])].join('\n'),
    `${WORDS[kind][language]}\n${root}${path}`,
    `--\n${say(WORDS.why)}\n${WORDS.settings[language]} ${settingsUrl(root)}`,
  ];
  return { subject: `${SUBJECTS[reason][language]} ${values.reference}`, text: `${paragraphs.join('\n\n')}\n` };
}

interface Told {
  task: { id: string } | null;
  noteId: string | null;
  projectId: string;
  reasons: MailReason[];
}

/** Where somebody goes who is told of something. */
export function linkTo({ task, noteId, projectId, reasons }: Told): {
  kind: 'task' | 'project' | 'note';
  path: string;
} {
  if (task) return { kind: 'task', path: `/aufgaben/${task.id}` };
  if (noteId !== null) return { kind: 'note', path: `/vorhaben/${projectId}/vermerke#vermerk-${noteId}` };
  const isAboutFile = reasons.some((reason) => ABOUT_THE_FILE.has(reason));
  return { kind: 'project', path: `/vorhaben/${projectId}${isAboutFile ? '/akte' : ''}` };
}

/** A line break in data must start neither a header nor a line of its own. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** What stands in braces by its name; a name that nobody knows stays. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A Frist ends at the first instant that is too late, mostly a midnight. */
function lastDay(dueEnd: Date, language: Language): string {
  const last = lastDayBefore(dueEnd.toISOString());
  const [year = '', month = '', date = ''] = last.split('-');
  return language === 'de'
    ? `${date}.${month}.${year}`
    : new Date(`${last}T00:00:00Z`).toLocaleDateString('en-GB', { timeZone: 'UTC', dateStyle: 'long' });
}
