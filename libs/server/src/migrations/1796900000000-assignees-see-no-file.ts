import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies in the file of a project; its head (project, areas, parties) stays with everybody who has to do with it. */
const FILE: [table: string, column: string][] = [
  ['document', 'project_id'],
  ['document_version', 'project_id'],
  ['run', 'project_id'],
  ['decision', 'project_id'],
];

/**
 * A unit that only has a task by hand is a party of the project as ASSIGNEE: it sees the head, not the file
 * (docs/adr/0027). The head of the audit chain stays open to it, because what it does is appended there.
 */
export class AssigneesSeeNoFile1796900000000 implements MigrationInterface {
  name = 'AssigneesSeeNoFile1796900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SEES_FILE);
    await queryRunner.query('revoke all on function app.sees_file(uuid) from public');
    await queryRunner.query('grant execute on function app.sees_file(uuid) to app_api, app_worker');
    for (const [table, column] of FILE)
      await queryRunner.query(`alter policy seen on ${table} using (app.sees_file(${column}))`);
    for (const table of ['audit_entry', 'audit_body']) {
      await queryRunner.query(`drop policy chained on ${table}`);
      await queryRunner.query(`create policy read on ${table} for select to app_api
        using (app.sees_file(chain) or (chain = app.tenant_id() and app.is_admin()))`);
      await queryRunner.query(`create policy appended on ${table} for insert to app_api
        with check (app.sees_project(chain) or (chain = app.tenant_id() and app.is_admin()))`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['audit_entry', 'audit_body']) {
      await queryRunner.query(`drop policy read on ${table}`);
      await queryRunner.query(`drop policy appended on ${table}`);
      await queryRunner.query(`create policy chained on ${table} to app_api
        using (app.sees_project(chain) or (chain = app.tenant_id() and app.is_admin()))`);
    }
    for (const [table, column] of FILE)
      await queryRunner.query(`alter policy seen on ${table} using (app.sees_project(${column}))`);
    await queryRunner.query('drop function app.sees_file(uuid)');
  }
}

const SEES_FILE = `
create function app.sees_file(project uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from project_party p
    where p.project_id = project and p."until" is null and p.role <> 'ASSIGNEE' and p.unit_id = any (app.unit_ids())
  )
$$;`;
