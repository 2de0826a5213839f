const WORKFLOW = 'libs/workflow/src';
const SERVER = 'libs/server/src/platform';
const WEB = 'apps/web/src/app/ui';

const FEATURE = 'libs/server/src/areas';

/** One line for every further rule: [sentence, rule, folder, refused text, accepted text]. */
const HABITS = [
  [
    'the engine asks no clock',
    'no-restricted-properties',
    WORKFLOW,
    'export const at = Date.now();',
    'export const at = Date.parse("2027-04-05");',
  ],
  [
    'the engine makes no "now"',
    'no-restricted-syntax',
    WORKFLOW,
    'export const at = new Date();',
    'export const at = new Date("2027-04-05");',
  ],
  [
    'the engine writes no "now"',
    'no-restricted-syntax',
    WORKFLOW,
    'export const at = Date();',
    'export const at = Date.UTC(2027, 3, 5);',
  ],
  [
    'the engine throws no dice',
    'no-restricted-properties',
    WORKFLOW,
    'export const x = Math.random();',
    'export const x = Math.max(1, 2);',
  ],
  [
    'the engine sets no timer',
    'no-restricted-globals',
    WORKFLOW,
    'export const x = () => setTimeout(() => 1, 5);',
    'export const x = (go: () => void) => go();',
  ],
  [
    'the engine calls nobody',
    'no-restricted-globals',
    WORKFLOW,
    'export const x = () => fetch("/x");',
    'export const x = () => "/x";',
  ],
  [
    'the server asks no clock but its own',
    'no-restricted-syntax',
    FEATURE,
    'export const at = new Date();',
    'export const at = (tx: { now: Date }) => tx.now;',
  ],
  [
    'the server asks no clock of the machine',
    'no-restricted-syntax',
    FEATURE,
    'export const at = Date.now();',
    'export const at = Date.parse("2027-04-05");',
  ],
  [
    'nobody goes around the transaction',
    'no-restricted-syntax',
    FEATURE,
    'export const x = (dataSource: { query(s: string): void }) => dataSource.query("select 1");',
    'export const x = (tx: { rows(s: string): void }) => tx.rows("select 1");',
  ],
  [
    'nobody has a repository beside the transaction',
    'no-restricted-syntax',
    'apps/api/src',
    "export { x };\nimport { InjectRepository as x } from '@nestjs/typeorm';",
    "export { TypeOrmModule } from '@nestjs/typeorm';",
  ],
  [
    'only the configuration reads the environment',
    'no-restricted-properties',
    SERVER,
    'export const x = process.env.X;',
    'export const x = process.pid;',
  ],
  [
    'the environment is not taken apart elsewhere',
    'no-restricted-properties',
    SERVER,
    'const { env } = process;\nexport const x = env;',
    'const { pid } = process;\nexport const x = pid;',
  ],
  [
    'the environment is not imported either',
    '@typescript-eslint/no-restricted-imports',
    SERVER,
    "export { env } from 'node:process';",
    "export { cpus } from 'node:os';",
  ],
  [
    'any is no type',
    '@typescript-eslint/no-explicit-any',
    SERVER,
    'export const x = (y: any) => y;',
    'export const x = (y: unknown) => y;',
  ],
  [
    'nothing is asserted to be there',
    '@typescript-eslint/no-non-null-assertion',
    SERVER,
    'export const x = (y?: string) => y!.length;',
    'export const x = (y?: string) => y?.length;',
  ],
  [
    'no promise is left alone',
    '@typescript-eslint/no-floating-promises',
    SERVER,
    'const go = async () => 1;\nexport function x() {\n  go();\n}',
    'const go = async () => 1;\nexport async function x() {\n  await go();\n}',
  ],
  [
    'no promise stands for a condition',
    '@typescript-eslint/no-misused-promises',
    SERVER,
    'const go = async () => true;\nexport const x = () => (go() ? 1 : 2);',
    'const go = async () => true;\nexport const x = async () => ((await go()) ? 1 : 2);',
  ],
  [
    'only errors are thrown',
    '@typescript-eslint/only-throw-error',
    SERVER,
    'export const x = () => {\n  throw "no";\n};',
    'export const x = () => {\n  throw new Error("no");\n};',
  ],
  [
    'every case has its branch',
    '@typescript-eslint/switch-exhaustiveness-check',
    SERVER,
    choice(''),
    choice("    case 'b':\n      return 2;\n"),
  ],
  [
    'libraries do not write to the console',
    'no-console',
    SERVER,
    'export const x = () => console.log(1);',
    'export const x = () => process.stdout.write("1");',
  ],
  [
    'apps do not write to the console',
    'no-console',
    'apps/api/src',
    'export const x = () => console.error(1);',
    'export const x = () => 1;',
  ],
  [
    'no file is longer than 400 lines',
    'max-lines',
    SERVER,
    `${'//\n'.repeat(400)}export const x = 1;`,
    `${'//\n'.repeat(399)}export const x = 1;`,
  ],
  [
    'text is not made markup',
    'house/raw-html',
    WEB,
    'export const x = (e: HTMLElement) => (e.innerHTML = "y");',
    'export const x = (e: HTMLElement) => (e.textContent = "y");',
  ],
  [
    'nothing goes around the sanitizer',
    'house/raw-html',
    WEB,
    'export const x = (s: { bypassSecurityTrustHtml(t: string): string }) => s.bypassSecurityTrustHtml("y");',
    'export const x = (s: { sanitize(t: string): string }) => s.sanitize("y");',
  ],
  [
    'text is not run as code',
    'no-eval',
    SERVER,
    'export const x = () => eval("1");',
    'export const x = () => JSON.parse("1") as unknown;',
  ],
  [
    'no function is made of text',
    'no-new-func',
    SERVER,
    'export const x = new Function("return 1");',
    'export const x = () => 1;',
  ],
  [
    'equal means equal',
    'eqeqeq',
    SERVER,
    'export const x = (y: unknown) => y == 1;',
    'export const x = (y: unknown) => y === 1;',
  ],
  [
    'no test is singled out',
    'house/whole-tests',
    SERVER,
    "it.only('x', () => expect(1).toBe(1));",
    "it('x', () => expect(1).toBe(1));",
  ],
  [
    'no test is skipped',
    'house/whole-tests',
    SERVER,
    "describe.skip('x', () => it('y', () => expect(1).toBe(1)));",
    "describe('x', () => it('y', () => expect(1).toBe(1)));",
  ],
  [
    'no test is skipped by its short name',
    'house/whole-tests',
    SERVER,
    "xit('x', () => expect(1).toBe(1));",
    "it.each([1])('x', (n) => expect(n).toBe(1));",
  ],
  [
    'no row of a table is singled out',
    'house/whole-tests',
    SERVER,
    "it.only.each([1])('x', (n) => expect(n).toBe(1));",
    "it.each([1])('x', (n) => expect(n).toBe(1));",
  ],
  ['no test is promised', 'house/whole-tests', SERVER, "it.todo('x');", "it('x', () => expect(1).toBe(1));"],
  ['a class takes at most six dependencies', 'no-restricted-syntax', SERVER, dependencies(7), dependencies(6)],
  [
    'an interface carries no I',
    'no-restricted-syntax',
    SERVER,
    'export interface IActor {\n  id: string;\n}',
    'export interface Issue {\n  id: string;\n}',
  ],
  [
    'a rule is not switched off',
    'house/comments',
    SERVER,
    '// eslint-disable-next-line eqeqeq\nexport const x = 1;',
    '// why it is one\nexport const x = 1;',
  ],
  [
    'the type checker is not silenced',
    'house/comments',
    SERVER,
    '// @ts-expect-error x\nexport const x = 1;',
    '// expected by nobody\nexport const x = 1;',
  ],
  [
    'a TODO carries a number',
    'house/comments',
    SERVER,
    '// TODO later\nexport const x = 1;',
    '// TODO #12 in hexadecimal\nexport const x = 1;',
  ],
  [
    'SQL is not built of text',
    'house/constant-sql',
    SERVER,
    sql('db.query(`select 1 from x where y = ${y}`)'),
    sql('db.query("select 1 from x where y = $1", [y])'),
  ],
  [
    'SQL is not glued together',
    'house/constant-sql',
    SERVER,
    sql('db.rows("select 1 from x where y = " + y)'),
    sql('db.rows(`select 1 from ${TABLE} where y = $1`, [y])'),
  ],
  [
    'SQL escapes the names it cannot take as parameters',
    'house/constant-sql',
    SERVER,
    sql('db.query(`create database ${y.trim()}`)'),
    'export const x = (db: { query(s: string): void; escapeIdentifier(s: string): string }, y: string) =>\n  db.query(`create database ${db.escapeIdentifier(y)}`);',
  ],
];

