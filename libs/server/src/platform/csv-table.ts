import type { LocalizedText } from '@querraum/workflow';

type Language = 'de' | 'en';

export interface CsvColumn<T> {
  name: LocalizedText;
  cell(row: T, language: Language): string;
}

/** A spreadsheet takes a cell that begins so for a formula; an apostrophe in front makes it text. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell for a spreadsheet: never a formula, in quotes where it holds what separates. */
export function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineOf = (cells: string[]): string => `${cells.map(csvCell).join(';')}\r\n`;

/** The mark at the beginning tells spreadsheets that umlauts are UTF-8. */
export const csvHead = <T>(columns: CsvColumn<T>[], language: Language): string =>
  `\uFEFF${lineOf(columns.map(({ name }) => name[language]))}`;
export const csvLine = <T>(columns: CsvColumn<T>[], row: T, language: Language): string =>
  lineOf(columns.map(({ cell }) => cell(row, language)));
export const csvTable = <T>(columns: CsvColumn<T>[], rows: T[], language: Language): string =>
  [csvHead(columns, language), ...rows.map((row) => csvLine(columns, row, language))].join('');
