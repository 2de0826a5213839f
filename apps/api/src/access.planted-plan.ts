import type { DataSource } from 'typeorm';

/** The tables of a plan that lie in the file of one project. */
export const PLAN_TABLES = [
  'project_phase',
  'milestone',
  'measure',
  'measure_partner',
  'measure_area',
  'risk',
  'resolution',
  'citation',
];

const OF_EACH = [
  `insert into project_phase (tenant_id, id, project_id, name, position, from_day, to_day, created_at)
   select tenant_id, gen_random_uuid(), project_id, 'Phase', 1, '2031-01-01', '2031-12-31', now() from lead`,
  `insert into milestone (tenant_id, id, project_id, name, day, unit_id, unit_tenant_id, created_at)
   select tenant_id, gen_random_uuid(), project_id, 'Auftakt', '2031-03-01', unit_id, unit_tenant_id, now() from lead`,
  `insert into measure (tenant_id, id, project_id, position, title, description, lead_unit_id, lead_unit_tenant_id, target_group,
     is_key, stated_at, stated_by_name, created_at)
   select tenant_id, gen_random_uuid(), project_id, 1, 'Maßnahme', '', unit_id, unit_tenant_id, '', false, now(), '', now() from lead`,
  `insert into measure_partner (tenant_id, measure_id, position, project_id, name)
   select m.tenant_id, m.id, 1, m.project_id, 'Kiezsport e. V.' from measure m join lead l on l.project_id = m.project_id`,
  `insert into measure_area (tenant_id, measure_id, edition, area_key, project_id)
   select m.tenant_id, m.id, '2021', '013008', m.project_id from measure m join lead l on l.project_id = m.project_id`,
  `insert into risk (tenant_id, id, project_id, kind, category, title, description, unit_id, unit_tenant_id, stated_at,
     stated_by_name, created_at)
   select tenant_id, gen_random_uuid(), project_id, 'obstacle', 'space', 'Kein Raum', '', unit_id, unit_tenant_id, now(), '', now()
   from lead`,
  `insert into resolution (tenant_id, id, project_id, body, decided_on, number, text, result, correction_reason, entered_at,
     entered_by_name)
   select tenant_id, gen_random_uuid(), project_id, 'BVV', '2021-05-20', '', 'Beschlossen', '', '', now(), '' from lead`,
  `insert into citation (tenant_id, id, project_id, title, source, created_at)
   select tenant_id, gen_random_uuid(), project_id, 'Profil', '', now() from lead`,
];
const LEAD = `with lead as (select * from project_party where project_id = $1 and role = 'LEAD' and "until" is null)`;

/** One row in each of them for each project, and a link from the first project to the second. */
export async function plantPlan(owner: DataSource, projectIds: [string, string]): Promise<void> {
  for (const projectId of projectIds) for (const sql of OF_EACH) await owner.query(`${LEAD} ${sql}`, [projectId]);
  await owner.query(
    `insert into project_link (tenant_id, id, project_id, other_tenant_id, other_project_id, kind, created_at, created_by_name)
     select p.tenant_id, gen_random_uuid(), p.id, o.tenant_id, o.id, 'depends', now(), '' from project p, project o
     where p.id = $1 and o.id = $2`,
    projectIds,
  );
}
