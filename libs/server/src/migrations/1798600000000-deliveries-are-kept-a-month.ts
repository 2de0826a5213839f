import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was sent to a target is deleted after thirty days, whether or not anything is announced to it any more: the log of one that
 * was removed would have stayed for good.
 */
export class DeliveriesAreKeptAMonth1798600000000 implements MigrationInterface {
  name = 'DeliveriesAreKeptAMonth1798600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CLEAN_UP);
  }

  /** The function does no harm to the schema before. */
  async down(): Promise<void> {
    return;
  }
}

// As before, and deliveries: target by target, because the index of their log begins with it.
const CLEAN_UP = `create or replace function app.clean_up(most int) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  moment timestamptz := app.now();
  made_before uuid := rpad(lpad(to_hex((extract(epoch from moment - interval '90 days') * 1000)::bigint), 12, '0'), 32, '0')::uuid;
  keys int;
  items int;
  deliveries int;
begin
  delete from idempotency i using (
    select actor, key from idempotency where created_at < moment - interval '7 days' order by created_at limit most for update skip locked
  ) old where i.actor = old.actor and i.key = old.key;
  get diagnostics keys = row_count;
  delete from work_item w using (
    select id from work_item where id < made_before and state = 'done' and done_at < moment - interval '90 days'
    order by id limit most for update skip locked
  ) old where w.id = old.id;
  get diagnostics items = row_count;
  delete from webhook_delivery d using (
    select o.tenant_id, o.id from webhook w cross join lateral (
      select l.tenant_id, l.id from webhook_delivery l
      where l.webhook_id = w.id and l.created_at < moment - interval '30 days' and l.state not in ('queued', 'sending')
      order by l.created_at, l.id limit most for update skip locked) o
    limit most
  ) old where d.tenant_id = old.tenant_id and d.id = old.id;
  get diagnostics deliveries = row_count;
  return keys = most or items = most or deliveries = most;
end
$$`;
