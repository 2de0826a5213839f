import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is held after a restore (docs/adr/0064) is seen and decided where incidents are. */
export class HeldWorkIsDecided1798000000301 implements MigrationInterface {
  name = 'HeldWorkIsDecided1798000000301';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  /** The functions know more states than the schema before had, and do it no harm. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index work_item_held');
  }
}

/** Work belongs to the house of its project, to the house that it names, or to the whole installation. */
const WORK = "work_item w left join project p on p.id = (w.payload ->> 'projectId')::uuid";
const OF_THE_HOUSE = `app.is_admin() and app.tenant_id() =
  case when w.payload ? 'projectId' then p.tenant_id when w.payload ? 'tenantId' then (w.payload ->> 'tenantId')::uuid
    else app.tenant_id() end`;

const COLUMNS = `id uuid, kind text, state text, "dueAt" timestamptz, attempts int, "lastError" text, "failedAt" timestamptz,
  "dispatchedAt" timestamptz, "doneAt" timestamptz, "createdAt" timestamptz, "projectId" uuid, "runId" uuid, "isShared" boolean`;
const VALUES = `w.id, w.kind, case w.state when 'ready' then case when w.due_at <= moment then 'due' else 'waiting' end
    when 'cancelled' then 'skipped' else w.state end,
  w.due_at, w.attempts, w.last_error, w.failed_at, w.dispatched_at, w.done_at, w.created_at,
  (w.payload ->> 'projectId')::uuid, (w.payload ->> 'runId')::uuid, not w.payload ?| array['projectId', 'tenantId']`;

/** `state` stands as a literal, so that each half is one scan of its partial index, however many rows there are. */
const half = (state: string, condition: string) => `
  (select ${VALUES} from ${WORK}
   where w.state = '${state}' and ${condition} and (of_kind is null or w.kind = of_kind)
     and (w.due_at, w.id) > (first_due, first_id) and w.due_at <= last_due and ${OF_THE_HOUSE}
   order by w.due_at, w.id limit most)`;

const STATEMENTS = [
  `CREATE INDEX CONCURRENTLY "work_item_held" ON "work_item"  ("due_at", "id") WHERE state = 'held'`,
  `create or replace function app.open_work_of_house(of_state text, of_kind text, due_until timestamptz, after_due timestamptz, after_id uuid, most int)
   returns table (${COLUMNS})
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   #variable_conflict use_column
   declare
     moment timestamptz := app.now();
     first_due timestamptz := coalesce(after_due, case when of_state = 'waiting' then moment else '-infinity' end);
     first_id uuid := coalesce(after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
     last_due timestamptz := least(due_until, case when of_state = 'due' then moment else 'infinity' end);
   begin
     return query select * from (
       ${half('ready', "coalesce(of_state, 'due') in ('due', 'waiting')")}
       union all
       ${half('incident', "coalesce(of_state, 'incident') = 'incident'")}
       union all
       ${half('held', "coalesce(of_state, 'held') = 'held'")}
     ) as found(${COLUMNS.replaceAll(/ (uuid|text|timestamptz|int|boolean)/g, '')}) order by "dueAt", id limit most;
   end $body$`,
  `create or replace function app.settle_incident(item uuid, act text, moment timestamptz) returns text
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   declare
     item_now record;
   begin
     select w.state, not w.payload ?| array['projectId', 'tenantId'] as is_shared into item_now
     from ${WORK} where w.id = item and ${OF_THE_HOUSE} for update of w;
     if not found then
       return 'unknown';
     elsif item_now.state not in ('incident', 'held') then
       return 'notIncident';
     elsif act = 'skip' and item_now.is_shared then
       return 'shared';
     elsif act = 'skip' then
       update work_item set state = 'cancelled', done_at = moment where id = item;
     else
       update work_item set state = 'ready', epoch = app.epoch(), due_at = moment, dispatched_at = null, dispatch_no = 0, attempts = 0 where id = item;
       perform pg_notify('work', '');
     end if;
     return 'settled';
   end $body$`,
];
