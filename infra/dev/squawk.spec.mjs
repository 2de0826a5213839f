import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inWords } from './migration-rules.mjs';
import { judge } from './squawk.mjs';

const folder = mkdtempSync(join(tmpdir(), 'squawk-'));
after(() => rmSync(folder, { recursive: true }));
const of = (/** @type {string[]} */ ...texts) =>
  judge(
    texts.map((sql) => ({ migration: 'Test1', sql })),
    folder,
  );

/** Each of these breaks the release before, or holds it up. */
const BAD = /** @type {[rule: string, advises: RegExp, sql: string][]} */ ([
  ['require-concurrent-index-creation', /create index concurrently/, 'create index task_title on task (title)'],
  ['require-concurrent-index-deletion', /drop index concurrently/, 'drop index task_title'],
  ['adding-required-field', /default/, 'alter table task add column weight int not null'],
  ['adding-field-with-default', /in batches/, 'alter table task add column mark uuid default gen_random_uuid()'],
  ['ban-drop-column', /no house runs/, 'alter table task drop column title'],
  ['ban-drop-table', /no house runs/, 'drop table task'],
  ['ban-drop-not-null', /column beside/, 'alter table task alter column title drop not null'],
  ['changing-column-type', /column beside/, 'alter table task alter column weight type bigint'],
  ['renaming-column', /new name beside/, 'alter table task rename column title to name'],
  ['renaming-table', /new name beside/, 'alter table task rename to duty'],
  [
    'adding-foreign-key-constraint',
    /not valid/,
    'alter table task add constraint f foreign key (a) references unit (id)',
  ],
  ['constraint-missing-not-valid', /not valid/, 'alter table task add constraint c check (weight > 0)'],
  ['disallowed-unique-constraint', /unique index concurrently/, 'alter table task add constraint u unique (title)'],
  ['drop-what-is-used', /no house runs/, 'drop function app.enter(text, text)'],
  ['drop-what-is-used', /no house runs/, 'drop policy seen on task; create policy seen on task using (true)'],
  ['drop-what-is-used', /no house runs/, 'alter table task drop constraint c'],
  ['rename-what-is-used', /new name beside/, 'alter function app.enter(text) rename to come_in'],
  ['take-a-right-away', /needs the right/, 'revoke select on task from app_api'],
  ['take-a-default-away', /relies on it/, 'alter table task alter column weight drop default'],
  ['set-not-null', /validate it/, 'alter table task alter column weight set not null'],
  ['hold-the-whole-table', /batches/, 'lock table task in exclusive mode'],
  ['enable-row-security', /policies first/, 'alter table task enable row level security'],
  ['many-rows-in-one-go', /batches/, 'update task set weight = 1 where weight is null'],
  ['several-tables-at-once', /text for each/, 'alter table task add a int; alter table run add a int'],
  ['concurrently-stands-alone', /text of its own/, 'create index concurrently i on task (a); select 1'],
  ['syntax-error', /does not understand/, 'alter tabel task add a int'],
]);

for (const [rule, advises, sql] of BAD)
  test(`refuses ${sql}`, () => {
    const found = of(sql).find((refusal) => refusal.rule === rule);
    assert.ok(found, `${rule} is not among ${JSON.stringify(of(sql).map((refusal) => refusal.rule))}`);
    assert.match(inWords(found), advises);
    assert.match(inWords(found), new RegExp(`^Test1: .*allowed: ${rule}, because`, 's'));
  });

test('accepts what the release before does not notice', () => {
  assert.deepEqual(
    of(
      'alter table task add column weight int',
      'alter table task add column heavy boolean not null default false',
      'create index concurrently task_weight on task (weight)',
      'alter table task add constraint c check (weight > 0) not valid',
      'alter table task validate constraint c',
      'create or replace function app.weigh() returns int language sql as $$ select 1; /* drop table task; */ $$',
      'revoke all on function app.weigh() from public',
      'grant execute on function app.weigh() to app_api',
      'create policy weighed on task using (true)',
      "comment on table task is 'drop table task'",
    ).map(inWords),
    [],
  );
});

test('leaves a table alone that the same migration makes', () => {
  const made = [
    'CREATE TABLE "scale" ("id" uuid NOT NULL, CONSTRAINT "PK_scale" PRIMARY KEY ("id"))',
    'create unique index scale_once on scale (id)',
    'ALTER TABLE "scale" ADD CONSTRAINT "f" FOREIGN KEY ("id") REFERENCES "task"("id")',
    'alter table scale enable row level security',
    'insert into scale select id from task',
  ];
  assert.deepEqual(of(...made).map(inWords), []);
  const elsewhere = judge(
    made.map((sql, index) => ({ migration: `Test${index}`, sql })),
    folder,
  );
  assert.deepEqual(
    elsewhere.map(({ rule }) => rule),
    [
      'require-concurrent-index-creation',
      'constraint-missing-not-valid',
      'adding-foreign-key-constraint',
      'enable-row-security',
    ],
  );
});

test('takes an exception with a reason, and none without', () => {
  const drop = 'drop function app.never_landed()';
  assert.deepEqual(of(`-- allowed: drop-what-is-used, because no release has ever called it\n${drop}`), []);
  assert.equal(of(`-- allowed: drop-what-is-used\n${drop}`).length, 1);
  assert.equal(of(`-- allowed: drop-what-is-used, because so\n${drop}`).length, 1);
  assert.equal(of(`-- allowed: ban-drop-table, because no release has ever called it\n${drop}`).length, 1);
});
