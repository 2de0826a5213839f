import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Vermerke, and notifications that are for one person. Of an internal note nobody outside its unit sees a row, nor its
 * trace in the unit's own audit chain; the worker sees no note at all (docs/adr/0035).
 */
export class NotesOfProjects1797400000000 implements MigrationInterface {
  name = 'NotesOfProjects1797400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS]) await queryRunner.query(statement);
    await queryRunner.query(`alter policy seen on notification
      using ((unit_id = any (app.unit_ids()) or app.sees_file(project_id)) and (person_id is null or person_id = app.person_id()))`);
    await queryRunner.query(
      'create policy of_unit on audit_chain to app_api using (chain = any (app.unit_ids())) with check (chain = any (app.unit_ids()))',
    );
    for (const table of ['audit_entry', 'audit_body']) {
      await queryRunner.query(
        `create policy of_unit_read on ${table} for select to app_api using (chain = any (app.unit_ids()))`,
      );
      await queryRunner.query(
        `create policy of_unit_appended on ${table} for insert to app_api with check (chain = any (app.unit_ids()))`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['audit_entry', 'audit_body']) {
      await queryRunner.query(`drop policy of_unit_read on ${table}`);
      await queryRunner.query(`drop policy of_unit_appended on ${table}`);
    }
    await queryRunner.query('drop policy of_unit on audit_chain');
    await queryRunner.query('alter policy seen on notification using (app.sees_project(project_id))');
    await queryRunner.query('alter table "notification" drop column "person_id", drop column "note_id"');
    await queryRunner.query('drop table "note"');
  }
}

const TABLES = [
  `CREATE TABLE "note" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL, "visibility" text NOT NULL, "unit_id" uuid NOT NULL, "unit_name" text NOT NULL, "author_id" uuid NOT NULL, "author_name" text NOT NULL, "capacity" text NOT NULL, "on_behalf_of_name" text, "content" jsonb NOT NULL, "text" text NOT NULL, "sha256" bytea NOT NULL, "corrects_id" uuid, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "note_visibility" CHECK (visibility in ('unit', 'parties')), CONSTRAINT "PK_583e4c6a188c75459352fa2d068" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "note_corrected_once" ON "note"  ("tenant_id", "corrects_id") WHERE corrects_id is not null',
  'CREATE INDEX "note_of_project" ON "note"  ("project_id", "at", "id") ',
  'CREATE UNIQUE INDEX "IDX_96d0c172a4fba276b1bbed4305" ON "note"  ("id") ',
  'ALTER TABLE "notification" ADD "person_id" uuid',
  'ALTER TABLE "notification" ADD "note_id" uuid',
  'ALTER TABLE "notification" ALTER COLUMN "run_id" DROP NOT NULL',
  'ALTER TABLE "note" ADD CONSTRAINT "FK_ba6a3a19b634488737a58f0411e" FOREIGN KEY ("tenant_id", "corrects_id") REFERENCES "note"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "note" ADD CONSTRAINT "FK_b198fa2d24b42a540e942a72231" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const READERS = `(visibility = 'parties' and app.sees_file(project_id))
  or (visibility = 'unit' and unit_id = any (app.unit_ids()) and app.sees_project(project_id))`;

const RIGHTS = [
  'alter table note enable row level security',
  'alter table note force row level security',
  'create policy owner on note to app_owner using (true) with check (true)',
  `create policy seen on note for select to app_api using (${READERS})`,
  `create policy added on note for insert to app_api with check (unit_id = any (app.unit_ids()) and (${READERS}))`,
  'grant select, insert on note to app_api',
];
