import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A unit that gets another Ressort brings its projects under it (docs/adr/0021). */
export class DepartmentsFollowUnits1796800000000 implements MigrationInterface {
  name = 'DepartmentsFollowUnits1796800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [FOLLOW_UNITS, ...RIGHTS]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function app.follow_units(uuid[])');
  }
}

const FOLLOW_UNITS = `
-- Administrators see no project: they have the Ressorts of those kept in which units of their house lead or take part.
create function app.follow_units(units uuid[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update project p set departments = now_there.departments
  from (
    select y.project_id, array(
      select distinct u.department from project_party a join org_unit u on u.tenant_id = a.unit_tenant_id and u.id = a.unit_id
      where a.project_id = y.project_id and a."until" is null and a.role <> 'ADDRESSEE' and u.department is not null
      order by 1) as departments
    from project_party y
    where y.unit_tenant_id = app.tenant_id() and y.unit_id = any (units) and y."until" is null and y.role <> 'ADDRESSEE'
    group by y.project_id
  ) now_there
  where app.is_admin() and p.id = now_there.project_id and p.departments <> now_there.departments
$$;
`;

const RIGHTS = [
  'revoke all on function app.follow_units(uuid[]) from public',
  'grant execute on function app.follow_units(uuid[]) to app_api',
];
