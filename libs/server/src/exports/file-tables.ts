import type { LocalizedText } from '@querraum/workflow';
import type { CsvColumn } from '../platform';
import type { ChainRow, DecisionRow, DocumentRow, FileRows, TaskRow, VersionRow } from './file-rows';
import { historyWords } from './history-words';

export type Language = 'de' | 'en';
export interface FileTable {
  /** Without its ending. */
  name: LocalizedText;
  heading: LocalizedText;
  columns: CsvColumn<never>[];
  rows: unknown[];
}

const CAPACITIES: Readonly<Record<string, LocalizedText>> = {
  HEAD: { de: 'Leitung', en: 'head' },
  DEPUTY: { de: 'i. V.', en: 'deputising' },
  BY_ORDER: { de: 'i. A.', en: 'by order' },
};
const STATUS = {
  waiting: { de: 'wartet', en: 'waiting' },
  open: { de: 'offen', en: 'open' },
  done: { de: 'erledigt', en: 'done' },
  cancelled: { de: 'entfallen', en: 'cancelled' },
} as const satisfies Record<TaskRow['status'], LocalizedText>;
const STATE = {
  current: { de: 'gilt', en: 'current' },
  replaced: { de: 'ersetzt', en: 'replaced' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
} as const satisfies Record<DocumentRow['state'], LocalizedText>;
const SYSTEM = { de: 'das System', en: 'the system' };

const STAMPS = {
  de: new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Berlin' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/Berlin' }),
};
/** An instant as people in Berlin read it. */
export const stamp = (at: Date | string | null, language: Language): string =>
  at === null ? '' : STAMPS[language].format(new Date(at));

interface PlacedVersion extends VersionRow {
  document: DocumentRow;
  /** Where it lies in the archive. */
  path: string;
}

const column = <T>(de: string, en: string, cell: CsvColumn<T>['cell']): CsvColumn<T> => ({ name: { de, en }, cell });

const documentColumns: CsvColumn<PlacedVersion>[] = [
  column('Dokument', 'Document', ({ document }) => document.title),
  column('Art', 'Kind', ({ document }, language) => document.kind?.[language] ?? ''),
  column('Stand', 'State', ({ document }, language) =>
    [STATE[document.state][language], document.stateReason ?? ''].filter(Boolean).join(': '),
  ),
  column('Fassung', 'Version', ({ number }) => String(number)),
  column('Eingestellt', 'Added', ({ createdAt }, language) => stamp(createdAt, language)),
  column('Von', 'By', ({ authorName }) => authorName),
  column('Datei', 'File', ({ path }) => path),
  column('Bytes', 'Bytes', ({ size }) => String(size)),
  column('SHA-256', 'SHA-256', ({ sha256 }) => sha256),
];

const taskColumns: CsvColumn<TaskRow>[] = [
  column('Aufgabe', 'Task', ({ name }, language) => name[language]),
  column('Dokument', 'Document', ({ documentTitle }) => documentTitle),
  column('Stelle', 'Unit', ({ unitName }) => unitName),
  column('Person', 'Person', ({ ownerName }) => ownerName ?? ''),
  column('Stand', 'State', ({ status }, language) => STATUS[status][language]),
  column('Begonnen', 'Opened', ({ openedAt }, language) => stamp(openedAt, language)),
  column('Frist bis', 'Time limit', ({ dueEnd }, language) => stamp(dueEnd, language)),
  column('Erledigt', 'Done', ({ doneAt }, language) => stamp(doneAt, language)),
];

const KEPT = {
  kept: { de: 'eingehalten', en: 'kept' },
  missed: { de: 'überschritten', en: 'missed' },
  running: { de: 'läuft', en: 'running' },
  void: { de: 'entfallen', en: 'void' },
} as const;
type DueTask = TaskRow & { dueEnd: Date };

/** How a Frist stood at the instant of the export. */
export function standingOfFrist({ status, dueEnd, doneAt }: DueTask, now: Date): keyof typeof KEPT {
  if (status === 'cancelled') return 'void';
  const end = doneAt ?? now;
  if (end > dueEnd) return 'missed';
  return doneAt === null ? 'running' : 'kept';
}

const fristColumns = (now: Date): CsvColumn<DueTask>[] => [
  column('Frist bis', 'Time limit', ({ dueEnd }, language) => stamp(dueEnd, language)),
  column('Aufgabe', 'Task', ({ name }, language) => name[language]),
  column('Stelle', 'Unit', ({ unitName }) => unitName),
  column('Stand', 'State', (task, language) => KEPT[standingOfFrist(task, now)][language]),
  column('Erledigt', 'Done', ({ doneAt }, language) => stamp(doneAt, language)),
  column('Erinnert', 'Reminded', ({ remindedAt }, language) => stamp(remindedAt, language)),
  column('Eskaliert', 'Escalated', ({ escalated }, language) => (escalated ? { de: 'ja', en: 'yes' }[language] : '')),
];

