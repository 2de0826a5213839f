import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a project is written anew, and the draft of its Fortschreibung (docs/adr/0079). */
export class ProjectsAreRenewed1798100000500 implements MigrationInterface {
  name = 'ProjectsAreRenewed1798100000500';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table project_renewal');
    await queryRunner.query('drop table project_cycle');
  }
}

const INSTANT = 'TIMESTAMP(3) WITH TIME ZONE';
const TO_PROJECT = 'REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION';

const TABLES = [
  `CREATE TABLE "project_cycle" ("tenant_id" uuid NOT NULL, "project_id" uuid NOT NULL, "anchor_on" date NOT NULL,
     "next_on" date NOT NULL, "months" integer, "turn" integer NOT NULL, "remind_months" integer NOT NULL,
     "reminded" boolean NOT NULL, "state" text NOT NULL, "reason" text, "revision" integer NOT NULL,
     "set_at" ${INSTANT} NOT NULL, "set_by" uuid NOT NULL, "set_by_name" text NOT NULL,
     CONSTRAINT "project_cycle_state" CHECK (state in ('running', 'paused', 'ended', 'passedOn')),
     CONSTRAINT "PK_project_cycle" PRIMARY KEY ("tenant_id", "project_id"))`,
  `ALTER TABLE "project_cycle" ADD CONSTRAINT "project_cycle_of_project" FOREIGN KEY ("tenant_id", "project_id") ${TO_PROJECT}`,
  `CREATE TABLE "project_renewal" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL,
     "due_on" date NOT NULL, "content" jsonb NOT NULL, "state" text NOT NULL, "made_at" ${INSTANT} NOT NULL,
     "successor_id" uuid, "opened_at" ${INSTANT}, "opened_by_name" text,
     CONSTRAINT "project_renewal_state" CHECK ((state in ('draft', 'replaced') and successor_id is null)
       or (state = 'opened' and successor_id is not null)),
     CONSTRAINT "PK_project_renewal" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "project_renewal_by_successor" ON "project_renewal" ("successor_id")',
  `CREATE UNIQUE INDEX "project_renewal_one_draft" ON "project_renewal" ("project_id") WHERE state = 'draft'`,
  'CREATE UNIQUE INDEX "project_renewal_once" ON "project_renewal" ("project_id", "due_on")',
  `ALTER TABLE "project_renewal" ADD CONSTRAINT "project_renewal_of_project" FOREIGN KEY ("tenant_id", "project_id") ${TO_PROJECT}`,
  `ALTER TABLE "project_renewal" ADD CONSTRAINT "project_renewal_successor" FOREIGN KEY ("tenant_id", "successor_id") ${TO_PROJECT}`,
];

const RIGHTS = [
  ...['project_cycle', 'project_renewal'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy owner on ${table} to app_owner using (true) with check (true)`,
    `create policy added on ${table} for insert to app_api with check (app.sees_file(project_id))`,
    `create policy changed on ${table} for update to app_api using (app.sees_file(project_id))`,
    `create policy served on ${table} to app_worker using (app.serves(project_id))`,
    `grant select, insert, update on ${table} to app_api, app_worker`,
  ]),
  'create policy seen on project_cycle for select to app_api using (app.sees_file(project_id))',
  // The successor learns of whom it is one; which project that is, is seen by those who see it.
  `create policy seen on project_renewal for select to app_api
     using (app.sees_file(project_id) or (successor_id is not null and app.sees_file(successor_id)))`,
];
