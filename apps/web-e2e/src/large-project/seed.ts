import pg from 'pg';
import { chained, type Told } from './chain.ts';

export const SIZE = { documents: 500, tasks: 5000, entries: 20_000 } as const;

/** Two runs of a real project: one that has ended, one that is under way; everything else is made of their rows. */
export interface Patterns {
  projectId: string;
  ended: { documentId: string; runId: string };
  running: { documentId: string; runId: string };
  /** A task by hand. */
  assignmentId: string;
}

const DAY_MS = 86_400_000;

/** A name for row `n` of a block, the same in every statement. */
const ID = `create or replace function pg_temp.id(block int, n bigint) returns uuid language sql immutable as $$
  select ('1a49e000-0000-7000-' || (8000 + block)::text || '-' || lpad(n::text, 12, '0'))::uuid $$`;

/**
 * Rows copied with other ids, whichever columns their table has: as the product wrote them, only many. $1 the pattern's
 * document or run · $2 from · $3 to
 */
const DOCUMENTS = `insert into document select (jsonb_populate_record(null::document, to_jsonb(d) || jsonb_build_object(
    'id', pg_temp.id(1, n), 'title', 'Unterlage ' || n))).*
  from document d cross join generate_series($2::int, $3::int) n where d.id = $1`;
const VERSIONS = `insert into document_version select (jsonb_populate_record(null::document_version, to_jsonb(v) || jsonb_build_object(
    'document_id', pg_temp.id(1, n), 'storage_key', v.storage_key || '-' || n))).*
  from document_version v cross join generate_series($2::int, $3::int) n where v.document_id = $1 and v.number = 1`;
const RUNS = `insert into run select (jsonb_populate_record(null::run, to_jsonb(r) || jsonb_build_object(
    'id', pg_temp.id(2, n), 'document_id', pg_temp.id(1, (n - 1) % $4::int + 1), 'started_at', r.started_at - n * interval '1 hour'))).*
  from run r cross join generate_series($2::int, $3::int) n where r.id = $1`;
const TASKS = `insert into task select (jsonb_populate_record(null::task, to_jsonb(t) || jsonb_build_object(
    'id', pg_temp.id(3, n * 100 + place), 'run_id', pg_temp.id(2, n), 'document_title', 'Unterlage ' || ((n - 1) % $4::int + 1)))).*
  from (select t.*, row_number() over (order by t.key) as place from task t where t.run_id = $1) t
  cross join generate_series($2::int, $3::int) n`;

const GROUPS = `insert into assignment_group select (jsonb_populate_record(null::assignment_group, to_jsonb(g) || jsonb_build_object(
    'id', pg_temp.id(4, n), 'title', 'Aufgabe ' || n))).*
  from assignment_group g cross join generate_series($2::int, $3::int) n where g.id = (select group_id from assignment where id = $1)`;
/** Nine in ten have ended. */
const ASSIGNMENTS = `insert into assignment select (jsonb_populate_record(null::assignment, to_jsonb(a) || jsonb_build_object(
    'id', pg_temp.id(5, n), 'group_id', pg_temp.id(4, n), 'title', 'Aufgabe ' || n, 'number', a.number + n,
    'state', case when n % 10 = 0 then 'open' else 'accepted' end, 'result', case when n % 10 > 0 then 'done' end,
    'answered_at', case when n % 10 > 0 then a.issued_at end, 'ended_at', case when n % 10 > 0 then a.issued_at end))).*
  from assignment a cross join generate_series($2::int, $3::int) n where a.id = $1`;
const TASKS_BY_HAND = `insert into task select (jsonb_populate_record(null::task, to_jsonb(t) || jsonb_build_object(
    'id', pg_temp.id(5, n), 'assignment_id', pg_temp.id(5, n), 'document_title', 'Aufgabe ' || n,
    'status', case when n % 10 = 0 then 'open' else 'done' end, 'done_at', case when n % 10 > 0 then t.opened_at end))).*
  from task t cross join generate_series($2::int, $3::int) n where t.assignment_id = $1`;

export async function seedLargeProject(databaseUrl: string, patterns: Patterns): Promise<Record<string, number>> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await database.query('begin');
    await database.query(ID);
    await copyRows(database, patterns);
    await rewriteHistory(database, patterns);
    await database.query('commit');
    await database.query('vacuum analyze');
    return await countRows(database, patterns.projectId);
  } finally {
    await database.end();
  }
}

