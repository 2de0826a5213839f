import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADMINISTERS = 'tenant_id = app.tenant_id() and app.is_admin()';

/** Administrators work on a draft of each procedure; what is released is added and never changed. */
export class ProcedureDraftsAndReleases1796300000000 implements MigrationInterface {
  name = 'ProcedureDraftsAndReleases1796300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.procedure_usage()');
    await queryRunner.query('drop table procedure_draft');
    await queryRunner.query('drop policy opened on procedure');
    await queryRunner.query('drop policy discarded on procedure');
    await queryRunner.query('drop policy released on procedure_version');
    await queryRunner.query('revoke insert, delete on procedure from app_api');
    await queryRunner.query('revoke insert on procedure_version from app_api');
    await queryRunner.query(`alter table procedure_version drop column published_by, drop column published_by_name,
      drop column edited_by, drop column from_template`);
  }
}

const STATEMENTS = [
  `CREATE TABLE "procedure_draft" ("tenant_id" uuid NOT NULL, "procedure_id" uuid NOT NULL, "revision" integer NOT NULL DEFAULT '1', "base_version" integer, "definition" jsonb NOT NULL, "edited_by" jsonb NOT NULL DEFAULT '[]', "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "updated_by_name" text NOT NULL, CONSTRAINT "PK_d1e06d3402366f87229788fd91a" PRIMARY KEY ("tenant_id", "procedure_id"))`,
  'ALTER TABLE "procedure_version" ADD "published_by" uuid',
  'ALTER TABLE "procedure_version" ADD "published_by_name" text',
  `ALTER TABLE "procedure_version" ADD "edited_by" jsonb NOT NULL DEFAULT '[]'`,
  'ALTER TABLE "procedure_version" ADD "from_template" boolean NOT NULL DEFAULT false',
  'ALTER TABLE "procedure_draft" ADD CONSTRAINT "FK_d1e06d3402366f87229788fd91a" FOREIGN KEY ("tenant_id", "procedure_id") REFERENCES "procedure"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',

  'alter table procedure_draft enable row level security',
  'alter table procedure_draft force row level security',
  'create policy owner on procedure_draft to app_owner using (true) with check (true)',
  `create policy administered on procedure_draft to app_api using (${ADMINISTERS}) with check (${ADMINISTERS})`,
  'grant select, insert, update, delete on procedure_draft to app_api',

  `create policy opened on procedure for insert to app_api with check (${ADMINISTERS})`,
  // A procedure without any version goes with its draft; a version's foreign key keeps every other.
  `create policy discarded on procedure for delete to app_api using (${ADMINISTERS})`,
  'grant insert, delete on procedure to app_api',
  `create policy released on procedure_version for insert to app_api with check (${ADMINISTERS})`,
  'grant insert on procedure_version to app_api',

  // Administrators see no project: they learn how many rounds run by which version, and nothing of whose.
  `create function app.procedure_usage() returns table (procedure_id uuid, version int, running int)
   language sql stable security definer set search_path = public, pg_temp as $$
     select r.procedure_id, r.procedure_version, count(*)::int from run r
     where r.procedure_tenant_id = app.tenant_id() and app.is_admin() and r.status = 'running'
     group by r.procedure_id, r.procedure_version
   $$`,
  'revoke all on function app.procedure_usage() from public',
  'grant execute on function app.procedure_usage() to app_api',
];
