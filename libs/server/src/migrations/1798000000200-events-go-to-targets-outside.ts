import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Targets outside that are told of events of a house (docs/adr/0060). What enters the history of a project owes one work item,
 * whoever wrote it, where the house has a target at all.
 */
export class EventsGoToTargetsOutside1798000000200 implements MigrationInterface {
  name = 'EventsGoToTargetsOutside1798000000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...WALLS, ...TRIGGER]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop trigger announced on audit_entry');
    await queryRunner.query('drop function app.announce_events()');
    for (const table of ['webhook_delivery', 'webhook_secret', 'webhook'])
      await queryRunner.query(`drop table ${table}`);
    await queryRunner.query('drop function app.served_webhook()');
  }
}

const TABLES = [
  `CREATE TABLE "webhook" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "url" text NOT NULL, "description" text NOT NULL, "events" text array NOT NULL, "state" text NOT NULL, "paused_because" text, "revision" integer NOT NULL DEFAULT '1', "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "created_by" uuid NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, "last_delivered_at" TIMESTAMP(3) WITH TIME ZONE, "failing_since" TIMESTAMP(3) WITH TIME ZONE, "failures" integer NOT NULL DEFAULT '0', "rests_until" TIMESTAMP(3) WITH TIME ZONE, "leased_until" TIMESTAMP(3) WITH TIME ZONE, "comes_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "webhook_state" CHECK (state in ('active', 'paused')), CONSTRAINT "PK_webhook" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "webhook_id" ON "webhook"  ("id")',
  'CREATE INDEX "webhook_living" ON "webhook"  ("tenant_id") WHERE ended_at is null',
  'ALTER TABLE "webhook" ADD CONSTRAINT "FK_webhook_tenant" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  `CREATE TABLE "webhook_secret" ("tenant_id" uuid NOT NULL, "webhook_id" uuid NOT NULL, "id" uuid NOT NULL, "secret" bytea NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "valid_until" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_webhook_secret" PRIMARY KEY ("tenant_id", "webhook_id", "id"))`,
  'ALTER TABLE "webhook_secret" ADD CONSTRAINT "FK_webhook_secret_webhook" FOREIGN KEY ("tenant_id", "webhook_id") REFERENCES "webhook"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  `CREATE TABLE "webhook_delivery" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "webhook_id" uuid NOT NULL, "event_id" text NOT NULL, "event" text NOT NULL, "body" text NOT NULL, "state" text NOT NULL, "attempts" integer NOT NULL DEFAULT '0', "epoch" integer NOT NULL DEFAULT '1', "status" integer, "duration_ms" integer, "answer" text, "error" text, "error_detail" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "owed_since" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "last_attempt_at" TIMESTAMP(3) WITH TIME ZONE, "next_attempt_at" TIMESTAMP(3) WITH TIME ZONE, "delivered_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "webhook_delivery_state" CHECK (state in ('queued', 'sending', 'delivered', 'failed', 'held')), CONSTRAINT "PK_webhook_delivery" PRIMARY KEY ("tenant_id", "id"))`,
  `CREATE INDEX "webhook_delivery_vain" ON "webhook_delivery"  ("webhook_id", "created_at") WHERE state in ('failed', 'held')`,
  `CREATE INDEX "webhook_delivery_open" ON "webhook_delivery"  ("webhook_id", "next_attempt_at", "id") WHERE state in ('queued', 'sending')`,
  'CREATE INDEX "webhook_delivery_log" ON "webhook_delivery"  ("webhook_id", "created_at", "id")',
  'CREATE UNIQUE INDEX "webhook_delivery_once" ON "webhook_delivery"  ("webhook_id", "event_id")',
  'ALTER TABLE "webhook_delivery" ADD CONSTRAINT "FK_webhook_delivery_webhook" FOREIGN KEY ("tenant_id", "webhook_id") REFERENCES "webhook"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const ADMINISTERED = 'tenant_id = app.tenant_id() and app.is_admin()';
/** The worker either tells of a project, to the targets of its house, or sends to one target. */
const served = (webhook: string): string =>
  `${webhook} = app.served_webhook() or tenant_id = (select p.tenant_id from project p where p.id = app.served_project())`;

const WALLS = [
  `create function app.served_webhook() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('app.served_webhook', true), '')::uuid
  $$`,
  'revoke all on function app.served_webhook() from public',
  'grant execute on function app.served_webhook() to app_worker',
  ...[
    ['webhook', 'id'],
    ['webhook_secret', 'webhook_id'],
    ['webhook_delivery', 'webhook_id'],
  ].flatMap(([table = '', webhook = '']) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy owner on ${table} to app_owner using (true) with check (true)`,
    `create policy administered on ${table} to app_api using (${ADMINISTERED}) with check (${ADMINISTERED})`,
    `create policy served on ${table} to app_worker using (${served(webhook)})`,
  ]),
  'grant select, insert on webhook to app_api',
  'grant update (url, description, events, state, paused_because, revision, ended_at, failing_since, failures, rests_until) on webhook to app_api',
  // What a secret is nobody reads through the API, not even by a mistake in it.
  'grant select (tenant_id, webhook_id, id, created_at, valid_until), insert, update (valid_until), delete on webhook_secret to app_api',
  'grant select, insert on webhook_delivery to app_api',
  'grant update (state, epoch, owed_since, next_attempt_at) on webhook_delivery to app_api',
  'grant select on webhook to app_worker',
  'grant update (state, paused_because, revision, last_delivered_at, failing_since, failures, rests_until, leased_until, comes_at) on webhook to app_worker',
  'grant select on webhook_secret to app_worker',
  'grant select, insert, update, delete on webhook_delivery to app_worker',
];

// What belongs to no project (the house's own history, a unit's notes) is never told outside.
const TRIGGER = [
  `create function app.announce_events() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from webhook w where w.ended_at is null and w.tenant_id in (select e.tenant_id from entered e)) then
    return null;
  end if;
  insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
  select gen_random_uuid(), 'announceEvents', 'announceEvents:' || e.chain || ':' || min(e.seq),
    jsonb_build_object('projectId', e.chain, 'from', min(e.seq), 'to', max(e.seq)), app.now(), app.now()
  from entered e join project p on p.tenant_id = e.tenant_id and p.id = e.chain
  where exists (select from webhook w where w.tenant_id = e.tenant_id and w.ended_at is null)
  group by e.chain;
  if found then
    perform pg_notify('work', '');
  end if;
  return null;
end
$$`,
  'revoke all on function app.announce_events() from public',
  `create trigger announced after insert on audit_entry referencing new table as entered
    for each statement execute function app.announce_events()`,
];
