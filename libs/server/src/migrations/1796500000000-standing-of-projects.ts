import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read model of the overview on the project's row (docs/adr/0021), filled for what is there. */
export class StandingOfProjects1796500000000 implements MigrationInterface {
  name = 'StandingOfProjects1796500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, ...FILL, CHEAPER_WALL]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter policy seen on project_party using (app.sees_project(project_id))');
    await queryRunner.query('drop index project_by_due');
    for (const column of ['stages', 'holders', 'waiting_units', 'due_order', 'departments', 'area_paths'])
      await queryRunner.query(`alter table project drop column ${column}`);
    await queryRunner.query('alter table run drop column waiting_for');
  }
}

const COLUMNS = [
  `ALTER TABLE "run" ADD "waiting_for" jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE "project" ADD "stages" text array NOT NULL DEFAULT '{}'`,
  `ALTER TABLE "project" ADD "holders" jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE "project" ADD "waiting_units" uuid array NOT NULL DEFAULT '{}'`,
  `ALTER TABLE "project" ADD "due_order" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT 'infinity'`,
  `ALTER TABLE "project" ADD "departments" text array NOT NULL DEFAULT '{}'`,
  `ALTER TABLE "project" ADD "area_paths" text array NOT NULL DEFAULT '{}'`,
  'CREATE INDEX "project_by_due" ON "project"  ("due_order", "id")',
];

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The run that the project's sentence tells of has it there; of another running run the open tasks say it. */
const FILL_RUNS = `
  update run r set waiting_for = case
    when p.situation ->> 'runId' = r.id::text then p.situation -> 'waitingFor'
    else coalesce((
      select jsonb_agg(jsonb_build_object('unit', jsonb_build_object('id', t.unit_id, 'name', t.unit_name), 'owner', t.owner_name,
        'kind', t.kind, 'since', ${instant('t.opened_at')}, 'dueEnd', ${instant('t.due_end')}))
      from task t where t.run_id = r.id and t.status = 'open'), '[]') end
  from project p where p.id = r.project_id and r.status = 'running'`;

const FILL_STANDING = `
  with known as (
    select p.id, exists (select 1 from run r where r.project_id = p.id and r.status = 'running') as is_running,
      p.situation ->> 'status' as status,
      coalesce((select jsonb_agg(h order by coalesce((h ->> 'dueEnd')::timestamptz, 'infinity'), h ->> 'since')
        from run r cross join jsonb_array_elements(r.waiting_for) h where r.project_id = p.id and r.status = 'running'), '[]') as waiting,
      (select jsonb_build_array(jsonb_build_object('unit', jsonb_build_object('id', u.id, 'name', u.name), 'owner', null,
          'kind', 'task', 'since', coalesce(p.situation ->> 'endedAt', ${instant('p.created_at')}), 'dueEnd', null))
        from project_party l join org_unit u on u.tenant_id = l.unit_tenant_id and u.id = l.unit_id
        where l.project_id = p.id and l.role = 'LEAD' and l."until" is null) as lead
    from project p
  ), standing as (
    select id, is_running, status, case
      when is_running then waiting
      when status in ('completed', 'rejected', 'cancelled') then '[]'
      else coalesce(lead, '[]') end as holders
    from known
  )
  update project p set holders = s.holders,
    waiting_units = array(select distinct (h -> 'unit' ->> 'id')::uuid from jsonb_array_elements(s.holders) h
      where h -> 'unit' ->> 'id' is not null),
    due_order = coalesce((s.holders -> 0 ->> 'dueEnd')::timestamptz, 'infinity'),
    stages = case
      when s.is_running and s.holders = '[]' then array['date']
      when s.is_running then array(select distinct case h ->> 'kind' when 'condition' then 'lead' when 'readdress' then 'lead'
        when 'timer' then 'date' else h ->> 'kind' end from jsonb_array_elements(s.holders) h)
      when s.status in ('completed', 'rejected', 'cancelled', 'returned') then array[s.status]
      else array['preparing'] end
  from standing s where s.id = p.id`;

const FILL_REACH = `
  update project p set
    departments = array(
      select distinct u.department from project_party a join org_unit u on u.tenant_id = a.unit_tenant_id and u.id = a.unit_id
      where a.project_id = p.id and a."until" is null and a.role <> 'ADDRESSEE' and u.department is not null order by 1),
    area_paths = array(
      select distinct a.edition || ':' || above.key from project_area a
      cross join lateral (select '00' as key union select left(a.area_key, n) from unnest(array[2, 4, 6, 8]) n) above
      where a.tenant_id = p.tenant_id and a.project_id = p.id order by 1)`;

/** In this order: a project's standing is gathered from its runs. */
export const FILL = [FILL_RUNS, FILL_STANDING, FILL_REACH];

/**
 * The same relation as before: a party of one of my units is what makes its project seen, so that it may be seen itself
 * without asking the function, which runs with other rights and is called anew for each row.
 */
const CHEAPER_WALL = `alter policy seen on project_party using (
  ("until" is null and unit_id = any ((select app.unit_ids())::uuid[])) or app.sees_project(project_id))`;
