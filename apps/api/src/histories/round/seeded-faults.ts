/** A mistake that somebody could make in the server, as one change of the database of a test. */
export interface SeededFault {
  what: string;
  sql: string[];
}

/** Lets the file's walls open as `app.hold_run` does, and locks nothing. */
const HOLD_NOTHING = `create or replace function app.hold_run(held uuid) returns void language plpgsql volatile as $$
declare
  file uuid;
  noted text;
begin
  select r.project_id into file from run r where r.id = held;
  if app.person_id() is not null then
    noted := set_config('app.held_project', case when app.sees_file(file) then file::text else '' end, true);
  end if;
end
$$`;

/** The unique numbers of history, decisions and commands stop the second of two writers even where nobody holds a lock. */
const NUMBER_FREELY = `do $$
declare
  found record;
begin
  for found in select conrelid::regclass as place, conname from pg_constraint
    where contype = 'p' and conrelid::regclass::text in ('audit_entry', 'audit_body', 'decision', 'run_command')
  loop
    execute format('alter table %s drop constraint %I cascade', found.place, found.conname);
  end loop;
end
$$`;

const onWrite = (table: string, on: string, body: string): string[] => [
  `create function seeded_fault() returns trigger language plpgsql as $$ begin ${body} end $$`,
  `create trigger seeded_fault before ${on} on ${table} for each row execute function seeded_fault()`,
];

export const SEEDED_FAULTS: readonly SeededFault[] = [
  { what: 'two commands at once read the same state', sql: [HOLD_NOTHING, NUMBER_FREELY] },
  {
    what: 'a deputy of a clerk acts for the head',
    sql: [
      'alter function app.grants_of(uuid, boolean) rename to true_grants_of',
      `create function app.grants_of(acting uuid, lock_authority boolean) returns jsonb
       language sql volatile security definer set search_path = public, pg_temp as $$
         select coalesce(jsonb_agg(case when g ->> 'capacity' = 'DEPUTY' then g || '{"principalCapacity": "HEAD"}' else g end), '[]')
         from jsonb_array_elements(app.true_grants_of(acting, lock_authority)) g
       $$`,
      'grant execute on function app.grants_of(uuid, boolean) to app_api, app_worker',
    ],
  },
  {
    what: 'a request that is sent twice is carried out twice',
    sql: onWrite('idempotency', 'insert', 'return null;'),
  },
  {
    what: 'who has been disabled goes on',
    sql: onWrite('person', 'update', 'new.disabled_at := null; return new;'),
  },
  {
    what: 'a command of the worker is not kept',
    sql: onWrite('run_command', 'insert', "return case when new.command ->> 'type' = 'tick' then null else new end;"),
  },
  {
    what: 'nothing wakes the run at the next Frist',
    sql: onWrite('work_item', 'insert', "return case when new.kind = 'tickRun' then null else new end;"),
  },
  {
    what: 'a task that went to another unit stays in the old inbox',
    sql: onWrite('task', 'update', 'new.unit_id := old.unit_id; return new;'),
  },
  {
    what: 'the owner stays on a task that was given back',
    sql: onWrite('task', 'update', 'new.owner_id := coalesce(new.owner_id, old.owner_id); return new;'),
  },
];
