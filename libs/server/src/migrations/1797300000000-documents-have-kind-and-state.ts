import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents are of a kind, which is data, and stand current, replaced or withdrawn; their bytes stay (docs/adr/0033). */
export class DocumentsHaveKindAndState1797300000000 implements MigrationInterface {
  name = 'DocumentsHaveKindAndState1797300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop policy changed on document');
    await queryRunner.query('revoke update on document from app_api');
    await queryRunner.query(
      `alter table document drop column kind, drop column state, drop column state_reason, drop column state_at,
         drop column state_by_name, drop column replaced_by_id, drop column revision, drop column active_at`,
    );
    await queryRunner.query('drop table document_kind');
  }
}

const TABLES = [
  'CREATE TABLE "document_kind" ("key" text NOT NULL, "name" jsonb NOT NULL, "position" integer NOT NULL, CONSTRAINT "PK_document_kind" PRIMARY KEY ("key"))',
  `insert into document_kind (key, name, position) values
     ('NOTE', '{"de": "Vermerk", "en": "Note"}', 1),
     ('SUBMISSION', '{"de": "Vorlage", "en": "Submission"}', 2),
     ('STATEMENT', '{"de": "Stellungnahme", "en": "Statement"}', 3),
     ('MINUTES', '{"de": "Protokoll", "en": "Minutes"}', 4),
     ('PLAN', '{"de": "Plan", "en": "Plan"}', 5),
     ('PICTURE', '{"de": "Bild", "en": "Picture"}', 6),
     ('TABLE', '{"de": "Tabelle", "en": "Table"}', 7),
     ('OTHER', '{"de": "Sonstiges", "en": "Other"}', 8)`,
  `ALTER TABLE "document" ADD "kind" text NOT NULL DEFAULT 'OTHER'`,
  `ALTER TABLE "document" ADD "state" text NOT NULL DEFAULT 'current'`,
  'ALTER TABLE "document" ADD "state_reason" text',
  'ALTER TABLE "document" ADD "state_at" TIMESTAMP(3) WITH TIME ZONE',
  'ALTER TABLE "document" ADD "state_by_name" text',
  'ALTER TABLE "document" ADD "replaced_by_id" uuid',
  `ALTER TABLE "document" ADD "revision" integer NOT NULL DEFAULT '1'`,
  'ALTER TABLE "document" ADD "active_at" TIMESTAMP(3) WITH TIME ZONE',
  `update document d set active_at = (
     select max(v.created_at) from document_version v where v.tenant_id = d.tenant_id and v.document_id = d.id)`,
  'update document set active_at = created_at where active_at is null',
  'ALTER TABLE "document" ALTER COLUMN "active_at" SET NOT NULL',
  `ALTER TABLE "document" ADD CONSTRAINT "document_state" CHECK (
     (state = 'current' and state_at is null and replaced_by_id is null)
     or (state = 'replaced' and state_at is not null and replaced_by_id is not null)
     or (state = 'withdrawn' and state_at is not null and state_reason is not null and replaced_by_id is null))`,
  'ALTER TABLE "document" ADD CONSTRAINT "document_of_kind" FOREIGN KEY ("kind") REFERENCES "document_kind"("key") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "document" ADD CONSTRAINT "document_replaced_by" FOREIGN KEY ("tenant_id", "replaced_by_id") REFERENCES "document"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'CREATE INDEX "document_by_activity" ON "document"  ("project_id", "active_at", "id")',
];

/** What a document is called and how it stands may change; where it belongs and when it came does not. */
const RIGHTS = [
  'grant select on document_kind to app_api, app_worker',
  `grant update (title, kind, state, state_reason, state_at, state_by_name, replaced_by_id, revision, active_at)
     on document to app_api, app_worker`,
  'create policy changed on document for update to app_api using (app.sees_file(project_id))',
];
