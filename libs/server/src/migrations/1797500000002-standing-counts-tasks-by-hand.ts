import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a project waits for, whoever asks: a unit with a task by hand alone does not see the runs, and yet what it does
 * moves where the project stands (docs/adr/0021, 0027). Of the tasks by hand the most urgent of each unit.
 */
export class StandingCountsTasksByHand1797500000002 implements MigrationInterface {
  name = 'StandingCountsTasksByHand1797500000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(WAITING_IN);
    await queryRunner.query('revoke all on function app.waiting_in(uuid) from public');
    await queryRunner.query('grant execute on function app.waiting_in(uuid) to app_api, app_worker');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.waiting_in(uuid)');
  }
}

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const WAITING_IN = `create function app.waiting_in(project uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'running', (select coalesce(jsonb_agg(r.waiting_for), '[]') from run r where r.project_id = project and r.status = 'running'),
    'assigned', (select coalesce(jsonb_agg(jsonb_build_object('unit', jsonb_build_object('id', t.unit_id, 'name', t.unit_name),
        'owner', t.owner_name, 'kind', case when t.is_duty then 'readdress' else 'task' end, 'since', ${instant('t.opened_at')},
        'dueEnd', ${instant('t.due_end')})), '[]')
      from (select distinct on (t.unit_id, t.kind in ('acceptance', 'readdress')) t.*, t.kind in ('acceptance', 'readdress') as is_duty
        from task t where t.project_id = project and t.status = 'open' and t.assignment_id is not null
        order by t.unit_id, t.kind in ('acceptance', 'readdress'), t.due_order, t.opened_at) t))
  where app.sees_project(project) or project = app.served_project()
$$`;
