/** Comma separated values with a header row and quotes around what holds a comma; every value stays text. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = text
    .split('\n')
    .filter((line) => line !== '')
    .map(cells);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
