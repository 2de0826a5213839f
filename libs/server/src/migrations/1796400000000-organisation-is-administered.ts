import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Administrators keep units, people and roles; a person may wait for the first sign-in; an empty installation is set up. */
export class OrganisationIsAdministered1796400000000 implements MigrationInterface {
  name = 'OrganisationIsAdministered1796400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, FUNCTIONS, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const COLUMNS = [
  'ALTER TABLE "org_unit" ADD "dissolved_at" TIMESTAMP(3) WITH TIME ZONE, ADD "revision" integer NOT NULL DEFAULT \'1\', ADD "changed_at" TIMESTAMP(3) WITH TIME ZONE, ADD "changed_by" uuid',
  'ALTER TABLE "person" ADD "bound_at" TIMESTAMP(3) WITH TIME ZONE, ADD "revision" integer NOT NULL DEFAULT \'1\', ADD "changed_at" TIMESTAMP(3) WITH TIME ZONE, ADD "changed_by" uuid',
  'ALTER TABLE "person" ALTER COLUMN "subject" DROP NOT NULL',
  'CREATE UNIQUE INDEX "person_awaited" ON "person"  ("issuer", "username") WHERE subject is null and disabled_at is null',
  'CREATE UNIQUE INDEX "person_username" ON "person"  ("tenant_id", "username") WHERE disabled_at is null',
  'CREATE TABLE "setup_attempt" ("id" integer NOT NULL, "failed" integer NOT NULL, "last_failed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_setup_attempt" PRIMARY KEY ("id"))',
];

const FUNCTIONS = `
-- The authority whose own chain this transaction may write because somebody enters it: by the first sign-in or the set-up.
create function app.entering_tenant() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.entering_tenant', true), '')::uuid
$$;

-- The first sign-in of a person who was added by username alone. Afterwards only (issuer, subject) counts (ADR 0019).
create function app.bind_person(token_issuer text, token_subject text, token_username text) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  bound person%rowtype;
begin
  -- Whose subject is known stays who they are, disabled or not: only who is nobody yet can become somebody.
  if exists (select 1 from person where issuer = token_issuer and subject = token_subject) then
    return null;
  end if;
  update person set subject = token_subject, bound_at = app.now(), revision = revision + 1
  where issuer = token_issuer and username = lower(token_username) and subject is null and disabled_at is null
  returning * into bound;
  if bound.id is null then
    return null;
  end if;
  perform set_config('app.entering_tenant', bound.tenant_id::text, true);
  return jsonb_build_object('personId', bound.id, 'tenantId', bound.tenant_id, 'username', bound.username);
end
$$;

-- An authority with its root unit and its first administrator, who may still have to sign in for the first time.
create function app.found_tenant(given jsonb) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  tenant uuid := (given ->> 'tenantId')::uuid;
  moment timestamptz := app.now();
begin
  insert into tenant (id, key, name, kind, state)
  values (tenant, given ->> 'key', given ->> 'name', given ->> 'kind', given ->> 'state');
  insert into org_unit (tenant_id, id, parent_id, code, name, kind, department, changed_at)
  values (tenant, (given ->> 'unitId')::uuid, null, given ->> 'key', given ->> 'name', given ->> 'kind', null, moment);
  insert into person (tenant_id, id, issuer, subject, username, name, bound_at, changed_at)
  values (tenant, (given ->> 'personId')::uuid, given ->> 'issuer', given ->> 'subject', given ->> 'username',
    given ->> 'personName', case when given ->> 'subject' is null then null else moment end, moment);
  insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
  values (tenant, (given ->> 'membershipId')::uuid, (given ->> 'personId')::uuid, (given ->> 'unitId')::uuid, 'ADMIN',
    'BY_ORDER', moment);
  perform set_config('app.entering_tenant', tenant::text, true);
end
$$;

create function app.has_tenant() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from tenant)
$$;

-- The first authority of an installation: the lock lets one of two who ask at once find nothing there.
create function app.set_up(given jsonb) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  lock table tenant in share row exclusive mode;
  if exists (select 1 from tenant) then
    return false;
  end if;
  perform app.found_tenant(given);
  return true;
end
$$;

-- What still hangs on a unit of the own house, as numbers: administrators see configuration, not content.
create function app.unit_ties(unit uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'units', (select count(*) from org_unit u where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.dissolved_at is null),
    'people', (select count(distinct m.person_id) from membership m
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
      where m.tenant_id = o.tenant_id and m.unit_id = o.id and (m.valid_to is null or m.valid_to > app.now())),
    'projects', (select count(distinct y.project_id) from project_party y
      join project j on j.tenant_id = y.tenant_id and j.id = y.project_id and j.state <> 'closed'
      where y.unit_id = o.id and y."until" is null),
    'tasks', (select count(*) from task t where t.unit_id = o.id and t.status = 'open'))
  from org_unit o where o.id = unit and o.tenant_id = app.tenant_id() and app.is_admin()
$$;
`;

