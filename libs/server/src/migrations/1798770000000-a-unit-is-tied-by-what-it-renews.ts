import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A unit could be dissolved while it led closed projects whose Fortschreibung was still to come: nobody was told of it, and nobody
 * could begin, pause or hand it over any more (docs/adr/0079).
 */
export class AUnitIsTiedByWhatItRenews1798770000000 implements MigrationInterface {
  name = 'AUnitIsTiedByWhatItRenews1798770000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(unitTies([...TIES, CYCLES]));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(unitTies(TIES));
  }
}

const unitTies = (ties: string[]): string => `create or replace function app.unit_ties(unit uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    ${ties.join(',\n    ')})
  from org_unit o where o.id = unit and o.tenant_id = app.tenant_id() and app.is_admin()
$$`;

const TIES = [
  `'units', (select count(*) from org_unit u where u.tenant_id = o.tenant_id and u.parent_id = o.id and u.dissolved_at is null)`,
  `'people', (select count(distinct m.person_id) from membership m
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
      where m.tenant_id = o.tenant_id and m.unit_id = o.id and (m.valid_to is null or m.valid_to > app.now()))`,
  `'projects', (select count(distinct y.project_id) from project_party y
      join project j on j.tenant_id = y.tenant_id and j.id = y.project_id and j.state <> 'closed'
      where y.unit_id = o.id and y."until" is null)`,
  `'tasks', (select count(*) from task t where t.unit_id = o.id and t.status in ('open', 'waiting'))`,
];

/** What can be paused, opened or handed over: neither what is paused already nor what is being deleted. */
const CYCLES = `'cycles', (select count(*) from project_party y
      join project j on j.tenant_id = y.tenant_id and j.id = y.project_id and j.state = 'closed'
      join project_cycle c on c.tenant_id = j.tenant_id and c.project_id = j.id
      where y.unit_id = o.id and y.role = 'LEAD' and y."until" is null
        and (c.state = 'running' or (c.state = 'ended' and exists (
          select from project_renewal r where r.tenant_id = j.tenant_id and r.project_id = j.id and r.state = 'draft')))
        and not exists (select from project_deletion d
          where d.tenant_id = j.tenant_id and d.project_id = j.id and d.state in ('running', 'done')))`;
