import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Templates of projects: proposed by the lead of a finished project, released by the administrators of the house. */
export class TemplatesOfProjects1797600000001 implements MigrationInterface {
  name = 'TemplatesOfProjects1797600000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      ...TABLES,
      ...RIGHTS,
      stored(' or exists (select 1 from project_template_document where storage_key = key)'),
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(stored(''));
    await queryRunner.query('DROP TABLE "project_template_document"');
    await queryRunner.query('DROP TABLE "project_template"');
  }
}

const TABLES = [
  `CREATE TABLE "project_template" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "kind_id" uuid NOT NULL, "name" text NOT NULL, "description" text NOT NULL, "content" jsonb NOT NULL, "state" text NOT NULL, "proposed_by" uuid, "revision" integer NOT NULL DEFAULT '1', "changed_at" TIMESTAMP(3) WITH TIME ZONE, "changed_by" uuid, CONSTRAINT "project_template_state" CHECK (state in ('proposed', 'released', 'retired')), CONSTRAINT "PK_1374cc57438a654b6449a14eb8f" PRIMARY KEY ("tenant_id", "id"))`,
  `CREATE TABLE "project_template_document" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "template_id" uuid NOT NULL, "position" integer NOT NULL, "title" text NOT NULL, "kind" text NOT NULL, "sha256" text NOT NULL, "size" bigint NOT NULL, "media_type" text NOT NULL, "file_name" text NOT NULL, "storage_key" text NOT NULL, "removed_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_b7443e6fed8dfb8ab6953196408" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "project_template_document_of" ON "project_template_document"  ("tenant_id", "template_id")',
  'CREATE UNIQUE INDEX "IDX_909f0bcdfa1029cab2a2dac64a" ON "project_template_document"  ("storage_key")',
  'ALTER TABLE "project_template" ADD CONSTRAINT "FK_88aaaa0b3b7e99b3942fcae1140" FOREIGN KEY ("tenant_id", "kind_id") REFERENCES "project_kind"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "project_template" ADD CONSTRAINT "project_template_proposed_by" FOREIGN KEY ("tenant_id", "proposed_by") REFERENCES "org_unit"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "project_template_document" ADD CONSTRAINT "FK_45d49c06c35fe0bc9ae6bd87959" FOREIGN KEY ("tenant_id", "template_id") REFERENCES "project_template"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "project_template_document" ADD CONSTRAINT "project_template_document_kind" FOREIGN KEY ("kind") REFERENCES "document_kind"("key") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const ADMINISTERED = 'tenant_id = app.tenant_id() and app.is_admin()';
/** What is proposed is seen by the unit whose project it comes from and by administrators, until it is released. */
const SEEN = `tenant_id = app.tenant_id()
  and (state <> 'proposed' or app.is_admin() or proposed_by = any (app.unit_ids()))`;
const PROPOSED = `tenant_id = app.tenant_id() and state = 'proposed' and proposed_by = any (app.unit_ids())`;

const RIGHTS = [
  ...['project_template', 'project_template_document'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy owner on ${table} to app_owner using (true) with check (true)`,
    `grant select, insert on ${table} to app_api`,
  ]),
  `create policy seen on project_template for select to app_api using (${SEEN})`,
  `create policy added on project_template for insert to app_api with check ((${ADMINISTERED}) or (${PROPOSED}))`,
  `create policy kept on project_template for update to app_api using (${ADMINISTERED}) with check (${ADMINISTERED})`,
  'grant update on project_template to app_api',
  // Whoever sees the template sees its files; the wall of the template stands here too.
  `create policy seen on project_template_document for select to app_api
     using (exists (select 1 from project_template t where t.tenant_id = project_template_document.tenant_id and t.id = template_id))`,
  `create policy added on project_template_document for insert to app_api
     with check (exists (select 1 from project_template t where t.tenant_id = project_template_document.tenant_id and t.id = template_id
       and t.state = 'proposed' and t.proposed_by = any (app.unit_ids())))`,
  `create policy kept on project_template_document for update to app_api using (${ADMINISTERED}) with check (${ADMINISTERED})`,
  'grant update (removed_at) on project_template_document to app_api',
];

/** Whether a kept file belongs to anything, whoever asks. */
const stored = (more: string): string => `
  create or replace function app.is_stored(key text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select 1 from document_version where storage_key = key)${more}
  $$`;