const ADMINISTERED = 'tenant_id = app.tenant_id() and app.is_admin()';

const RIGHTS = [
  ...['app.entering_tenant()', 'app.has_tenant()', 'app.unit_ties(uuid)', 'app.set_up(jsonb)'].map(
    (signature) => `revoke all on function ${signature} from public`,
  ),
  'revoke all on function app.bind_person(text, text, text), app.found_tenant(jsonb) from public',
  'grant execute on function app.entering_tenant(), app.has_tenant(), app.unit_ties(uuid), app.set_up(jsonb) to app_api',
  'grant execute on function app.bind_person(text, text, text) to app_api',
  ...['org_unit', 'person', 'membership', 'deputation'].flatMap((table) => [
    `create policy entered on ${table} for insert to app_api with check (${ADMINISTERED})`,
    `create policy kept on ${table} for update to app_api using (${ADMINISTERED}) with check (${ADMINISTERED})`,
  ]),
  // What makes a person that person, issuer and subject, is written by the first sign-in alone.
  'grant insert (tenant_id, id, issuer, username, name, changed_at, changed_by) on person to app_api',
  'grant update (username, name, disabled_at, revision, changed_at, changed_by) on person to app_api',
  'grant insert on org_unit, membership, deputation to app_api',
  'grant update (parent_id, code, name, kind, department, dissolved_at, revision, changed_at, changed_by) on org_unit to app_api',
  'grant update (capacity, valid_to) on membership to app_api',
  'grant update (valid_to) on deputation to app_api',
  ...['audit_chain', 'audit_entry', 'audit_body'].map(
    (table) => `create policy entering on ${table} to app_api using (chain = app.entering_tenant())`,
  ),
  'grant select, insert, update on setup_attempt to app_api',
];

const DOWN = [
  ...['audit_chain', 'audit_entry', 'audit_body'].map((table) => `drop policy entering on ${table}`),
  ...['org_unit', 'person', 'membership', 'deputation'].flatMap((table) => [
    `drop policy entered on ${table}`,
    `drop policy kept on ${table}`,
    `revoke insert, update on ${table} from app_api`,
  ]),
  'drop function app.unit_ties(uuid), app.set_up(jsonb), app.has_tenant(), app.found_tenant(jsonb), app.bind_person(text, text, text), app.entering_tenant()',
  'DROP TABLE "setup_attempt"',
  'DROP INDEX "person_username"',
  'DROP INDEX "person_awaited"',
  'DELETE FROM "person" WHERE "subject" IS NULL',
  'ALTER TABLE "person" ALTER COLUMN "subject" SET NOT NULL',
  'ALTER TABLE "person" DROP COLUMN "bound_at", DROP COLUMN "revision", DROP COLUMN "changed_at", DROP COLUMN "changed_by"',
  'ALTER TABLE "org_unit" DROP COLUMN "dissolved_at", DROP COLUMN "revision", DROP COLUMN "changed_at", DROP COLUMN "changed_by"',
];
