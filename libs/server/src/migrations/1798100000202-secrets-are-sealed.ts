import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Secrets of targets lie encrypted beside the clear ones, which go when no worker of the release before is left that could not
 * read the others (docs/adr/0076). The column `secret` is dropped with the release after this one.
 */
export class SecretsAreSealed1798100000202 implements MigrationInterface {
  name = 'SecretsAreSealed1798100000202';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  /** What is sealed alone nobody can read any more: such targets need a new secret. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const STATEMENTS = [
  'ALTER TABLE "webhook_secret" ADD "sealed" bytea',
  'ALTER TABLE "webhook_secret" ADD "key_id" text',
  `ALTER TABLE "worker" ADD "reads_sealed" boolean NOT NULL DEFAULT false`,
  'grant update (secret, sealed, key_id) on webhook_secret to app_worker',
  // A worker sees the secrets of the target that it serves; these say which ones there is something to do for.
  `create function app.secrets_to_seal(current_key text, most int)
   returns table ("tenantId" uuid, "webhookId" uuid, id uuid, secret bytea, sealed bytea, "keyId" text)
   language sql stable security definer set search_path = public, pg_temp as $$
    select tenant_id, webhook_id, id, secret, sealed, key_id from webhook_secret
    where key_id is distinct from current_key order by id limit most
  $$`,
  `create function app.older_workers(since interval) returns boolean
   language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from worker where not reads_sealed and seen_at > clock_timestamp() - since)
  $$`,
  `create function app.forget_clear_secrets() returns void
   language sql volatile security definer set search_path = public, pg_temp as $$
    update webhook_secret set secret = '' where sealed is not null and length(secret) > 0 and not app.older_workers('1 day')
  $$`,
  'revoke all on function app.secrets_to_seal(text, int), app.older_workers(interval), app.forget_clear_secrets() from public',
  'grant execute on function app.secrets_to_seal(text, int), app.forget_clear_secrets() to app_worker',
  'grant execute on function app.older_workers(interval) to app_api',
];

const DOWN = [
  'drop function app.forget_clear_secrets()',
  'drop function app.older_workers(interval)',
  'drop function app.secrets_to_seal(text, int)',
  'ALTER TABLE "worker" DROP COLUMN "reads_sealed"',
  'ALTER TABLE "webhook_secret" DROP COLUMN "key_id"',
  'ALTER TABLE "webhook_secret" DROP COLUMN "sealed"',
];
