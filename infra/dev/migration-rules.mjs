/**
 * What a migration may not do while the release before still runs on the same schema (docs/adr/0074). Some of it squawk finds;
 * what it does not know is below. Pure: statements and findings come in, refusals go out.
 *
 * @typedef {{ migration: string, sql: string }} Statement
 * @typedef {{ rule: string, advice: string }} Finding
 * @typedef {{ migration: string, sql: string, rule: string, advice: string }} Refusal
 */

const FIRST_EXPAND =
  'The release before still uses it. Leave it until no house runs that release, and add what is new under a new name beside it';

/** The rules of squawk that are ours too, and what to do instead in the words of this house. */
export const SQUAWK_RULES = {
  'adding-field-with-default':
    'The table is written anew under a lock. Add the column without the default, set the default, fill the rows in batches',
  'adding-foreign-key-constraint':
    'Add it `not valid`, and say `validate constraint` in a statement of its own: only that looks at all rows, and nobody waits for it',
  'adding-required-field': 'The release before does not fill it. Give it a default, or let it be null',
  'ban-drop-column': FIRST_EXPAND,
  'ban-drop-database': FIRST_EXPAND,
  'ban-drop-not-null': 'The release before does not expect that it is null. Add a column beside it',
  'ban-drop-table': FIRST_EXPAND,
  'ban-truncate-cascade': 'Delete in batches what has served its time',
  'changing-column-type':
    'The table is written anew, and the release before reads another type. Add a column beside it and fill it in batches',
  'constraint-missing-not-valid':
    'Add it `not valid`, and say `validate constraint` in a statement of its own: only that looks at all rows, and nobody waits for it',
  'disallowed-unique-constraint':
    'Make a `create unique index concurrently`; a constraint may then take it over with `using index`',
  'renaming-column': FIRST_EXPAND,
  'renaming-table': FIRST_EXPAND,
  'require-concurrent-index-creation':
    'Say `create index concurrently`, in a text of its own: people write on meanwhile',
  'require-concurrent-index-deletion':
    'Say `drop index concurrently`, in a text of its own: people read and write on meanwhile',
  'syntax-error': 'PostgreSQL does not understand it',
};

const NAME = String.raw`(?:only\s+)?(?:if\s+(?:not\s+)?exists\s+)?(?:"?public"?\.)?"?(\w+)"?`;
const CREATES_TABLE = new RegExp(String.raw`^create\s+(?:unlogged\s+)?table\s+${NAME}`, 'i');
const ON_TABLE = [
  new RegExp(String.raw`^alter\s+table\s+${NAME}`, 'i'),
  new RegExp(String.raw`^create\s+(?:unique\s+)?index\b.*?\son\s+${NAME}`, 'is'),
  new RegExp(String.raw`^(?:create|drop|alter)\s+(?:policy|trigger)\s.*?\son\s+${NAME}`, 'is'),
  new RegExp(
    String.raw`^(?:update|insert\s+into|delete\s+from|truncate(?:\s+table)?|lock(?:\s+table)?|drop\s+table)\s+${NAME}`,
    'i',
  ),
  new RegExp(String.raw`^revoke\s.*?\son\s+(?:table\s+)?${NAME}`, 'is'),
];

/** @type {[rule: string, says: RegExp, advice: string][]} */
const OWN_RULES = [
  [
    'drop-what-is-used',
    /^drop\s+(function|procedure|aggregate|view|materialized\s+view|policy|trigger|type|domain|schema|sequence)\b/i,
    FIRST_EXPAND,
  ],
  ['drop-what-is-used', /^alter\s+table\b.*\bdrop\s+constraint\b/is, FIRST_EXPAND],
  ['rename-what-is-used', /^alter\s+(?!table)\w+\b.*\brename\s+(to|value|attribute)\b/is, FIRST_EXPAND],
  [
    'take-a-right-away',
    /^revoke\b(?!.*\bfrom\s+public\b)/is,
    'The release before still needs the right. Take it away when no house runs that release',
  ],
  [
    'take-a-default-away',
    /^alter\s+table\b.*\balter\s+(column\s+)?\S+\s+drop\s+default\b/is,
    'The release before relies on it. Leave it until no house runs that release',
  ],
  [
    'set-not-null',
    /^alter\s+table\b.*\balter\s+(column\s+)?\S+\s+set\s+not\s+null\b/is,
    'All rows are looked at under a lock. Add `check (… is not null) not valid`, validate it in a statement of its own, then set it',
  ],
  [
    'hold-the-whole-table',
    /^(lock|truncate|cluster|vacuum\s+full)\b/i,
    'Everybody waits until it is over. Work in batches, or without the lock',
  ],
  [
    'enable-row-security',
    /^alter\s+table\b.*\benable\s+row\s+level\s+security\b/is,
    'The release before sees no row any more. Create the policies first, and say why it then sees what it needs',
  ],
  [
    'many-rows-in-one-go',
    /^(update|delete)\b/i,
    'Every row stays locked until the last is done. Do it in batches of a work item, or say that there are few',
  ],
];

