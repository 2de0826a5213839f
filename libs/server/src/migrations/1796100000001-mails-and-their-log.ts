import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row a mail. The worker writes what it serves, administrators read what went to people of their house. */
export class MailsAndTheirLog1796100000001 implements MigrationInterface {
  name = 'MailsAndTheirLog1796100000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLE, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "mail_delivery"');
  }
}

const TABLE = [
  `CREATE TABLE "mail_delivery" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "notification_id" uuid NOT NULL, "project_id" uuid NOT NULL, "person_id" uuid NOT NULL, "unit_id" uuid NOT NULL, "reason" text NOT NULL, "state" text NOT NULL, "skip_reason" text, "attempts" integer NOT NULL DEFAULT '0', "message_id" text, "last_error" text, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "last_attempt_at" TIMESTAMP(3) WITH TIME ZONE, "leased_until" TIMESTAMP(3) WITH TIME ZONE, "sent_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "mail_delivery_state" CHECK (state in ('queued', 'sending', 'sent', 'failed', 'skipped')), CONSTRAINT "PK_954229bdfe3c49bb8099cdeeb1c" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "mail_delivery_once" ON "mail_delivery"  ("notification_id", "person_id")',
  'CREATE INDEX "mail_delivery_log" ON "mail_delivery"  ("tenant_id", "created_at", "id")',
  'CREATE INDEX "mail_delivery_log_by_state" ON "mail_delivery"  ("tenant_id", "state", "created_at", "id")',
  'ALTER TABLE "mail_delivery" ADD CONSTRAINT "FK_7355704c2cf74054fb2968cebd8" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const RIGHTS = [
  'alter table mail_delivery enable row level security',
  'alter table mail_delivery force row level security',
  'create policy owner on mail_delivery to app_owner using (true) with check (true)',
  'create policy administered on mail_delivery for select to app_api using (tenant_id = app.tenant_id() and app.is_admin())',
  'create policy served on mail_delivery to app_worker using (project_id = app.served_project())',
  'grant select on mail_delivery to app_api',
  'grant select, insert, update on mail_delivery to app_worker',
];
