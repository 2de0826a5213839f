import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many targets of events stand still, over all houses: a number for whoever watches the installation, and no more. */
export class PausedTargetsAreCounted1798100000200 implements MigrationInterface {
  name = 'PausedTargetsAreCounted1798100000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.paused_webhooks()');
  }
}

const STATEMENTS = [
  `create function app.paused_webhooks() returns int language sql stable security definer set search_path = public, pg_temp as $$
    select count(*)::int from webhook where ended_at is null and state = 'paused' and paused_because <> 'admin'
  $$`,
  'revoke all on function app.paused_webhooks() from public',
  'grant execute on function app.paused_webhooks() to app_worker',
];
