import { startRun, type World } from './world.ts';

/** Copies of what a few runs have left, until each of these tables has so many rows: what a migration meets in an old house. */
export async function grow(world: World, rows: number): Promise<string> {
  const { database } = world.product;
  for (const number of [1, 2, 3]) await startRun(world, 160_000 + number);
  for (const [table, anew] of Object.entries(COPIED)) await database.rows(copies(table, anew, rows));
  await database.rows('analyze');
  const { task, entry, work } = await database.one<{ task: number; entry: number; work: number }>(
    `select (select count(*) from task)::int as task, (select count(*) from audit_entry)::int as entry,
       (select count(*) from work_item)::int as work`,
  );
  return `${task} tasks, ${entry} entries, ${work} work items; `;
}

/** What a copy has of its own. */
const COPIED = {
  task: "'id', gen_random_uuid(), 'run_id', gen_random_uuid()",
  audit_entry: "'chain', gen_random_uuid()",
  work_item: "'id', gen_random_uuid(), 'dedupe_key', gen_random_uuid(), 'state', 'done', 'done_at', clock_timestamp()",
};

/** Past every trigger and foreign key: the copies belong to nobody. */
const copies = (table: string, anew: string, rows: number): string => `begin;
  set local session_replication_role = replica;
  insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${anew}))).*
  from (select * from ${table} limit 20) t cross join generate_series(1, ${Math.ceil(rows / 20)});
  commit`;
