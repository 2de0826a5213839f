import { parse } from 'csv-parse/sync';
import { IMPORT_COLUMNS, IMPORT_LIMIT_ROWS, type ImportKind, type ImportReport } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import { DomainError } from '../../platform';

export interface TableRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  cells: Record<string, string>;
  /** How many fields, where they are more than the header has. */
  tooMany: number | null;
}

export interface Table {
  encoding: ImportReport['encoding'];
  columns: string[];
  rows: TableRow[];
}

const unreadable = (de: string, en: string): DomainError =>
  new DomainError('importUnreadable', { reason: { de, en } satisfies LocalizedText });

/** UTF-8 with or without its mark; else what German spreadsheets write. */
function decode(bytes: Uint8Array): { text: string; encoding: Table['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

const DELIMITERS = [';', ',', '\t'];

function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n|\r/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** The rows of the file by the names of our columns; every cell is plain text, whatever it begins with. */
export function readTable(bytes: Uint8Array, kind: ImportKind): Table {
  const { text, encoding } = decode(bytes);
  if (text.includes('\0'))
    throw unreadable(
      'Sie enthält Zeichen, die kein Text sind. Bitte als „CSV UTF-8“ speichern.',
      "it holds characters that are no text. Please save it as 'CSV UTF-8'.",
    );
  const records = parseRecords(text);
  const [header, ...rest] = records;
  if (header === undefined || rest.length === 0)
    throw unreadable('Sie hat keine Zeile unter der Kopfzeile.', 'it has no row below the header.');
  if (rest.length > IMPORT_LIMIT_ROWS)
    throw unreadable(
      `Sie hat ${rest.length} Zeilen; erlaubt sind ${IMPORT_LIMIT_ROWS}. Bitte teilen Sie sie auf.`,
      `it has ${rest.length} rows; ${IMPORT_LIMIT_ROWS} are allowed. Please split it.`,
    );
  const columns = columnsOf(header.cells, kind);
  const rows = rest.map(({ row, cells }) => ({
    row,
    cells: Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
    tooMany: cells.slice(columns.length).some((cell) => cell !== '') ? cells.length : null,
  }));
  return { encoding, columns, rows };
}

function parseRecords(text: string): { row: number; cells: string[] }[] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      max_record_size: 20_000,
    }) as string[][];
    return records
      .map((cells, index) => ({ row: index + 1, cells: cells.map(tidy) }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw unreadable(
      `Zeile ${line ?? '?'} hat Anführungszeichen, die nicht zueinander passen, oder ist zu lang.`,
      `line ${line ?? '?'} has quotes that do not match, or is too long.`,
    );
  }
}

/** Spaces, line ends and marks that nobody sees are no difference. */
const tidy = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\s\u00ad\u200b-\u200d\ufeff]+/g, ' ')
    .trim();

function columnsOf(header: string[], kind: ImportKind): string[] {
  const known = Object.entries(IMPORT_COLUMNS[kind] as Record<string, readonly string[]>);
  const allowed = known.map(([, [german = '']]) => german).join(', ');
  const english = known.map(([name]) => name).join(', ');
  while (header.length > 1 && header.at(-1) === '') header = header.slice(0, -1);
  const columns = header.map((title) => {
    const found = known.find(([name, titles]) =>
      [name, ...titles].some((one) => one.toLowerCase() === title.toLowerCase()),
    );
    if (!found)
      throw unreadable(
        `Die Spalte „${title}“ ist nicht bekannt. Erlaubt: ${allowed}.`,
        `the column '${title}' is not known. Allowed: ${english}.`,
      );
    return found[0];
  });
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  const missing = REQUIRED[kind].find((name) => !columns.includes(name));
  const titleOf = (name: string) => known.find(([one]) => one === name)?.[1][0] ?? name;
  if (twice)
    throw unreadable(`Die Spalte „${titleOf(twice)}“ steht zweimal da.`, `the column '${twice}' stands twice.`);
  if (missing)
    throw unreadable(
      `Die Spalte „${titleOf(missing)}“ fehlt. Erlaubt: ${allowed}.`,
      `the column '${missing}' is missing. Allowed: ${english}.`,
    );
  return columns;
}

const REQUIRED = { units: ['code', 'name'], people: ['username', 'name'] } as const satisfies Record<
  ImportKind,
  readonly string[]
>;
