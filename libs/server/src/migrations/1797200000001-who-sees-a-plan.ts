import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies in the file of a project; what is `replaced` is written anew with the measure that it belongs to. */
const FILE = {
  project_phase: 'edited',
  milestone: 'edited',
  measure: 'edited',
  measure_partner: 'replaced',
  measure_area: 'replaced',
  risk: 'edited',
  resolution: 'appended',
  citation: 'edited',
} as const;

const LINK_SEEN = `app.sees_project(project_id) and app.sees_project(other_project_id)
  and (app.sees_file(project_id) or app.sees_file(other_project_id))`;
const LINK_MADE = 'app.sees_file(project_id) and app.sees_file(other_project_id)';

/** The plan is part of the file (docs/adr/0027); a link is seen by those who see both projects (docs/adr/0032). */
export class WhoSeesAPlan1797200000001 implements MigrationInterface {
  name = 'WhoSeesAPlan1797200000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    const run = (sql: string) => queryRunner.query(sql);
    for (const table of [...Object.keys(FILE), 'project_link']) {
      await run(`alter table ${table} enable row level security`);
      await run(`alter table ${table} force row level security`);
      await run(`create policy owner on ${table} to app_owner using (true) with check (true)`);
      await run(`create policy served on ${table} for select to app_worker using (project_id = app.served_project())`);
      await run(`grant select, insert on ${table} to app_api`);
      await run(`grant select on ${table} to app_worker`);
    }
    for (const [table, rights] of Object.entries(FILE)) {
      await run(`create policy seen on ${table} for select to app_api using (app.sees_file(project_id))`);
      await run(`create policy added on ${table} for insert to app_api with check (app.sees_file(project_id))`);
      if (rights === 'appended') continue;
      const right = rights === 'edited' ? 'update' : 'delete';
      await run(`create policy changed on ${table} for ${right} to app_api using (app.sees_file(project_id))`);
      await run(`grant ${right} on ${table} to app_api`);
    }
    await run(`create policy seen on project_link for select to app_api using (${LINK_SEEN})`);
    await run(`create policy added on project_link for insert to app_api with check (${LINK_MADE})`);
    await run(`create policy changed on project_link for update to app_api using (${LINK_SEEN})`);
    await run('grant update on project_link to app_api');
    await run(PARENT_PROBLEM);
    await run('revoke all on function app.parent_problem(uuid, uuid, int) from public');
    await run('grant execute on function app.parent_problem(uuid, uuid, int) to app_api');
    await run(END_UNSEEN_PARENT);
    await run('revoke all on function app.end_unseen_parent(uuid, timestamptz, text) from public');
    await run('grant execute on function app.end_unseen_parent(uuid, timestamptz, text) to app_api');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const run = (sql: string) => queryRunner.query(sql);
    await run('drop function app.end_unseen_parent(uuid, timestamptz, text)');
    await run('drop function app.parent_problem(uuid, uuid, int)');
    for (const table of [...Object.keys(FILE), 'project_link']) {
      for (const policy of ['owner', 'served', 'seen', 'added', 'changed'])
        await run(`drop policy if exists ${policy} on ${table}`);
      await run(`alter table ${table} disable row level security, no force row level security`);
      await run(`revoke all on ${table} from app_api, app_worker`);
    }
  }
}

/** Asked beyond what the asker may see, and tells nothing but whether it would do: a hidden project can close a circle too. */
const PARENT_PROBLEM = `
create function app.parent_problem(child uuid, parent uuid, most int) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive above(id, steps) as (
    select parent, 1
    union all
    select l.other_project_id, a.steps + 1 from above a
    join project_link l on l.project_id = a.id and l.kind = 'parent' and l.ended_at is null
    where a.steps <= most + 1
  ), below(id, steps) as (
    select child, 0
    union all
    select l.project_id, b.steps + 1 from below b
    join project_link l on l.other_project_id = b.id and l.kind = 'parent' and l.ended_at is null
    where b.steps <= most + 1
  )
  select case
    when child in (select id from above) then 'parentCycle'
    when (select max(steps) from above) + (select max(steps) from below) > most then 'parentTooDeep'
  end
$$;`;

const END_UNSEEN_PARENT = `
create function app.end_unseen_parent(child uuid, moment timestamptz, by_name text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update project_link set ended_at = moment, end_reason = '', ended_by_name = by_name
  where project_id = child and kind = 'parent' and ended_at is null
    and app.sees_file(child) and not app.sees_project(other_project_id)
$$;`;
