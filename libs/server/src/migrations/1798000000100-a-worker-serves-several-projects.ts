import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is due in many projects at once is done in one transaction: the worker serves several of them in it (docs/adr/0059). */
export class AWorkerServesSeveralProjects1798000000100 implements MigrationInterface {
  name = 'AWorkerServesSeveralProjects1798000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [SERVES, SERVED_ONE, HAS_CONTEXT, HOLD_RUNS, ...RIGHTS]) await queryRunner.query(statement);
    await rewrite(queryRunner, ONE, '([a-z_.]+) = app\\.served_project\\(\\)', 'app.serves(\\1)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await rewrite(queryRunner, 'app.serves(', 'app\\.serves\\(([a-z_.]+)\\)', '\\1 = app.served_project()');
    await queryRunner.query('drop function app.hold_runs(uuid[])');
    await queryRunner.query(HAS_CONTEXT_BEFORE);
    await queryRunner.query(SERVED_ONE_BEFORE);
    await queryRunner.query('drop function app.serves(uuid)');
  }
}

/** How policies and functions name the one project that is served. */
const ONE = '= app.served_project()';

// Looked for in a text, because that costs less a row than a list of ids made anew for each.
const SERVES = `create function app.serves(project uuid) returns boolean language sql stable parallel safe as $$
  select strpos(coalesce(current_setting('app.served_project', true), ''), project::text) > 0
$$`;

/** No one project where several are served: what knows only one sees nothing, instead of failing. */
const SERVED_ONE = `create or replace function app.served_project() returns uuid language sql stable parallel safe as $$
  select case when length(current_setting('app.served_project', true)) = 36 then current_setting('app.served_project', true)::uuid end
$$`;
const SERVED_ONE_BEFORE = `create or replace function app.served_project() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.served_project', true), '')::uuid
$$`;
const HAS_CONTEXT = `create or replace function app.has_context() returns boolean language sql stable parallel safe as $$
  select app.person_id() is not null or coalesce(current_setting('app.served_project', true), '') <> ''
$$`;
const HAS_CONTEXT_BEFORE = `create or replace function app.has_context() returns boolean language sql stable parallel safe as $$
  select app.person_id() is not null or app.served_project() is not null
$$`;

// The order of the locks is that of app.hold_project. A project that somebody holds is not waited for: its run is left out.
const HOLD_RUNS = `create function app.hold_runs(held uuid[]) returns setof uuid
language plpgsql volatile as $$
declare
  projects uuid[];
begin
  projects := array(
    select p.id from project p where p.id in (select r.project_id from run r where r.id = any (held))
    order by p.id for no key update skip locked);
  perform pg_advisory_xact_lock_shared(hashtextextended('calendar:' || t.tenant_id::text, 0))
  from (select distinct p.tenant_id from project p where p.id = any (projects) order by 1) t;
  perform 1 from audit_chain c join project p on p.tenant_id = c.tenant_id and p.id = c.chain
  where p.id = any (projects) order by c.chain for no key update of c;
  return query select r.id from run r
  where r.id in (
    select distinct on (o.project_id) o.id from run o
    where o.id = any (held) and o.project_id = any (projects) order by o.project_id, o.id)
  for update;
end
$$`;

const RIGHTS = [
  'revoke all on function app.serves(uuid), app.hold_runs(uuid[]) from public',
  'grant execute on function app.serves(uuid) to app_api, app_worker',
  'grant execute on function app.hold_runs(uuid[]) to app_worker',
];

/** Policies of a row with its project, and functions, that say \`from\` are written anew, word for word but for the pattern. */
async function rewrite(queryRunner: QueryRunner, from: string, pattern: string, to: string): Promise<void> {
  const statements = (await queryRunner.query(
    `select format('alter policy %I on %I', policyname, tablename)
         || coalesce(' using (' || regexp_replace(qual, $2, $3, 'g') || ')', '')
         || coalesce(' with check (' || regexp_replace(with_check, $2, $3, 'g') || ')', '') as sql
       from pg_policies where schemaname = 'public' and (strpos(qual, $1) > 0 or strpos(with_check, $1) > 0) and qual !~* 'select'
     union all
     select regexp_replace(pg_get_functiondef(oid), $2, $3, 'g') from pg_proc
       where pronamespace = 'app'::regnamespace and strpos(prosrc, $1) > 0`,
    [from, pattern, to],
  )) as { sql: string }[];
  for (const { sql } of statements) await queryRunner.query(sql);
}