async function copyRows(database: pg.Client, { ended, running, assignmentId }: Patterns): Promise<void> {
  const documents = SIZE.documents - 2;
  await database.query(DOCUMENTS, [ended.documentId, 1, documents]);
  await database.query(VERSIONS, [ended.documentId, 1, documents]);
  const tasksOf = async (runId: string) =>
    (await database.query('select count(*)::int as n from task where run_id = $1', [runId])).rows[0].n as number;
  // A tenth of the documents has a run under way; the rest of the tasks belongs to runs that have ended.
  const underWay = Math.floor(documents / 10);
  await database.query(RUNS, [running.runId, 1, underWay, documents]);
  await database.query(TASKS, [running.runId, 1, underWay, documents]);
  const byHand = SIZE.tasks / 2 - 1;
  for (const statement of [GROUPS, ASSIGNMENTS, TASKS_BY_HAND])
    await database.query(statement, [assignmentId, 1, byHand]);
  const left = SIZE.tasks / 2 - (underWay + 1) * (await tasksOf(running.runId));
  const over = underWay + Math.ceil(left / (await tasksOf(ended.runId)));
  await database.query(RUNS, [ended.runId, underWay + 1, over, documents]);
  await database.query(TASKS, [ended.runId, underWay + 1, over, documents]);
}

/** The chain anew, from what the two patterns told, spread over the past two years. */
async function rewriteHistory(database: pg.Client, { projectId, ended, running }: Patterns): Promise<void> {
  const { rows: told } = await database.query<Told & { tenantId: string }>(
    `select e.tenant_id as "tenantId", e.actor, e.action, b.body from audit_entry e
     join audit_body b using (tenant_id, chain, seq) where e.chain = $1 order by e.seq`,
    [projectId],
  );
  const { rows: runs } = await database.query<{ id: string; documentId: string }>(
    'select id, document_id as "documentId" from run where project_id = $1 order by id',
    [projectId],
  );
  const known = new Set([ended.runId, running.runId, ended.documentId, running.documentId]);
  const begin = Date.now() - 730 * DAY_MS;
  const entries = chained(
    projectId,
    Array.from({ length: SIZE.entries }, (_, index): Told => {
      const { actor, action, body } = told[index % told.length] as Told;
      const run = runs[Math.floor(index / told.length) % runs.length];
      const data = Object.fromEntries(
        Object.entries(body['data'] as Record<string, unknown>).map(([name, value]) => {
          if (typeof value !== 'string' || !known.has(value)) return [name, value];
          return [name, name === 'runId' ? run?.id : run?.documentId];
        }),
      );
      const at = new Date(begin + (index * 729 * DAY_MS) / SIZE.entries).toISOString();
      return { at, actor, action, body: { ...body, data } };
    }),
  );
  const tenantId = told[0]?.tenantId;
  for (const table of ['audit_body', 'audit_entry'] as const)
    await database.query(`delete from ${database.escapeIdentifier(table)} where chain = $1`, [projectId]);
  const rows = [tenantId, projectId, JSON.stringify(entries)];
  await database.query(
    `insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
     select $1, $2, seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex')
     from jsonb_to_recordset($3::jsonb) as r(seq bigint, at timestamptz, actor uuid, action text, "bodyHash" text, "prevHash" text, hash text)`,
    rows,
  );
  await database.query(
    `insert into audit_body (tenant_id, chain, seq, salt, body) select $1, $2, seq, decode(salt, 'hex'), body
     from jsonb_to_recordset($3::jsonb) as r(seq bigint, salt text, body jsonb)`,
    rows,
  );
  const last = entries.at(-1);
  await database.query(`update audit_chain set head_seq = $2, head_hash = decode($3, 'hex') where chain = $1`, [
    projectId,
    last?.seq,
    last?.hash,
  ]);
}

async function countRows(database: pg.Client, projectId: string): Promise<Record<string, number>> {
  const { rows } = await database.query<Record<string, number>>(
    `select (select count(*)::int from document where project_id = $1) as documents,
       (select count(*)::int from task where project_id = $1) as tasks,
       (select count(*)::int from task where project_id = $1 and status = 'open') as "openTasks",
       (select count(*)::int from assignment where project_id = $1) as "tasksByHand",
       (select count(*)::int from run where project_id = $1) as runs,
       (select count(*)::int from audit_entry where chain = $1) as entries`,
    [projectId],
  );
  return rows[0] ?? {};
}
