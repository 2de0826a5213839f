import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kinds of projects as data of the house; every house has „Vorhaben“, and every project that is there is of it. */
export class KindsOfProjects1797600000000 implements MigrationInterface {
  name = 'KindsOfProjects1797600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLE, FIRST_KIND, ...COLUMNS, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const TABLE = [
  `CREATE TABLE "project_kind" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, "code" text NOT NULL, "name" jsonb NOT NULL, "description" jsonb NOT NULL, "participants" jsonb NOT NULL DEFAULT '[]', "fields" jsonb NOT NULL DEFAULT '[]', "phases" jsonb NOT NULL DEFAULT '[]', "procedure_ids" uuid array NOT NULL DEFAULT '{}', "retention_years" integer NOT NULL DEFAULT '10', "revision" integer NOT NULL DEFAULT '1', "retired_at" TIMESTAMP(3) WITH TIME ZONE, "changed_at" TIMESTAMP(3) WITH TIME ZONE, "changed_by" uuid, CONSTRAINT "PK_a857723e89bcf99bcd8d10bcdb1" PRIMARY KEY ("tenant_id", "id"))`,
  'CREATE UNIQUE INDEX "project_kind_code" ON "project_kind"  ("tenant_id", "code")',
  'ALTER TABLE "project_kind" ADD CONSTRAINT "FK_be768d7c82476e208fab029029b" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'alter table project_kind enable row level security',
  'alter table project_kind force row level security',
  'create policy owner on project_kind to app_owner using (true) with check (true)',
];

/** By whichever way a tenant comes in, its first kind comes along: under the tenant's own id. */
const FIRST_KIND = `
create function app.add_first_kind() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  insert into project_kind (tenant_id, id, code, name, description)
  values (new.id, new.id, 'VH', '{"de": "Vorhaben", "en": "Project"}',
    '{"de": "Ressortübergreifendes Vorhaben ohne besondere Angaben.", "en": "Cross-department project without special details."}');
  return new;
end
$$;
create trigger first_kind after insert on tenant for each row execute function app.add_first_kind();
insert into project_kind (tenant_id, id, code, name, description)
select id, id, 'VH', '{"de": "Vorhaben", "en": "Project"}',
  '{"de": "Ressortübergreifendes Vorhaben ohne besondere Angaben.", "en": "Cross-department project without special details."}'
from tenant;`;

const COLUMNS = [
  'ALTER TABLE "project" ADD "kind_id" uuid',
  'UPDATE "project" SET "kind_id" = "tenant_id"',
  'ALTER TABLE "project" ALTER COLUMN "kind_id" SET NOT NULL',
  `ALTER TABLE "project" ADD "fields" jsonb NOT NULL DEFAULT '{}'`,
  'CREATE INDEX "project_by_kind" ON "project"  ("tenant_id", "kind_id")',
  'ALTER TABLE "project" ADD CONSTRAINT "FK_a857723e89bcf99bcd8d10bcdb1" FOREIGN KEY ("tenant_id", "kind_id") REFERENCES "project_kind"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const ADMINISTERED = 'tenant_id = app.tenant_id() and app.is_admin()';

const RIGHTS = [
  // As procedures: a project that crosses houses shows its kind to everybody who sees the project.
  'create policy known on project_kind for select to app_api, app_worker using (app.has_context())',
  `create policy added on project_kind for insert to app_api with check (${ADMINISTERED})`,
  `create policy kept on project_kind for update to app_api using (${ADMINISTERED}) with check (${ADMINISTERED})`,
  'grant select, insert, update on project_kind to app_api',
  'grant select on project_kind to app_worker',
  // Administrators see no project: they learn how many there are, and how many have something in each field.
  `create function app.kind_usage(kind uuid) returns jsonb
   language sql stable security definer set search_path = public, pg_temp as $$
     select jsonb_build_object(
       'projects', (select count(*) from project p where p.tenant_id = k.tenant_id and p.kind_id = k.id),
       'fields', coalesce((select jsonb_object_agg(f.key, f.n) from (
         select v.key, count(*) as n from project p cross join jsonb_object_keys(p.fields) v(key)
         where p.tenant_id = k.tenant_id and p.kind_id = k.id group by v.key) f), '{}'))
     from project_kind k where k.id = kind and k.tenant_id = app.tenant_id() and app.is_admin()
   $$`,
  'revoke all on function app.kind_usage(uuid), app.add_first_kind() from public',
  'grant execute on function app.kind_usage(uuid) to app_api',
];

const DOWN = [
  'drop function app.kind_usage(uuid)',
  'ALTER TABLE "project" DROP COLUMN "fields", DROP COLUMN "kind_id"',
  'drop trigger first_kind on tenant',
  'drop function app.add_first_kind()',
  'DROP TABLE "project_kind"',
];
