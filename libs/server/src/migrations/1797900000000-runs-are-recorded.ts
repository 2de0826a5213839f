import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the engine was told, so that a run can be played again (docs/adr/0047). The application writes it and never reads what
 * was said: that is for whoever operates the installation.
 */
export class RunsAreRecorded1797900000000 implements MigrationInterface {
  name = 'RunsAreRecorded1797900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table run_command');
    await queryRunner.query('drop table house_facts');
  }
}

const TABLES = [
  `CREATE TABLE "house_facts" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "facts" jsonb NOT NULL,
    CONSTRAINT "PK_house_facts" PRIMARY KEY ("tenant_id", "id"))`,
  `CREATE TABLE "run_command" ("tenant_id" uuid NOT NULL, "run_id" uuid NOT NULL, "sequence" integer NOT NULL, "project_id" uuid NOT NULL,
    "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, "command" jsonb NOT NULL, "house_facts_id" uuid NOT NULL, "facts_id" uuid NOT NULL,
    "facts" jsonb, CONSTRAINT "PK_run_command" PRIMARY KEY ("tenant_id", "run_id", "sequence"))`,
  'ALTER TABLE "house_facts" ADD CONSTRAINT "FK_house_facts_tenant" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "run_command" ADD CONSTRAINT "FK_run_command_run" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id","id") ON DELETE CASCADE ON UPDATE NO ACTION',
];

const PROTECTED = ['house_facts', 'run_command'].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
]);

const RIGHTS = [
  ...PROTECTED,
  // As decisions, which say the same to people.
  `create policy seen on run_command for select to app_api
     using (project_id = app.held_project() or app.sees_file(project_id))`,
  `create policy added on run_command for insert to app_api
     with check (project_id = app.held_project() or app.sees_project(project_id))`,
  'create policy served on run_command to app_worker using (project_id = app.served_project())',
  // Enough to know what the last command was told; neither the command nor the facts.
  `grant select (tenant_id, run_id, sequence, project_id, house_facts_id, facts_id), insert on run_command to app_api, app_worker`,
  // The units and closed days of a house, which everybody in it knows.
  'create policy known on house_facts to app_api, app_worker using (app.has_context()) with check (app.has_context())',
  'grant insert on house_facts to app_api, app_worker',
];
