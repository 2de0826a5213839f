import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers of keys that no client repeats any more, and work that was done long ago, would fill the database without end. */
export class WhatHasServedItsTimeIsDeleted1798000000600 implements MigrationInterface {
  name = 'WhatHasServedItsTimeIsDeleted1798000000600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CLEAN_UP);
    await queryRunner.query('revoke all on function app.clean_up(int) from public');
    await queryRunner.query('grant execute on function app.clean_up(int) to app_worker');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.clean_up(int)');
  }
}

// At most so many rows of each table, so that no lock is held for long; says whether there is more. Ids begin with the
// instant at which they were made (RFC 9562, UUIDv7), so that old ones are found without an index of their own.
const CLEAN_UP = `create function app.clean_up(most int) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  moment timestamptz := app.now();
  made_before uuid := rpad(lpad(to_hex((extract(epoch from moment - interval '90 days') * 1000)::bigint), 12, '0'), 32, '0')::uuid;
  keys int;
  items int;
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
  return keys = most or items = most;
end
$$`;