const decisionColumns: CsvColumn<DecisionRow>[] = [
  column('Zeitpunkt', 'At', ({ at }, language) => stamp(at, language)),
  column('Dokument', 'Document', ({ documentTitle }) => documentTitle ?? ''),
  column('Vorgang', 'Act', ({ type }, language) => historyWords(`run.${type}`)[language]),
  column('Stelle', 'Unit', ({ unitName }) => unitName ?? ''),
  column('Person', 'Person', ({ personName }, language) => personName ?? SYSTEM[language]),
  column('Eigenschaft', 'Capacity', ({ capacity }, language) => CAPACITIES[capacity ?? '']?.[language] ?? ''),
  column('In Vertretung von', 'On behalf of', ({ onBehalfOfName }) => onBehalfOfName ?? ''),
  column('Fassung', 'Version', ({ paperNumber }) => String(paperNumber)),
  column('SHA-256 der Fassung', 'SHA-256 of the version', ({ paperSha256 }) => paperSha256),
  column('Angaben', 'Details', ({ data }) => told(data)),
];

const historyColumns = (unitNames: Map<string, string>): CsvColumn<ChainRow>[] => [
  column('Nummer', 'Number', ({ seq }) => String(seq)),
  column('Zeitpunkt', 'At', ({ at }, language) => stamp(at, language)),
  column('Vorgang', 'Act', ({ action }, language) => historyWords(action)[language]),
  column('Person', 'Person', ({ body, actor }, language) => body?.personName ?? (actor ? '' : SYSTEM[language])),
  column('Stelle', 'Unit', ({ body }) => body?.unitName ?? ''),
  column('Eigenschaft', 'Capacity', ({ body }, language) => CAPACITIES[body?.capacity ?? '']?.[language] ?? ''),
  column('In Vertretung von', 'On behalf of', ({ body }) => body?.onBehalfOfName ?? ''),
  column('Angaben', 'Details', ({ body }) => told(body?.data, unitNames)),
  column('Prüfwert', 'Hash', ({ hash }) => hash),
];

const LONGEST_CELL = 4000;

/** What an entry tells, as `key: value`; ids of units as their names, two languages as one, without nested ids. */
export function told(data: unknown, unitNames = new Map<string, string>()): string {
  const parts: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (value === null || value === undefined || value === '') return;
    if (Array.isArray(value)) return value.forEach((one) => walk(one, key));
    if (typeof value === 'object') {
      const entries = Object.entries(value);
      if ('de' in value && 'en' in value) return walk(value.de, key);
      return entries.forEach(([name, one]) => walk(one, key === '' ? name : `${key}.${name}`));
    }
    const text = String(value);
    parts.push(`${key}: ${unitNames.get(text) ?? text}`);
  };
  walk(data, '');
  return parts.join('; ').slice(0, LONGEST_CELL);
}

const table = <T>(
  [de, en]: [string, string],
  heading: [string, string],
  columns: CsvColumn<T>[],
  rows: T[],
): FileTable => ({
  name: { de, en },
  heading: { de: heading[0], en: heading[1] },
  columns: columns as CsvColumn<never>[],
  rows,
});

/** Everything that people read in a file, as tables: each is a CSV, and all of them one page. */
export function fileTables(
  { documents, chain, tasks, decisions, unitNames }: FileRows,
  now: Date,
  pathOf: (document: DocumentRow, version: VersionRow) => string,
): FileTable[] {
  const versions = documents.flatMap((document) =>
    document.versions.map((version) => ({ ...version, document, path: pathOf(document, version) })),
  );
  const due = tasks
    .flatMap((task) => (task.dueEnd === null ? [] : { ...task, dueEnd: task.dueEnd }))
    .sort((one, other) => one.dueEnd.getTime() - other.dueEnd.getTime());
  return [
    table(['dokumente', 'documents'], ['Dokumente', 'Documents'], documentColumns, versions),
    table(
      ['mitzeichnungen', 'decisions'],
      ['Mitzeichnungen und Entscheidungen', 'Co-signatures and decisions'],
      decisionColumns,
      decisions,
    ),
    table(['aufgaben', 'tasks'], ['Aufgaben', 'Tasks'], taskColumns, tasks),
    table(['fristen', 'time-limits'], ['Fristen', 'Time limits'], fristColumns(now), due),
    table(['verlauf', 'history'], ['Verlauf', 'History'], historyColumns(unitNames), chain),
  ];
}
