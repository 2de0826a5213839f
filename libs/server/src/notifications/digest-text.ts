import { lastDayBefore, longDate, type Instant, type LocalDate, type LocalizedText } from '@querraum/workflow';
import type { Language, MailReason, TaskKind } from '@querraum/contracts';
import { KINDS, linkTo, oneLine, rootOf, settingsUrl } from './mail-text';

export interface DigestTask {
  id: string;
  kind: TaskKind;
  dueEnd: Instant | null;
}

/** One thing that somebody is told of, for all the reasons there are. */
export interface DigestThing {
  task: DigestTask | null;
  noteId: string | null;
  reasons: MailReason[];
}

/** What a digest may know: file references, kinds of tasks, dates. No names, no titles, nothing anybody wrote. */
export interface DigestContent {
  projects: { id: string; reference: string; things: DigestThing[] }[];
  /** The person's own, and those which lie with their units and nobody has claimed. */
  due: (DigestTask & { reference: string })[];
  /** There are more than these. */
  isMoreDue: boolean;
  /** The last day up to which Fristen are told. */
  until: LocalDate;
}

const REASONS = {
  newTask: { de: 'neu', en: 'new' },
  reminder: { de: 'Erinnerung', en: 'reminder' },
  escalation: { de: 'nicht rechtzeitig erledigt', en: 'not done in time' },
  incident: { de: 'Störung im Ablauf', en: 'fault in the procedure' },
  returned: { de: 'ohne Zustimmung beendet', en: 'ended without consent' },
  completed: { de: 'abgeschlossen', en: 'completed' },
  waitsForLead: { de: 'eine Antwort wartet auf die Federführung', en: 'an answer waits for the lead' },
  informed: { de: 'zu Ihrer Kenntnis', en: 'for your information' },
  suspended: { de: 'Verfahren ruht', en: 'procedure suspended' },
  resumed: { de: 'Verfahren geht weiter', en: 'procedure goes on' },
  answered: { de: 'Antwort ist da', en: 'answered' },
  declined: { de: 'zurückgegeben', en: 'declined' },
  accepted: { de: 'Antwort angenommen', en: 'answer accepted' },
  sentBack: { de: 'zur Überarbeitung zurück', en: 'back for rework' },
  takenBack: { de: 'zurückgenommen', en: 'taken back' },
  extended: { de: 'Frist verlängert', en: 'time limit extended' },
  overdue: { de: 'überfällig', en: 'overdue' },
  recurrenceEnded: { de: 'kommt nicht wieder', en: 'does not come again' },
  mentioned: { de: 'Sie wurden genannt', en: 'you were mentioned' },
  leadOffered: { de: 'Federführung angeboten', en: 'lead offered' },
  leadAccepted: { de: 'Federführung übernommen', en: 'lead taken over' },
  leadDeclined: { de: 'Federführung nicht übernommen', en: 'lead declined' },
  leadWithdrawn: { de: 'Angebot der Federführung zurückgezogen', en: 'offer of the lead withdrawn' },
  cycleReminder: { de: 'Fortschreibung steht an', en: 'renewal is coming up' },
  cycleDue: { de: 'Fortschreibung beginnt', en: 'renewal begins' },
} as const satisfies Record<MailReason, LocalizedText>;

const WORDS = {
  greeting: { de: 'Guten Tag,', en: 'Good day,' },
  news: { de: 'seit der letzten Zusammenfassung ist dazugekommen:', en: 'this is new since the last digest:' },
  nothingNew: {
    de: 'seit der letzten Zusammenfassung ist nichts dazugekommen, was noch offen ist.',
    en: 'nothing that is still open is new since the last digest.',
  },
  due: { de: 'Fristen bis {day}:', en: 'Time limits until {day}:' },
  dueOn: { de: 'Frist: {day}', en: 'due: {day}' },
  more: { de: 'und weitere in Ihrem Posteingang', en: 'and more in your inbox' },
  note: { de: 'Vermerk', en: 'note' },
  project: { de: 'Vorhaben', en: 'project' },
  why: {
    de: 'Sie bekommen diese Mail, weil Sie eine Zusammenfassung gewählt haben. Was eilt, kommt weiterhin einzeln.',
    en: 'You get this mail because you have chosen a digest. What is urgent still comes at once.',
  },
  settings: { de: 'Ändern oder abstellen:', en: 'Change or switch off:' },
} as const satisfies Record<string, LocalizedText>;

const COUNTS = {
  news: { de: ['Neuigkeit', 'Neuigkeiten'], en: ['thing is new', 'things are new'] },
  due: { de: ['Frist', 'Fristen'], en: ['time limit', 'time limits'] },
} as const;

export const isEmpty = ({ projects, due }: DigestContent): boolean => projects.length === 0 && due.length === 0;

/** Subject and text in the language of the person. */
export function digestText(content: DigestContent, publicUrl: string, language: Language) {
  const root = rootOf(publicUrl);
  const paragraphs = [
    WORDS.greeting[language],
    WORDS[content.projects.length > 0 ? 'news' : 'nothingNew'][language],
    ...content.projects.map((project) => projectText(project, root, language)),
    ...(content.due.length > 0 ? [dueText(content, root, language)] : []),
    `--\n${WORDS.why[language]}\n${WORDS.settings[language]} ${settingsUrl(root)}`,
  ];
  return { subject: subject(content, language), text: `${paragraphs.join('\n\n')}\n` };
}

function subject({ projects, due, isMoreDue }: DigestContent, language: Language): string {
  const news = projects.reduce((sum, { things }) => sum + things.length, 0);
  const parts = [
    ...(news > 0 ? [counted('news', news, '', language)] : []),
    ...(due.length > 0 ? [counted('due', due.length, isMoreDue ? '+' : '', language)] : []),
  ];
  return `Querraum: ${parts.join(', ')}`;
}

const counted = (what: keyof typeof COUNTS, count: number, more: string, language: Language): string =>
  `${count}${more} ${COUNTS[what][language][count === 1 ? 0 : 1]}`;

function projectText(
  { id, reference, things }: DigestContent['projects'][number],
  root: string,
  language: Language,
): string {
  const lines = things.flatMap(({ task, noteId, reasons }) => {
    const what = task ? KINDS[task.kind] : noteId === null ? WORDS.project : WORDS.note;
    const why = reasons.map((reason) => REASONS[reason][language]).join(', ');
    const facts = [`${what[language]}: ${why}`, ...(task?.dueEnd ? [dueOn(task.dueEnd, language)] : [])];
    return [`- ${facts.join(' · ')}`, `  ${root}${linkTo({ task, noteId, projectId: id, reasons }).path}`];
  });
  return [oneLine(reference), ...lines].join('\n');
}

function dueText({ due, isMoreDue, until }: DigestContent, root: string, language: Language): string {
  const lines = due.flatMap(({ id, kind, dueEnd, reference }) => [
    `- ${[...(dueEnd ? [longDate(lastDayBefore(dueEnd), language)] : []), KINDS[kind][language], oneLine(reference)].join(' · ')}`,
    `  ${root}/aufgaben/${id}`,
  ]);
  return [
    WORDS.due[language].replace('{day}', longDate(until, language)),
    ...lines,
    ...(isMoreDue ? [`${WORDS.more[language]}: ${root}/posteingang`] : []),
  ].join('\n');
}

const dueOn = (dueEnd: Instant, language: Language): string =>
  WORDS.dueOn[language].replace('{day}', longDate(lastDayBefore(dueEnd), language));
