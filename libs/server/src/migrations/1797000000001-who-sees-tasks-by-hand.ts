import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who sees a task by hand: the file's units, the unit that gave it, and the addressed one while it has it and, as its own
 * record, after its end (docs/adr/0028). A command changes rows that its person may not see (a successor that wakes, a
 * sub-task of a sub-task): once the authority is checked it acts on the tasks of the project, until the commit.
 */
export class WhoSeesTasksByHand1797000000001 implements MigrationInterface {
  name = 'WhoSeesTasksByHand1797000000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [FUNCTIONS, ...PROTECTED, ...POLICIES, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const FUNCTIONS = `
create function app.acted_project() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.acted_project', true), '')::uuid
$$;

-- A document that goes with a task of mine, while I have it, or with one that my unit gave.
create function app.sees_document(document uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from assignment_document d join assignment a on a.tenant_id = d.tenant_id and a.id = d.assignment_id
    where d.document_id = document and (
      (a.state in ('open', 'answered') and a.unit_id = any (app.unit_ids())) or a.issuing_unit_id = any (app.unit_ids()))
  )
$$;

-- What names the project of a task that is seen, also when its unit is no party any more.
create function app.project_head(project_id uuid)
returns table (reference text, title text, state text, lead_unit_id uuid, lead_unit_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.reference, p.title, p.state, u.id, u.name
  from project p
  join project_party l on l.project_id = p.id and l.role = 'LEAD' and l."until" is null
  join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
  where p.id = project_head.project_id and (app.sees_project(p.id) or p.id = app.served_project() or exists (
    select 1 from assignment a where a.project_id = p.id and (a.issuing_unit_id = any (app.unit_ids())
      or (a.unit_id = any (app.unit_ids()) and a.state in ('open', 'answered', 'accepted', 'takenBack')))))
$$;

-- As before, and tasks that wait count too.
create or replace function app.unit_ties(unit uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'units', (select count(*) from org_unit u where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.dissolved_at is null),
    'people', (select count(distinct m.person_id) from membership m
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
      where m.tenant_id = o.tenant_id and m.unit_id = o.id and (m.valid_to is null or m.valid_to > app.now())),
    'projects', (select count(distinct y.project_id) from project_party y
      join project j on j.tenant_id = y.tenant_id and j.id = y.project_id and j.state <> 'closed'
      where y.unit_id = o.id and y."until" is null),
    'tasks', (select count(*) from task t where t.unit_id = o.id and t.status in ('open', 'waiting')))
  from org_unit o where o.id = unit and o.tenant_id = app.tenant_id() and app.is_admin()
$$;
`;

const MINE = 'any ((select app.unit_ids())::uuid[])';
const SEEN = `project_id = app.acted_project() or issuing_unit_id = ${MINE} or app.sees_file(project_id)`;
const WITH_TASK =
  'exists (select 1 from assignment a where a.tenant_id = {table}.tenant_id and a.id = {table}.assignment_id)';
const TABLES = ['assignment_group', 'assignment', 'assignment_entry', 'assignment_dependency', 'assignment_document'];

const PROTECTED = [...TABLES, 'position'].flatMap((table) => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy owner on ${table} to app_owner using (true) with check (true)`,
]);

const POLICIES = [
  ...TABLES.map((table) => `create policy served on ${table} to app_worker using (project_id = app.served_project())`),
  `create policy seen on assignment_group for select to app_api using (${SEEN})`,
  `create policy seen on assignment for select to app_api using (
     (unit_id = ${MINE} and state in ('open', 'answered', 'accepted', 'takenBack')) or ${SEEN})`,
  ...['assignment_entry', 'assignment_dependency', 'assignment_document'].map(
    (table) => `create policy seen on ${table} for select to app_api using (${WITH_TASK.replaceAll('{table}', table)})`,
  ),
  ...TABLES.map(
    (table) => `create policy added on ${table} for insert to app_api with check (project_id = app.acted_project())`,
  ),
  ...['assignment_group', 'assignment'].map(
    (table) => `create policy changed on ${table} for update to app_api using (project_id = app.acted_project())`,
  ),
  'create policy removed on assignment_dependency for delete to app_api using (project_id = app.acted_project())',

  `alter policy seen on task using ((status in ('open', 'done') and unit_id = ${MINE})
     or project_id = app.acted_project() or app.sees_file(project_id))`,
  `alter policy seen on notification using (unit_id = ${MINE} or app.sees_file(project_id))`,
  'alter policy seen on document using (app.sees_file(project_id) or app.sees_document(id) or project_id = app.acted_project())',
  `alter policy seen on document_version
     using (app.sees_file(project_id) or app.sees_document(document_id) or project_id = app.acted_project())`,

  'create policy known on position for select to app_api, app_worker using (app.has_context())',
  'create policy entered on position for insert to app_api with check (tenant_id = app.tenant_id() and app.is_admin())',
  'create policy kept on position for update to app_api using (tenant_id = app.tenant_id() and app.is_admin())',
];

const RIGHTS = [
  ...['app.acted_project()', 'app.sees_document(uuid)', 'app.project_head(uuid)'].flatMap((signature) => [
    `revoke all on function ${signature} from public`,
    `grant execute on function ${signature} to app_api, app_worker`,
  ]),
  'grant select, insert, update on assignment_group, assignment to app_api, app_worker',
  'grant select, insert on assignment_entry, assignment_document to app_api, app_worker',
  'grant select, insert, delete on assignment_dependency to app_api, app_worker',
  'grant select on position to app_api, app_worker',
  'grant insert on position to app_api',
  'grant update (code, name, ended_at, revision) on position to app_api',
  'grant update (position_id) on membership to app_api',
];

const DOWN = [
  'alter policy seen on document_version using (app.sees_file(project_id))',
  'alter policy seen on document using (app.sees_file(project_id))',
  'alter policy seen on notification using (app.sees_project(project_id))',
  `alter policy seen on task using (
     (status in ('open', 'done') and unit_id = ${MINE}) or app.sees_project(project_id))`,
  'revoke update (position_id) on membership from app_api',
  ...[...TABLES, 'position'].flatMap((table) => [
    ...(table === 'position' ? ['known', 'entered', 'kept'] : ['served', 'seen', 'added']).map(
      (policy) => `drop policy ${policy} on ${table}`,
    ),
    `revoke all on ${table} from app_api, app_worker`,
  ]),
  'drop policy changed on assignment_group',
  'drop policy changed on assignment',
  'drop policy removed on assignment_dependency',
  'drop function app.project_head(uuid), app.sees_document(uuid), app.acted_project()',
];
