import { lastDayBefore, longDate, type LocalDate, type LocalizedText } from '@querraum/workflow';
import { STAGES, type Language, type ReportScope, type Stage } from '@querraum/contracts';
import { fill, oneLine, rootOf, settingsUrl } from '../notifications';
import { STAGE_NAMES } from '../overview';

/** A project by its Aktenzeichen; the first instant that is too late. */
export interface DueProject {
  id: string;
  reference: string;
  dueEnd: Date;
}

/** Open co-signatures of one project, and of all projects of the report together. */
export interface CoSignatures {
  id: string;
  reference: string;
  open: number;
  dueEnd: Date | null;
  openInAll: number;
  overdueInAll: number;
  projects: number;
}

/** How many projects are how late; all but the total are those under way. */
export interface Lights {
  total: number;
  running: number;
  overdue: number;
  soon: number;
  later: number;
  without: number;
}

/** What a report may know: file references, dates, numbers. No names, no titles, nothing anybody wrote. */
export interface ReportContent {
  scope: ReportScope;
  today: LocalDate;
  /** The last day up to which a Frist is due soon. */
  until: LocalDate;
  lights: Lights;
  stages: Partial<Record<Stage, number>>;
  /** The most urgent of them; `lights` says how many there are. */
  overdue: DueProject[];
  soon: DueProject[];
  coSignatures: CoSignatures[];
}

const LIGHTS = {
  overdue: { de: 'rot – überfällig', en: 'red – overdue' },
  soon: { de: 'gelb – fällig bis {until}', en: 'yellow – due until {until}' },
  later: { de: 'grün – später fällig', en: 'green – due later' },
  without: { de: 'ohne Frist', en: 'without a time limit' },
} as const satisfies Record<Exclude<keyof Lights, 'total' | 'running'>, LocalizedText>;

const WORDS = {
  subject: {
    de: 'Stand der Vorhaben: {running} laufend, {overdue} überfällig',
    en: 'State of projects: {running} running, {overdue} overdue',
  },
  greeting: { de: 'Guten Tag,', en: 'Good day,' },
  intro: {
    de: 'Stand der Vorhaben am {today}, so weit Sie sie in Querraum sehen: {running} laufend, {total} insgesamt.',
    en: 'the state of the projects on {today}, as far as you see them in Querraum: {running} running, {total} in all.',
  },
  overview: { de: 'Zur Übersicht:', en: 'To the overview:' },
  lights: { de: 'Ampel der laufenden Vorhaben:', en: 'Traffic light of the running projects:' },
  stages: {
    de: 'Stand (ein Vorhaben zählt an jedem Punkt, an dem es steht):',
    en: 'State (a project counts at each point at which it stands):',
  },
  overdue: { de: 'Überfällige Fristen:', en: 'Overdue time limits:' },
  soon: { de: 'Bald fällige Fristen (bis {until}):', en: 'Time limits due soon (until {until}):' },
  coSignatures: {
    de: 'Offene Mitzeichnungen: {open}, davon {late} überfällig',
    en: 'Open co-signatures: {open}, {late} of them overdue',
  },
  noCoSignatures: { de: 'Offene Mitzeichnungen: keine', en: 'Open co-signatures: none' },
  open: { de: '{count} offen', en: '{count} open' },
  due: { de: 'Frist: {day}', en: 'due: {day}' },
  more: { de: 'und {count} weitere', en: 'and {count} more' },
  why: {
    de: 'Sie bekommen diesen Bericht, weil Sie ihn abonniert haben oder als weitere Person eingetragen sind.',
    en: 'You get this report because you have subscribed to it or are named as a further recipient.',
  },
  change: { de: 'Ändern oder abbestellen:', en: 'Change or leave:' },
  settings: { de: 'Andere Nachrichten:', en: 'Other messages:' },
} as const satisfies Record<string, LocalizedText>;

const LIGHT_NAMES = ['overdue', 'soon', 'later', 'without'] as const satisfies (keyof typeof LIGHTS)[];
/** As the page of the overview names the dimensions in its address. */
const ADDRESS = { department: 'ressort', area: 'raum', stage: 'stand', unit: 'stelle' } as const satisfies Record<
  keyof ReportScope,
  string
>;

type Values = Record<string, string | number>;

/** Subject and text in the language of the person. */
export function reportText(content: ReportContent, publicUrl: string, language: Language) {
  const { lights, stages, scope, today, until } = content;
  const root = rootOf(publicUrl);
  const values = { ...lights, today: longDate(today, language), until: longDate(until, language) };
  const say = (word: keyof typeof WORDS, more: Values = {}) => fill(WORDS[word][language], { ...values, ...more });
  const standing = STAGES.filter((stage) => stages[stage]);
  const line = (id: string, parts: string[]) => [`- ${parts.join(' · ')}`, `  ${root}/vorhaben/${id}`];
  const due = (dueEnd: Date | null) =>
    dueEnd ? [say('due', { day: longDate(lastDayBefore(dueEnd.toISOString()), language) })] : [];
  const andMore = (count: number) => (count > 0 ? [say('more', { count })] : []);
  const projects = (word: 'overdue' | 'soon') => [
    say(word),
    ...content[word].flatMap(({ id, reference, dueEnd }) => line(id, [oneLine(reference), ...due(dueEnd)])),
    ...andMore(lights[word] - content[word].length),
  ];
  const coSignatures = ([first, ...rest]: CoSignatures[]) =>
    first === undefined
      ? [say('noCoSignatures')]
      : [
          say('coSignatures', { open: first.openInAll, late: first.overdueInAll }),
          ...[first, ...rest].flatMap(({ id, reference, open, dueEnd }) =>
            line(id, [oneLine(reference), say('open', { count: open }), ...due(dueEnd)]),
          ),
          ...andMore(first.projects - 1 - rest.length),
        ];
  const paragraphs = [
    [say('greeting')],
    [say('intro'), `${say('overview')} ${root}/uebersicht${addressOf(scope)}`],
    [say('lights'), ...LIGHT_NAMES.map((light) => `- ${fill(LIGHTS[light][language], values)}: ${lights[light]}`)],
    ...(standing.length > 0
      ? [[say('stages'), ...standing.map((stage) => `- ${STAGE_NAMES[stage][language]}: ${stages[stage] ?? 0}`)]]
      : []),
    ...(content.overdue.length > 0 ? [projects('overdue')] : []),
    ...(content.soon.length > 0 ? [projects('soon')] : []),
    coSignatures(content.coSignatures),
    ['--', say('why'), `${say('change')} ${root}/berichte`, `${say('settings')} ${settingsUrl(root)}`],
  ];
  return {
    subject: `Querraum: ${say('subject')}`,
    text: `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`,
  };
}

const addressOf = (scope: ReportScope): string => {
  const chosen = (Object.keys(ADDRESS) as (keyof ReportScope)[]).filter((name) => scope[name].length > 0);
  return chosen.length === 0 ? '' : `?${chosen.map((name) => `${ADDRESS[name]}=${scope[name].join(',')}`).join('&')}`;
};
