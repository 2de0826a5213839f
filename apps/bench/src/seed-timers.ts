import type pg from 'pg';

/** A real run whose next Frist is to come, with the rows that belong to it. */
export interface Pattern {
  projectId: string;
  documentId: string;
  runId: string;
}

/** Copies are numbered on from one measurement to the next. */
let copied = 0;

const RENAMED = `create or replace function bench.renamed(pattern jsonb, project uuid, document uuid, run uuid, n bigint)
  returns jsonb language sql immutable as $$
    select replace(replace(replace(pattern::text, project::text, bench.id('9001', n)::text), document::text, bench.id('9002', n)::text),
      run::text, bench.id('9003', n)::text)::jsonb
  $$`;

/** Of each table: the rows of the pattern, and what a copy has of its own. $1 project, $2 document, $3 run. */
const TABLES: [table: string, condition: string, own: string][] = [
  ['project', 'id = $1', `'reference', 'BENCH-C-' || n`],
  ['project_party', 'project_id = $1', `'id', bench.id('9004', n * 100 + place)`],
  ['project_area', 'project_id = $1', ''],
  ['document', 'id = $2', ''],
  ['document_version', 'document_id = $2', `'storage_key', 'bench-c-' || n`],
  ['run', 'id = $3', ''],
  ['task', 'run_id = $3', `'id', bench.id('9005', n * 100 + place)`],
  ['decision', 'run_id = $3', ''],
  ['run_command', 'run_id = $3', ''],
  ['audit_chain', 'chain = $1', `'head_seq', 0, 'head_hash', null`],
  [
    'work_item',
    `kind = 'tickRun' and state = 'ready' and payload ->> 'runId' = $3::text`,
    `'id', bench.id('9006', n * 100 + place)`,
  ],
];

/**
 * So many runs as the pattern, each with a project, a paper, an open task and a work item of its own, written by SQL straight
 * into the tables: over HTTP ten thousand would take half an hour. Their histories begin empty. The ids of the runs.
 */
export async function seedTimers(database: pg.Client, pattern: Pattern, number: number): Promise<string[]> {
  const range = [copied + 1, copied + number];
  copied += number;
  await database.query(RENAMED);
  for (const [table, condition, own] of TABLES)
    await database.query(
      `insert into ${database.escapeIdentifier(table)}
       select copy.*
       from (select o.*, row_number() over () as place from ${database.escapeIdentifier(table)} o where ${condition}) o
       cross join generate_series($4::int, $5::int) n
       cross join lateral jsonb_populate_record(null::${database.escapeIdentifier(table)},
         bench.renamed(to_jsonb(o) - 'place', $1::uuid, $2::uuid, $3::uuid, n) || jsonb_build_object(${own})) copy`,
      [pattern.projectId, pattern.documentId, pattern.runId, ...range],
    );
  await database.query('vacuum analyze');
  await database.query('checkpoint');
  const { rows } = await database.query<{ id: string }>(
    `select bench.id('9003', n) as id from generate_series($1::int, $2::int) n`,
    range,
  );
  return rows.map(({ id }) => id);
}
