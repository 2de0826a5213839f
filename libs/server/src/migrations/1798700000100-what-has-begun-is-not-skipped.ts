import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A deletion that has begun and an export that has put something into the store cannot be given up (docs/adr/0061); and the work of
 * a deletion belongs to the house of its register, also when the project is gone.
 */
export class WhatHasBegunIsNotSkipped1798700000100 implements MigrationInterface {
  name = 'WhatHasBegunIsNotSkipped1798700000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of FUNCTIONS) await queryRunner.query(statement);
  }

  /** The functions do no harm to the schema before. */
  async down(): Promise<void> {
    return;
  }
}

/** Work belongs to the house of its project, to the house that it names, or to the whole installation. */
const WORK = "work_item w left join project p on p.id = (w.payload ->> 'projectId')::uuid";
const OF_THE_HOUSE = `app.is_admin() and app.tenant_id() =
  case when w.payload ? 'projectId' then coalesce(p.tenant_id, case when w.kind = 'deleteProject' then (select d.tenant_id
      from project_deletion d where d.tenant_id = app.tenant_id() and d.project_id = (w.payload ->> 'projectId')::uuid) end)
    when w.payload ? 'tenantId' then (w.payload ->> 'tenantId')::uuid
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

// As before, but for whose work it is, and for what is not skipped.
const FUNCTIONS = [
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
  `create or replace function app.work_of_house(item uuid) returns table (${COLUMNS})
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   #variable_conflict use_column
   declare
     moment timestamptz := app.now();
   begin
     return query select ${VALUES} from ${WORK} where w.id = item and ${OF_THE_HOUSE};
   end $body$`,
  // What is done is asked of the last thousand of a kind: the answer costs the same after a year.
  `create or replace function app.work_by_kind(kinds text[])
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
  // The release before knows these two answers to a skip and no third; the words are chosen by the kind (NEVER_SKIPPED).
  `create or replace function app.settle_incident(item uuid, act text, moment timestamptz) returns text
   language plpgsql volatile security definer set search_path = public, pg_temp as $body$
   declare
     item_now record;
   begin
     select w.state, w.kind, w.payload, not w.payload ?| array['projectId', 'tenantId'] as is_shared into item_now
     from ${WORK} where w.id = item and ${OF_THE_HOUSE} for update of w;
     if not found then
       return 'unknown';
     elsif item_now.state not in ('incident', 'held') then
       return 'notIncident';
     elsif act = 'skip' and (item_now.is_shared or item_now.kind in ('deleteProject', 'makeExport')) then
       return 'shared';
     elsif act = 'skip' and (item_now.kind not in ('runReport', 'runDigest') or item_now.payload ? 'isSkipped') then
       update work_item set state = 'cancelled', done_at = moment where id = item;
       if item_now.payload ? 'deliveryId' then
         update mail_delivery set state = 'skipped', skip_reason = 'dropped', leased_until = null
         where state in ('queued', 'sending') and id = (item_now.payload ->> 'deliveryId')::uuid;
       end if;
     else
       update work_item set state = 'ready', epoch = app.epoch(), due_at = moment, dispatched_at = null, dispatch_no = 0, attempts = 0,
         payload = case when act = 'skip' then payload || '{"isSkipped": true}' else payload - 'isSkipped' end
       where id = item;
       perform pg_notify('work', '');
     end if;
     return 'settled';
   end $body$`,
];
