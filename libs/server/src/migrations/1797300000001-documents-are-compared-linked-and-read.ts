import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts of versions for comparing, links into other projects, and who has opened what for a task (docs/adr/0033). */
export class DocumentsAreComparedLinkedAndRead1797300000001 implements MigrationInterface {
  name = 'DocumentsAreComparedLinkedAndRead1797300000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS, TEXTS_OWED]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("delete from work_item where kind = 'extractText'");
    await queryRunner.query('drop table document_reading');
    await queryRunner.query('drop table document_link');
    await queryRunner.query('drop table document_text');
  }
}

const TABLES = [
  `CREATE TABLE "document_text" ("tenant_id" uuid NOT NULL, "document_id" uuid NOT NULL, "number" integer NOT NULL, "project_id" uuid NOT NULL, "status" text NOT NULL, "text" text NOT NULL, "read_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "document_text_status" CHECK (status in ('ready', 'unreadable')), CONSTRAINT "PK_document_text" PRIMARY KEY ("tenant_id", "document_id", "number"))`,
  'CREATE TABLE "document_link" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "document_tenant_id" uuid NOT NULL, "document_id" uuid NOT NULL, "linked_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "linked_by_id" uuid NOT NULL, "linked_by_name" text NOT NULL, "removed_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_document_link" PRIMARY KEY ("tenant_id", "id"))',
  'CREATE UNIQUE INDEX "document_link_once" ON "document_link"  ("project_id", "document_id") WHERE removed_at is null',
  'CREATE TABLE "document_reading" ("tenant_id" uuid NOT NULL, "document_id" uuid NOT NULL, "number" integer NOT NULL, "person_id" uuid NOT NULL, "project_id" uuid NOT NULL, "person_name" text NOT NULL, "unit_name" text NOT NULL, "task_id" uuid NOT NULL, "task_name" jsonb NOT NULL, "read_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_document_reading" PRIMARY KEY ("tenant_id", "document_id", "number", "person_id"))',
  'ALTER TABLE "document_text" ADD CONSTRAINT "document_text_of_version" FOREIGN KEY ("tenant_id", "document_id", "number") REFERENCES "document_version"("tenant_id","document_id","number") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "document_link" ADD CONSTRAINT "document_link_from" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "document_link" ADD CONSTRAINT "document_link_to" FOREIGN KEY ("document_tenant_id", "document_id") REFERENCES "document"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "document_reading" ADD CONSTRAINT "document_reading_of_version" FOREIGN KEY ("tenant_id", "document_id", "number") REFERENCES "document_version"("tenant_id","document_id","number") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const protect = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
  `create policy served on ${table} to app_worker using (project_id = app.served_project())`,
];

const RIGHTS = [
  ...['document_text', 'document_link', 'document_reading'].flatMap(protect),
  'grant select, insert on document_text to app_worker',
  'grant select on document_text to app_api',
  // Whoever sees the version sees its text; the version's own policy decides.
  `create policy seen on document_text for select to app_api using (exists (
     select 1 from document_version v
     where v.tenant_id = document_text.tenant_id and v.document_id = document_text.document_id
       and v.number = document_text.number))`,
  'grant select, insert, update on document_link to app_api',
  'grant select on document_link to app_worker',
  // A link shows nobody a document, nor that there is one: it is seen only together with the document itself.
  `create policy seen on document_link for select to app_api using (app.sees_file(project_id) and exists (
     select 1 from document d where d.tenant_id = document_tenant_id and d.id = document_id))`,
  `create policy added on document_link for insert to app_api with check (app.sees_file(project_id) and exists (
     select 1 from document d where d.tenant_id = document_tenant_id and d.id = document_id))`,
  'create policy changed on document_link for update to app_api using (app.sees_file(project_id))',
  'grant select, insert on document_reading to app_api',
  'grant select on document_reading to app_worker',
  `create policy seen on document_reading for select to app_api
     using (person_id = app.person_id() or app.sees_file(project_id))`,
  `create policy added on document_reading for insert to app_api with check (person_id = app.person_id() and exists (
     select 1 from document_version v
     where v.tenant_id = document_reading.tenant_id and v.document_id = document_reading.document_id
       and v.number = document_reading.number))`,
];

/** Of what was uploaded before, the texts are owed like those of today. */
const TEXTS_OWED = `
insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
select gen_random_uuid(), 'extractText', 'extractText:' || document_id || ':' || number,
  jsonb_build_object('projectId', project_id, 'documentId', document_id, 'number', number), created_at, created_at
from document_version
where media_type like 'text/%' or media_type in ('application/pdf', 'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
on conflict (dedupe_key) do nothing`;
