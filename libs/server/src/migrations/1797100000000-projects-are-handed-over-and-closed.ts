import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Hand-over of the Federführung, participants with reason, closing, z. d. A., and Aktenzeichen by the scheme of the house
 * (docs/adr/0030, 0031).
 */
export class ProjectsAreHandedOverAndClosed1797100000000 implements MigrationInterface {
  name = 'ProjectsAreHandedOverAndClosed1797100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS, SEES_PROJECT, GIVEN_REFERENCES, ...FUNCTION_RIGHTS])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const INSTANT = 'TIMESTAMP(3) WITH TIME ZONE';

const TABLES = [
  `ALTER TABLE "project" ADD "closed_at" ${INSTANT}, ADD "closed_by_name" text, ADD "closing_note" text,
     ADD "filed_at" ${INSTANT}, ADD "filed_by_name" text, ADD "retain_until" date`,
  'ALTER TABLE "project_party" ADD "since_reason" text, ADD "until_reason" text',
  // A notification may tell of the project itself.
  'ALTER TABLE "notification" ALTER COLUMN "run_id" DROP NOT NULL',
  `ALTER TABLE "project_counter" ADD "series" text NOT NULL DEFAULT ''`,
  'ALTER TABLE "project_counter" DROP CONSTRAINT "PK_c8d856521f59f0d655f520611b2"',
  'ALTER TABLE "project_counter" ADD CONSTRAINT "PK_641959a3b7cab9f0181d9fcc1a1" PRIMARY KEY ("tenant_id", "year", "series")',
  `CREATE TABLE "reference_scheme" ("tenant_id" uuid NOT NULL, "parts" jsonb NOT NULL, "counter" text NOT NULL,
     "revision" integer NOT NULL, "changed_at" ${INSTANT} NOT NULL,
     "changed_by" uuid NOT NULL, CONSTRAINT "PK_5c5ad6af0e59cdbffc58ec2d48e" PRIMARY KEY ("tenant_id"))`,
  'ALTER TABLE "reference_scheme" ADD CONSTRAINT "FK_5c5ad6af0e59cdbffc58ec2d48e" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "reference_scheme" ADD CONSTRAINT "FK_14eed6bff49bbd7a666d4752c45" FOREIGN KEY ("tenant_id", "changed_by") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  `CREATE TABLE "lead_handover" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "project_id" uuid NOT NULL,
     "from_unit_id" uuid NOT NULL, "to_unit_id" uuid NOT NULL, "state" text NOT NULL, "reason" text NOT NULL,
     "involvement" text, "last_day" date, "valid_until" ${INSTANT}, "matters" jsonb NOT NULL,
     "offered_at" ${INSTANT} NOT NULL, "offered_by" uuid NOT NULL, "offered_by_name" text NOT NULL,
     "settled_at" ${INSTANT}, "settled_by" uuid, "settled_by_name" text, "answer" text,
     CONSTRAINT "PK_d447bd4a35e1ea496cae32a6d0c" PRIMARY KEY ("tenant_id", "id"))`,
  `CREATE INDEX "lead_handover_offered_to" ON "lead_handover" ("to_unit_id", "project_id") WHERE state = 'offered'`,
  `CREATE UNIQUE INDEX "lead_handover_one_offer" ON "lead_handover" ("project_id") WHERE state = 'offered'`,
  'CREATE INDEX "lead_handover_of_project" ON "lead_handover" ("project_id", "offered_at")',
  'ALTER TABLE "lead_handover" ADD CONSTRAINT "FK_6a4385623d8a49c25cdc9a427c3" FOREIGN KEY ("tenant_id", "project_id") REFERENCES "project"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const protect = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
];

/** The unit that is asked sees and answers the offer, whether or not it has anything else to do with the project. */
const OF_HANDOVER = 'app.sees_file(project_id) or to_unit_id = any ((select app.unit_ids())::uuid[])';

const RIGHTS = [
  ...protect('reference_scheme'),
  'create policy known on reference_scheme for select to app_api using (tenant_id = app.tenant_id())',
  `create policy kept on reference_scheme to app_api
     using (tenant_id = app.tenant_id() and app.is_admin()) with check (tenant_id = app.tenant_id() and app.is_admin())`,
  'grant select, insert, update on reference_scheme to app_api',
  ...protect('lead_handover'),
  `create policy seen on lead_handover for select to app_api using (${OF_HANDOVER})`,
  'create policy added on lead_handover for insert to app_api with check (app.sees_file(project_id))',
  `create policy changed on lead_handover for update to app_api using (${OF_HANDOVER})`,
  'create policy served on lead_handover to app_worker using (project_id = app.served_project())',
  'grant select, insert, update on lead_handover to app_api',
  'grant select on lead_handover to app_worker',
];

const PARTY = `select 1 from project_party p
    where p.project_id = project and p."until" is null and p.unit_id = any (app.unit_ids())`;

// The head of a project is for its parties, and for the unit to which its lead is offered as long as the offer stands.
const SEES_PROJECT = `
create or replace function app.sees_project(project uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (${PARTY}) or exists (
    select 1 from lead_handover h
    where h.project_id = project and h.state = 'offered' and h.to_unit_id = any (app.unit_ids())
      and (h.valid_until is null or h.valid_until > app.now()))
$$`;

// Whether a number is taken must be known of every project of the house, also of those that the asking person may not see.
const GIVEN_REFERENCES = `
create function app.given_references(wanted text[]) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(p.reference), '{}') from project p
  where p.tenant_id = app.tenant_id() and p.reference = any (wanted)
$$`;

const FUNCTION_RIGHTS = [
  'revoke all on function app.given_references(text[]) from public',
  'grant execute on function app.given_references(text[]) to app_api',
];

const DOWN = [
  'drop function app.given_references(text[])',
  `create or replace function app.sees_project(project uuid) returns boolean
   language sql stable security definer set search_path = public, pg_temp as $$ select exists (${PARTY}) $$`,
  'drop table lead_handover',
  'drop table reference_scheme',
  `delete from project_counter where series <> ''`,
  'ALTER TABLE "project_counter" DROP CONSTRAINT "PK_641959a3b7cab9f0181d9fcc1a1"',
  'ALTER TABLE "project_counter" DROP COLUMN "series"',
  'ALTER TABLE "project_counter" ADD CONSTRAINT "PK_c8d856521f59f0d655f520611b2" PRIMARY KEY ("tenant_id", "year")',
  'delete from notification where run_id is null',
  'ALTER TABLE "notification" ALTER COLUMN "run_id" SET NOT NULL',
  'ALTER TABLE "project_party" DROP COLUMN "since_reason", DROP COLUMN "until_reason"',
  `ALTER TABLE "project" DROP COLUMN "closed_at", DROP COLUMN "closed_by_name", DROP COLUMN "closing_note",
     DROP COLUMN "filed_at", DROP COLUMN "filed_by_name", DROP COLUMN "retain_until"`,
];
