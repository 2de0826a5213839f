import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever gives up one turn of a report or of a digest does not end the row of them: the work comes once more, knows that it was
 * given up, and owes the next turn. If that fails too, it can be given up as any other, or tried again as if it had not been.
 */
export class ASkippedTurnOwesTheNext1798600000100 implements MigrationInterface {
  name = 'ASkippedTurnOwesTheNext1798600000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SETTLE);
  }

  /** The function does no harm to the schema before. */
  async down(): Promise<void> {
    return;
  }
}

/** Work belongs to the house of its project, to the house that it names, or to the whole installation. */
const WORK = "work_item w left join project p on p.id = (w.payload ->> 'projectId')::uuid";
const OF_THE_HOUSE = `app.is_admin() and app.tenant_id() =
  case when w.payload ? 'projectId' then p.tenant_id when w.payload ? 'tenantId' then (w.payload ->> 'tenantId')::uuid
    else app.tenant_id() end`;

const SETTLE = `create or replace function app.settle_incident(item uuid, act text, moment timestamptz) returns text
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
     elsif act = 'skip' and item_now.is_shared then
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
   end $body$`;
