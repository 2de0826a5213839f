import type { MigrationInterface, QueryRunner } from 'typeorm';

const ADMINISTERS = 'tenant_id = app.tenant_id() and app.is_admin()';

/** Plans by which running procedures go on by another version, and what they do to each run (docs/adr/0040). */
export class RunningProceduresChangeVersion1797800000100 implements MigrationInterface {
  name = 'RunningProceduresChangeVersion1797800000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS, ...FUNCTIONS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop trigger never_changed on procedure_version');
    await queryRunner.query('drop function app.published_stays()');
    await queryRunner.query('drop function app.runs_of_version(uuid, int)');
    await queryRunner.query('drop table procedure_migration_run');
    await queryRunner.query('drop table procedure_migration');
  }
}

const TABLES = [
  `CREATE TABLE "procedure_migration" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "procedure_id" uuid NOT NULL, "from_version" integer NOT NULL, "to_version" integer NOT NULL, "mapping" jsonb NOT NULL, "revision" integer NOT NULL DEFAULT '1', "status" text NOT NULL DEFAULT 'planned', "edited_by" jsonb NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "checked_at" TIMESTAMP(3) WITH TIME ZONE, "released_at" TIMESTAMP(3) WITH TIME ZONE, "released_by_name" text, "undone_at" TIMESTAMP(3) WITH TIME ZONE, "undone_by_name" text, CONSTRAINT "PK_5fef60efd0e58b729b079e6512b" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE INDEX "IDX_943054421f865a019f61d40e3a" ON "procedure_migration"  ("tenant_id", "procedure_id", "created_at")',
  `CREATE TABLE "procedure_migration_run" ("tenant_id" uuid NOT NULL, "migration_id" uuid NOT NULL, "run_id" uuid NOT NULL, "project_id" uuid NOT NULL, "project_title" text NOT NULL, "project_reference" text NOT NULL, "document_title" text NOT NULL, "plan_revision" integer NOT NULL, "status" text NOT NULL DEFAULT 'pending', "chosen" boolean NOT NULL DEFAULT true, "report" jsonb, "checked_revision" integer, "outcome" text, "outcome_report" jsonb, "as_told" boolean, "state_before" jsonb, "moved_revision" integer, "done_at" TIMESTAMP(3) WITH TIME ZONE, CONSTRAINT "PK_35cf8a91c6eb8135061fc597c04" PRIMARY KEY ("tenant_id", "migration_id", "run_id"))`,
  'CREATE INDEX "IDX_599ceb18401f2c7ba23eff0a83" ON "procedure_migration_run"  ("project_id")',
  'ALTER TABLE "procedure_migration" ADD CONSTRAINT "FK_d84259464d82f98f18e0b4fe409" FOREIGN KEY ("tenant_id", "procedure_id", "to_version") REFERENCES "procedure_version"("tenant_id","procedure_id","version") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "procedure_migration" ADD CONSTRAINT "FK_faa74dabe57354c3280fb37d544" FOREIGN KEY ("tenant_id", "procedure_id", "from_version") REFERENCES "procedure_version"("tenant_id","procedure_id","version") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "procedure_migration_run" ADD CONSTRAINT "FK_9e06c4596eca55144064e812271" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "procedure_migration_run" ADD CONSTRAINT "FK_040cc8f18b6cbfb9ea890dd68bf" FOREIGN KEY ("tenant_id", "migration_id") REFERENCES "procedure_migration"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const RIGHTS = [
  ...['procedure_migration', 'procedure_migration_run'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy owner on ${table} to app_owner using (true) with check (true)`,
    `create policy administered on ${table} to app_api using (${ADMINISTERS}) with check (${ADMINISTERS})`,
  ]),
  'grant select, insert, update on procedure_migration to app_api',
  // Administrators see configuration, not content: what a run was before stays with the worker.
  `grant select (tenant_id, migration_id, run_id, project_id, project_title, project_reference, document_title, plan_revision, status,
     chosen, report, outcome, outcome_report, as_told, done_at) on procedure_migration_run to app_api`,
  `grant insert (tenant_id, migration_id, run_id, project_id, project_title, project_reference, document_title, plan_revision, status,
     chosen), update (chosen), delete on procedure_migration_run to app_api`,
  'create policy served on procedure_migration_run to app_worker using (project_id = app.served_project())',
  `create policy served on procedure_migration for select to app_worker using (exists (
     select 1 from procedure_migration_run r where r.tenant_id = procedure_migration.tenant_id
       and r.migration_id = procedure_migration.id))`,
  'grant select on procedure_migration to app_worker',
  'grant select, update on procedure_migration_run to app_worker',
];

const FUNCTIONS = [
  // Administrators see no project: of what runs by a version they learn how it is called, and nothing of what is in it.
  `create function app.runs_of_version(procedure uuid, version int)
   returns table (run_id uuid, project_id uuid, project_title text, project_reference text, document_title text)
   language sql stable security definer set search_path = public, pg_temp as $$
     select r.id, r.project_id, p.title, p.reference, d.title
     from run r
     join project p on p.tenant_id = r.tenant_id and p.id = r.project_id
     join document d on d.tenant_id = r.tenant_id and d.id = r.document_id
     where r.procedure_tenant_id = app.tenant_id() and r.tenant_id = app.tenant_id() and app.is_admin()
       and r.procedure_id = procedure and r.procedure_version = version and r.status = 'running'
     order by r.id
   $$`,
  'revoke all on function app.runs_of_version(uuid, int) from public',
  'grant execute on function app.runs_of_version(uuid, int) to app_api',
  // Runs are pinned to a version: not even the owner of the schema changes one by mistake.
  `create function app.published_stays() returns trigger language plpgsql as $$
   begin
     raise exception 'version % of procedure % is published and never changes', old.version, old.procedure_id;
   end $$`,
  'create trigger never_changed before update on procedure_version for each row execute function app.published_stays()',
];
