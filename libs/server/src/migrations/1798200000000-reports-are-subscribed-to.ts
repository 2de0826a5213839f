import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reports that come to people by a rhythm (docs/adr/0081). The worker reads and writes them as the person whom it reads for: the
 * turn with the eyes of the owner, each mail with those of its recipient.
 */
export class ReportsAreSubscribedTo1798200000000 implements MigrationInterface {
  name = 'ReportsAreSubscribedTo1798200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...WALLS, ...LEAVE]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.leave_report(uuid)');
    await queryRunner.query("delete from mail_delivery where reason = 'report'");
    await queryRunner.query('drop table report_delivery');
    // The wall of the report looks at its recipients.
    await queryRunner.query('drop policy seen on report_subscription');
    await queryRunner.query('drop table report_recipient');
    await queryRunner.query('drop table report_subscription');
  }
}

const TABLES = [
  `CREATE TABLE "report_subscription" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "owner_id" uuid NOT NULL, "scope" jsonb NOT NULL, "rhythm" jsonb NOT NULL, "state" text NOT NULL, "revision" integer NOT NULL DEFAULT '1', "next_period" text, "next_at" TIMESTAMP(3) WITH TIME ZONE, "last_at" TIMESTAMP(3) WITH TIME ZONE, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "report_subscription_owner" UNIQUE ("tenant_id", "id", "owner_id"), CONSTRAINT "report_subscription_state" CHECK (state in ('active', 'paused')), CONSTRAINT "PK_report_subscription" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "report_subscription_living" ON "report_subscription"  ("tenant_id", "owner_id") WHERE ended_at is null',
  'ALTER TABLE "report_subscription" ADD CONSTRAINT "FK_report_subscription_owner" FOREIGN KEY ("tenant_id", "owner_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  `CREATE TABLE "report_recipient" ("tenant_id" uuid NOT NULL, "report_id" uuid NOT NULL, "person_id" uuid NOT NULL, "owner_id" uuid NOT NULL, CONSTRAINT "PK_report_recipient" PRIMARY KEY ("tenant_id", "report_id", "person_id"))`,
  'CREATE INDEX "report_recipient_person" ON "report_recipient"  ("person_id")',
  'ALTER TABLE "report_recipient" ADD CONSTRAINT "FK_report_recipient_report" FOREIGN KEY ("tenant_id", "report_id", "owner_id") REFERENCES "report_subscription"("tenant_id","id","owner_id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "report_recipient" ADD CONSTRAINT "FK_report_recipient_person" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  `CREATE TABLE "report_delivery" ("tenant_id" uuid NOT NULL, "delivery_id" uuid NOT NULL, "report_id" uuid NOT NULL, "period" text NOT NULL, "person_id" uuid NOT NULL, CONSTRAINT "report_delivery_once" UNIQUE ("tenant_id", "report_id", "period", "person_id"), CONSTRAINT "PK_report_delivery" PRIMARY KEY ("tenant_id", "delivery_id"))`,
];

const walled = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
];

const OURS = 'tenant_id = app.tenant_id()';
const KEPT = `${OURS} and (owner_id = app.person_id() or app.is_admin())`;
const MINE = 'person_id = app.person_id()';

const WALLS = [
  ...['report_subscription', 'report_recipient', 'report_delivery'].flatMap(walled),
  `create policy seen on report_subscription for select to app_api, app_worker using (${OURS} and (owner_id = app.person_id()
    or app.is_admin() or exists (select from report_recipient r
      where r.tenant_id = report_subscription.tenant_id and r.report_id = id and r.person_id = app.person_id())))`,
  `create policy added on report_subscription for insert to app_api with check (${OURS} and owner_id = app.person_id())`,
  `create policy kept on report_subscription for update to app_api using (${KEPT}) with check (${KEPT})`,
  `create policy turns on report_subscription for update to app_worker using (${OURS} and owner_id = app.person_id())`,
  'grant select, insert on report_subscription to app_api',
  'grant update (scope, rhythm, state, revision, next_period, next_at, ended_at) on report_subscription to app_api',
  'grant select, update (next_period, next_at, last_at) on report_subscription to app_worker',
  `create policy kept on report_recipient to app_api using (${KEPT}) with check (${KEPT})`,
  `create policy mine on report_recipient for select to app_api, app_worker using (${OURS} and (${MINE} or owner_id = app.person_id()))`,
  'grant select, insert, delete on report_recipient to app_api',
  'grant select on report_recipient to app_worker',
  `create policy of_person on report_delivery to app_worker using (${OURS} and ${MINE}) with check (${OURS} and ${MINE})`,
  'grant select, insert on report_delivery to app_worker',
];

// Whoever gets a report may leave it without being able to change it; whoever has read it before reads it anew.
const LEAVE = [
  `create function app.leave_report(report uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from report_subscription s where s.tenant_id = app.tenant_id() and s.id = report and s.ended_at is null for no key update;
  delete from report_recipient r where r.tenant_id = app.tenant_id() and r.report_id = report and r.person_id = app.person_id();
  if not found then
    return false;
  end if;
  update report_subscription s set revision = s.revision + 1 where s.tenant_id = app.tenant_id() and s.id = report;
  return true;
end
$$`,
  'revoke all on function app.leave_report(uuid) from public',
  'grant execute on function app.leave_report(uuid) to app_api',
];