const EXCEPTION = /--\s*allowed:\s*([a-z-]+),\s*because\s+(\S[^\n]{9,})/g;

/** A text without comments, and without what stands in quotes: nobody is judged by the body of a function. @param {string} sql */
const bare = (sql) =>
  sql
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .trim();

/** The statements of one text. @param {string} sql */
const parts = (sql) =>
  bare(sql)
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The table that a statement changes. @param {string} part */
const tableOf = (part) => ON_TABLE.map((pattern) => pattern.exec(part)?.[1]).find((name) => name !== undefined);

/** Names of rules that a statement excepts itself from; without a reason it does not. @param {string} sql */
const exceptions = (sql) => new Set([...sql.matchAll(EXCEPTION)].map(([, rule]) => rule));

/** What our own rules say of one text. @param {string} sql @param {(table: string | undefined) => boolean} isNew @returns {Finding[]} */
function findings(sql, isNew) {
  const statements = parts(sql);
  const found = OWN_RULES.filter(([, says]) => statements.some((part) => says.test(part) && !isNew(tableOf(part)))).map(
    ([rule, , advice]) => ({ rule, advice }),
  );
  const tables = statements.filter((part) => /^alter\s+table\b/i.test(part)).map(tableOf);
  if (new Set(tables.filter((table) => !isNew(table))).size > 1)
    found.push({
      rule: 'several-tables-at-once',
      advice: 'The first table is held while the second is waited for. One text for each table',
    });
  if (statements.length > 1 && statements.some((part) => /^\w+\s.*?\bconcurrently\b/i.test(part)))
    found.push({
      rule: 'concurrently-stands-alone',
      advice: 'PostgreSQL does it in no transaction, and several statements of one text are one. A text of its own',
    });
  return found;
}

/**
 * @param {Statement[]} statements in their order
 * @param {(index: number) => string[]} squawked the rules of squawk that a statement breaks
 * @returns {Refusal[]}
 */
export function refusals(statements, squawked) {
  /** Tables that nobody uses yet, because the migration makes them. @type {Map<string, Set<string>>} */
  const made = new Map();
  return statements.flatMap(({ migration, sql }, index) => {
    const tables = made.get(migration) ?? new Set();
    made.set(migration, tables);
    for (const part of parts(sql)) {
      const [, table] = CREATES_TABLE.exec(part) ?? [];
      if (table !== undefined) tables.add(table);
    }
    const isNew = (/** @type {string | undefined} */ table) => table !== undefined && tables.has(table);
    const allNew = parts(sql).every((part) => isNew(tableOf(part)) || CREATES_TABLE.test(part));
    const ofSquawk = squawked(index)
      .filter((rule) => rule in SQUAWK_RULES && (!allNew || rule === 'syntax-error'))
      .map((rule) => ({ rule, advice: SQUAWK_RULES[/** @type {keyof typeof SQUAWK_RULES} */ (rule)] }));
    const excepted = exceptions(sql);
    return [...ofSquawk, ...findings(sql, isNew)]
      .filter(({ rule }) => !excepted.has(rule))
      .map((finding) => ({ migration, sql, ...finding }));
  });
}

/** @param {Refusal} refusal */
export const inWords = ({ migration, sql, rule, advice }) => {
  const [statement = ''] = sql
    .replace(/--[^\n]*/g, '')
    .trim()
    .split('\n');
  return (
    `${migration}: ${statement.slice(0, 140)}\n    ${rule}: ${advice}.\n` +
    `    Where that is wrong here, the statement says so: -- allowed: ${rule}, because …`
  );
};