export const PLANTED_HABITS = [
  ...HABITS.map(([sentence, rule, folder, refused, accepted], index) => {
    const ending = rule === 'house/whole-tests' ? 'spec.ts' : 'ts';
    return {
      sentence,
      rule,
      refused: [`${folder}/habit-refused-${index}.${ending}`, `${refused}\n`],
      accepted: [`${folder}/habit-accepted-${index}.${ending}`, `${accepted}\n`],
    };
  }),
  {
    sentence: 'the configuration itself reads the environment',
    rule: 'no-restricted-properties',
    refused: [`${SERVER}/settings.ts`, 'export const x = process.env;\n'],
    accepted: [`${SERVER}/config.ts`, 'export const x = process.env;\n'],
  },
  {
    sentence: 'files are kebab-case',
    rule: 'house/file-names',
    refused: [`${SERVER}/someThing.ts`, 'export const x = 1;\n'],
    accepted: [`${SERVER}/some-thing.service.ts`, 'export const x = 1;\n'],
  },
  {
    sentence: 'no drawer for odds and ends',
    rule: 'house/file-names',
    refused: [`${SERVER}/utils/x.ts`, 'export const x = 1;\n'],
    accepted: [`${SERVER}/database/x.ts`, 'export const x = 1;\n'],
  },
  {
    sentence: 'a template makes no markup of text',
    rule: 'house/raw-html',
    refused: [`${WEB}/raw.html`, '<p [innerHTML]="text"></p>\n'],
    accepted: [`${WEB}/plain.html`, '<p>{{ text }}</p>\n'],
  },
  {
    sentence: 'an inline template makes no markup of text',
    rule: 'house/raw-html',
    refused: [`${WEB}/raw.ts`, component('<p [innerHTML]="text"></p>')],
    accepted: [`${WEB}/plain.ts`, component('<p>{{ text }}</p>')],
  },
  {
    sentence: 'a text stands in i18n',
    rule: 'house/translated',
    refused: [`${WEB}/plain-words.html`, '<p>{{ name }} ist am Zug</p>\n'],
    accepted: [`${WEB}/key.html`, "<p>Querraum: {{ t('turn', { name }) }}</p>\n"],
  },
  {
    sentence: 'a spoken label stands in i18n',
    rule: 'house/translated',
    refused: [`${WEB}/plain-label.ts`, component('<p aria-label="am Zug"></p>')],
    accepted: [`${WEB}/label-key.ts`, component('<p [attr.aria-label]="text"></p>')],
  },
  {
    sentence: 'a picture has words',
    rule: '@angular-eslint/template/alt-text',
    refused: [`${WEB}/picture.html`, '<img src="x.png" />\n'],
    accepted: [`${WEB}/described.html`, '<img src="x.png" [alt]="words" />\n'],
  },
];

function choice(second) {
  return `export function x(y: 'a' | 'b') {\n  switch (y) {\n    case 'a':\n      return 1;\n${second}  }\n}`;
}

function dependencies(count) {
  const names = Array.from({ length: count }, (_, index) => `private readonly d${index}: string`);
  return `export class X {\n  constructor(${names.join(', ')}) {}\n}`;
}

function sql(call) {
  const type = 'Record<"query" | "rows", (text: string, values?: unknown[]) => Promise<unknown>>';
  return `const TABLE = 'x';\nexport const x = (db: ${type}, y: string) => [TABLE, y, ${call}];`;
}

function component(template) {
  return `import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'app-x', template: '${template}', changeDetection: ChangeDetectionStrategy.OnPush })
export class X {
  text = '';
}
`;
}
