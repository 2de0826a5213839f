import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administrators see the work that is owed for their house, settle what has failed, and see who does it (docs/adr/0061). */
export class WorkIsShownToAdministrators1798000000300 implements MigrationInterface {
  name = 'WorkIsShownToAdministrators1798000000300';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FUNCTIONS, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.settle_incident(uuid, text, timestamptz)');
    await queryRunner.query('drop function app.work_by_kind(text[])');
    await queryRunner.query('drop function app.work_of_house(uuid)');
    await queryRunner.query('drop function app.open_work_of_house(text, text, timestamptz, timestamptz, uuid, int)');
    await queryRunner.query('drop table worker');
    await queryRunner.query('drop index work_item_incident');
    await queryRunner.query('drop index work_item_done');
    await queryRunner.query('alter table work_item drop column failed_at, drop column trace_parent');
    await queryRunner.query('grant select on work_item to app_api');
  }
}

const TABLES = [
  'ALTER TABLE "work_item" ADD "failed_at" TIMESTAMP(3) WITH TIME ZONE, ADD "trace_parent" text',
  `CREATE INDEX CONCURRENTLY "work_item_incident" ON "work_item"  ("due_at", "id") WHERE state = 'incident'`,
  `CREATE INDEX CONCURRENTLY "work_item_done" ON "work_item"  ("kind", "done_at") WHERE state = 'done'`,
  `CREATE TABLE "worker" ("id" uuid NOT NULL, "name" text NOT NULL, "transport" text NOT NULL, "bell_answers" boolean NOT NULL, "executed" integer NOT NULL, "executed_directly" integer NOT NULL, "started_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "seen_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "progress_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_worker" PRIMARY KEY ("id"))`,
];

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

const FUNCTIONS = [
  `create function app.open_work_of_house(of_state text, of_kind text, due_until timestamptz, after_due timestamptz, after_id uuid, most int)
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
       ${half('ready', "of_state is distinct from 'incident'")}
       union all
       ${half('incident', "coalesce(of_state, 'incident') = 'incident'")}
     ) as found(${COLUMNS.replaceAll(/ (uuid|text|timestamptz|int|boolean)/g, '')}) order by "dueAt", id limit most;
   end $body$`,
  `create function app.work_of_house(item uuid) returns table (${COLUMNS})
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   #variable_conflict use_column
   declare
     moment timestamptz := app.now();
   begin
     return query select ${VALUES} from ${WORK} where w.id = item and ${OF_THE_HOUSE};
   end $body$`,
  // What is done is asked of the last thousand of a kind: the answer costs the same after a year.
  `create function app.work_by_kind(kinds text[])
   returns table (kind text, waiting int, due int, incidents int, "oldestDueAt" timestamptz, "nextDueAt" timestamptz,
     "medianLateness" float8)
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   #variable_conflict use_column
   declare
     moment timestamptz := app.now();
   begin
     return query
     with open as (
       select w.kind, w.state, w.due_at from ${WORK}
       where w.state = 'ready' and w.due_at <= moment + interval '1 day' and ${OF_THE_HOUSE}
       union all
       select w.kind, w.state, w.due_at from ${WORK} where w.state = 'incident' and ${OF_THE_HOUSE}
     ), counted as (
       select open.kind, (count(*) filter (where state = 'ready' and due_at > moment))::int as waiting,
         (count(*) filter (where state = 'ready' and due_at <= moment))::int as due,
         (count(*) filter (where state = 'incident'))::int as incidents,
         min(due_at) filter (where state = 'ready' and due_at <= moment) as oldest,
         min(due_at) filter (where state = 'ready' and due_at > moment) as next
       from open group by open.kind
     )
     select named, coalesce(c.waiting, 0), coalesce(c.due, 0), coalesce(c.incidents, 0), c.oldest, c.next, late.median
     from unnest(kinds) as named
     left join counted c on c.kind = named
     cross join lateral (
       select percentile_disc(0.5) within group (order by extract(epoch from done_at - due_at)::float8) as median from (
         select w.done_at, w.due_at from ${WORK}
         where w.state = 'done' and w.kind = named and w.done_at > moment - interval '1 day' and ${OF_THE_HOUSE}
         order by w.done_at desc limit 1000) recent
     ) late;
   end $body$`,
  `create function app.settle_incident(item uuid, act text, moment timestamptz) returns text
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   declare
     item_now record;
   begin
     select w.state, not w.payload ?| array['projectId', 'tenantId'] as is_shared into item_now
     from ${WORK} where w.id = item and ${OF_THE_HOUSE} for update of w;
     if not found then
       return 'unknown';
     elsif item_now.state <> 'incident' then
       return 'notIncident';
     elsif act = 'skip' and item_now.is_shared then
       return 'shared';
     elsif act = 'skip' then
       update work_item set state = 'cancelled', done_at = moment where id = item;
     else
       update work_item set state = 'ready', due_at = moment, dispatched_at = null, dispatch_no = 0, attempts = 0 where id = item;
       perform pg_notify('work', '');
     end if;
     return 'settled';
   end $body$`,
];

const OF_ADMINISTRATORS = [
  'app.open_work_of_house(text, text, timestamptz, timestamptz, uuid, int)',
  'app.work_of_house(uuid)',
  'app.work_by_kind(text[])',
  'app.settle_incident(uuid, text, timestamptz)',
];

const RIGHTS = [
  ...OF_ADMINISTRATORS.flatMap((name) => [
    `revoke all on function ${name} from public`,
    `grant execute on function ${name} to app_api`,
  ]),
  // What is owed, and why it failed, the API learns from these functions alone.
  // In one go: in between, nobody could owe any work.
  `-- allowed: take-a-right-away, because the release before reads no other columns than these through its API
   revoke select on work_item from app_api; grant select (id, kind, dedupe_key, due_at, state) on work_item to app_api`,
  'grant select on worker to app_api',
  'grant select, insert, update, delete on worker to app_worker',
];
