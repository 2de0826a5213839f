import type { MigrationInterface, QueryRunner } from 'typeorm';

/** House days may open a holiday, changes of the calendar are kept, and running Fristen can be asked for (docs/adr/0025, 0026). */
export class HouseCalendarHasRevisions1796700000000 implements MigrationInterface {
  name = 'HouseCalendarHasRevisions1796700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...RIGHTS, RUNNING_STEPS, ...FUNCTION_RIGHTS])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.running_steps()');
    await queryRunner.query('drop table calendar_change');
    await queryRunner.query('drop table house_calendar');
    await queryRunner.query('alter table house_day drop column kind');
  }
}

const TABLES = [
  `ALTER TABLE "house_day" ADD "kind" text NOT NULL DEFAULT 'closed'`,
  `ALTER TABLE "house_day" ADD CONSTRAINT "house_day_kind" CHECK (kind in ('closed', 'open'))`,
  'CREATE TABLE "house_calendar" ("tenant_id" uuid NOT NULL, "revision" integer NOT NULL, CONSTRAINT "PK_98fac1d1141e65765681493a624" PRIMARY KEY ("tenant_id"))',
  'CREATE TABLE "calendar_change" ("tenant_id" uuid NOT NULL, "revision" integer NOT NULL, "date" date NOT NULL, "name" text NOT NULL, "kind" text NOT NULL, "act" text NOT NULL, "effect" text, "person_id" uuid NOT NULL, "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "PK_8cedaeb7e171bb34ad30071d16f" PRIMARY KEY ("tenant_id", "revision", "date"))',
  'ALTER TABLE "house_calendar" ADD CONSTRAINT "FK_98fac1d1141e65765681493a624" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE "calendar_change" ADD CONSTRAINT "FK_cd1ccb847a0473ee36bc0272872" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person"("tenant_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION',
];

const protect = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
  `create policy known on ${table} for select to app_api, app_worker using (app.has_context())`,
  `create policy kept on ${table} to app_api
     using (tenant_id = app.tenant_id() and app.is_admin()) with check (tenant_id = app.tenant_id() and app.is_admin())`,
];

const RIGHTS = [
  ...protect('house_calendar'),
  ...protect('calendar_change'),
  'grant select, insert, update on house_calendar to app_api',
  'grant select on house_calendar to app_worker',
  'grant select, insert on calendar_change to app_api',
  'grant select on calendar_change to app_worker',
];

const RUNNING_STEPS = `
-- What an administrator may know of the running procedures of the own house: which unit has which Frist. No person, no
-- answer and no word leaves it; what the project is called is asked for through row level security.
create function app.running_steps() returns table (project_id uuid, run_id uuid, procedure_id uuid, procedure_version int, steps jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.project_id, r.id, r.procedure_id, r.procedure_version, (
    select coalesce(jsonb_agg(case s ->> 'type'
      when 'coSignatureRound' then jsonb_set(s, '{round,seats}', (
        select coalesce(jsonb_agg(seat - array['answers', 'dissent', 'owner', 'ownerSince'] order by place), '[]')
        from jsonb_array_elements(s -> 'round' -> 'seats') with ordinality as seats(seat, place)))
      when 'finalSignature' then jsonb_set(s, '{signers}', (
        select coalesce(jsonb_agg(signer - array['by', 'words', 'owner', 'ownerSince', 'acknowledged'] order by place), '[]')
        from jsonb_array_elements(s -> 'signers') with ordinality as signers(signer, place)))
      else s - array['owner', 'ownerSince'] end order by number), '[]')
    from jsonb_array_elements(r.state -> 'steps') with ordinality as steps(s, number) where (s ->> 'open')::boolean)
  from run r
  where r.tenant_id = app.tenant_id() and app.is_admin() and r.status = 'running'
$$`;

const FUNCTION_RIGHTS = [
  'revoke all on function app.running_steps() from public',
  'grant execute on function app.running_steps() to app_api',
];
