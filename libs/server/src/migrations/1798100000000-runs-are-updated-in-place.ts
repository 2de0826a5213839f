import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every command writes the row of its run. As long as an index looked into the state, each of these writes entered all indexes
 * of the table anew; now it is a column that hardly ever changes, and a page has room for the next version (docs/adr/0066).
 */
export class RunsAreUpdatedInPlace1798100000000 implements MigrationInterface {
  name = 'RunsAreUpdatedInPlace1798100000000';
  /** Indexes are made and dropped beside those who work. */
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const SIGNAL = `jsonb_path_exists(%.state, '$.subscriptions[*] ? (@.kind == "signal")')`;
const WORK = `jsonb_path_exists(%.state, '$.steps[*] ? (@.open == true && exists (@.topic))')`;
const waits = (condition: string, row: string) => condition.replace('%', row);

const runsWaitingFor = (
  condition: string,
) => `create or replace function app.runs_waiting_for(thrower uuid, signal text)
  returns table (project_id uuid, run_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
    select r.project_id, r.id from run r
    where r.tenant_id = (select tenant_id from run where id = thrower) and r.id <> thrower
      and r.status = 'running' and ${condition}
      and r.state -> 'subscriptions' @> jsonb_build_array(jsonb_build_object('kind', 'signal', 'name', signal))
    order by r.id
  $$`;

const UP = [
  'alter table run add column if not exists waits_for_signal boolean not null default false, add column if not exists waits_for_work boolean not null default false',
  // The database says it of the state itself: the release before, which knows no such columns, writes states too.
  `create or replace function app.note_what_a_run_waits_for() returns trigger language plpgsql as $$
  begin
    new.waits_for_signal := ${waits(SIGNAL, 'new')};
    new.waits_for_work := ${waits(WORK, 'new')};
    return new;
  end
  $$`,
  'revoke all on function app.note_what_a_run_waits_for() from public',
  `create or replace trigger waits before insert or update of state on run for each row
   when (new.waits_for_signal <> ${waits(SIGNAL, 'new')} or new.waits_for_work <> ${waits(WORK, 'new')})
   execute function app.note_what_a_run_waits_for()`,
  `-- allowed: many-rows-in-one-go, because few runs wait for a signal, and the index that goes knows them
   update run set state = state where status = 'running' and ${waits(SIGNAL, 'run')}`,
  `-- allowed: many-rows-in-one-go, because few runs wait for work, and the index that goes knows them
   update run set state = state where status = 'running' and ${waits(WORK, 'run')}`,
  `create index concurrently if not exists run_awaiting_signal on run (tenant_id) where status = 'running' and waits_for_signal`,
  `create index concurrently if not exists run_awaiting_work on run (tenant_id) where status = 'running' and waits_for_work`,
  runsWaitingFor('r.waits_for_signal'),
  'drop index concurrently if exists run_waiting_for_signal',
  'drop index concurrently if exists run_waiting_for_work',
  // A state that was compressed to some two kilobytes stays in its row: beside it, it would be written as rows of their own.
  'alter table run set (fillfactor = 60, toast_tuple_target = 4080)',
];

const DOWN = [
  'alter table run reset (fillfactor, toast_tuple_target)',
  `create index concurrently run_waiting_for_signal on run (tenant_id) where status = 'running' and ${waits(SIGNAL, 'run')}`,
  `create index concurrently run_waiting_for_work on run (tenant_id) where status = 'running' and ${waits(WORK, 'run')}`,
  runsWaitingFor(waits(SIGNAL, 'r')),
  'drop trigger waits on run',
  'drop function app.note_what_a_run_waits_for()',
  'alter table run drop column waits_for_signal, drop column waits_for_work',
];
