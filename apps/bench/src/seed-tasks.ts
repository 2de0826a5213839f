import type pg from 'pg';

export const GROUPS = 50;
/** Tasks a project, as many as a large one has. */
const TASKS_A_PROJECT = 40;

export interface SeededPerson {
  subject: string;
  unitId: string;
}

const GROUP_TABLES = `
  create schema bench;
  create function bench.id(block text, number bigint) returns uuid language sql immutable as $$
    select ('be9c0000-0000-7000-' || block || '-' || lpad(number::text, 12, '0'))::uuid
  $$;`;

/**
 * Units, people, projects and open tasks for the inbox, written by SQL straight into the tables: through the API a million
 * tasks would take days. Every row is as the product would have written it: it stands under the tenant, its unit sees its
 * project, and row level security is as it is.
 */
export async function seedGroups(database: pg.Client, tenantId: string, issuer: string): Promise<SeededPerson[]> {
  await database.query(GROUP_TABLES);
  await database.query(
    `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department, demo)
     select $1, bench.id('8001', n), null, 'BENCH' || n, 'Gruppe ' || n, 'OFFICE', null, true from generate_series(1, $2::int) n`,
    [tenantId, GROUPS],
  );
  await database.query(
    `insert into person (tenant_id, id, issuer, subject, username, name, demo)
     select $1, bench.id('8002', n), $2, 'bench-' || n, 'bench-' || n, 'Gruppe ' || n, true from generate_series(1, $3::int) n`,
    [tenantId, issuer, GROUPS],
  );
  await database.query(
    `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
     select $1, bench.id('8002', n), bench.id('8002', n), bench.id('8001', n), 'CASE_WORKER', 'BY_ORDER', '2025-01-01'
     from generate_series(1, $2::int) n`,
    [tenantId, GROUPS],
  );
  const { rows } = await database.query<SeededPerson>(
    `select p.subject, m.unit_id as "unitId" from person p join membership m on m.person_id = p.id
     where p.subject like 'bench-%' order by p.id`,
  );
  return rows;
}

/** So many open tasks in all, evenly over the groups, with due dates spread over the months around now. */
export async function seedTasks(database: pg.Client, tenantId: string, from: number, to: number): Promise<void> {
  const projects = [tenantId, Math.floor(from / TASKS_A_PROJECT), Math.floor((to - 1) / TASKS_A_PROJECT)];
  await database.query(
    `insert into project (tenant_id, id, reference, title, description, created_by, created_by_name, created_at, updated_at, kind_id)
     select $1, bench.id('8003', p), 'BENCH-' || p, 'Vorhaben ' || p, '', bench.id('8002', 1), 'Gruppe 1', app.now(), app.now(), $1
     from generate_series($2::int, $3::int) p on conflict do nothing`,
    projects,
  );
  await database.query(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select $1, bench.id('8003', p), bench.id('8003', p), bench.id('8001', p % $4 + 1), $1, 'LEAD', app.now()
     from generate_series($2::int, $3::int) p on conflict do nothing`,
    [...projects, GROUPS],
  );
  await database.query(
    `insert into task (tenant_id, id, run_id, project_id, key, step_id, node_id, seat_id, kind, name, unit_id, unit_name, status, opened_at,
       due_end, due_order, project_title, project_reference, area_names, lead_unit_id, lead_unit_name, document_title, paper_number)
     select $1, bench.id('8004', n), bench.id('8005', n), bench.id('8003', p), 'round:' || n, 'round', 'round', 'seat',
       case when n % 5 = 0 then 'task' else 'coSignature' end, '{"de": "Mitzeichnung", "en": "Co-signature"}', bench.id('8001', u),
       'Gruppe ' || u, 'open', app.now(), due, due, 'Vorhaben ' || p, 'BENCH-' || p, 'Moabit West', bench.id('8001', u), 'Gruppe ' || u,
       'Vorlage', 1
     from (select n, (n - 1) / $4::int as p, (n - 1) / $4::int % $5::int + 1 as u,
         date_trunc('day', app.now()) + (n * 7919::bigint % 120 - 20) * interval '1 day' as due
       from generate_series($2::int, $3::int) n) numbered`,
    [tenantId, from + 1, to, TASKS_A_PROJECT, GROUPS],
  );
  await database.query('vacuum analyze task, project, project_party');
}
