import type { MigrationInterface, QueryRunner } from 'typeorm';

type Rights = 'append' | 'edit' | 'read';

const RIGHTS = {
  append: 'select, insert',
  edit: 'select, insert, update',
  read: 'select',
} satisfies Record<Rights, string>;

/** Tables of a project and the column that names it. What is only appended can be neither changed nor deleted by the app. */
const PROJECT_TABLES: [table: string, column: string, rights: Rights][] = [
  ['project', 'id', 'edit'],
  ['project_area', 'project_id', 'edit'],
  ['project_party', 'project_id', 'edit'],
  ['document', 'project_id', 'append'],
  ['document_version', 'project_id', 'append'],
  ['run', 'project_id', 'edit'],
  ['decision', 'project_id', 'append'],
  ['task', 'project_id', 'edit'],
  ['notification', 'project_id', 'append'],
];

/** Chains of projects; a tenant's own chain has the tenant's id and is for its administrators. */
const CHAIN_TABLES: [table: string, rights: Rights][] = [
  ['audit_chain', 'edit'],
  ['audit_entry', 'append'],
  ['audit_body', 'append'],
];

const ORGANISATION_TABLES = [
  'tenant',
  'org_unit',
  'person',
  'membership',
  'deputation',
  'procedure',
  'procedure_version',
];

/** Reference data and technical tables hold nothing of a tenant; they are the reviewed exceptions from row level security. */
const OPEN_TABLES: [table: string, api: string, worker: string][] = [
  ['area_edition', 'select', 'select'],
  ['area_unit', 'select', 'select'],
  ['area_geometry', 'select', 'select'],
  ['area_inhabitants', 'select', 'select'],
  ['holiday', 'select', 'select'],
  ['test_clock', 'select, insert, update', 'select'],
  ['work_item', 'select, insert', 'select, insert, update'],
];

/** Second wall behind the services: forced row level security on every table of a tenant, and only the rights each role needs. */
export class RowLevelSecurity1795000000002 implements MigrationInterface {
  name = 'RowLevelSecurity1795000000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    const run = (sql: string) => queryRunner.query(sql);
    const protect = async (table: string) => {
      await run(`alter table ${table} enable row level security`);
      await run(`alter table ${table} force row level security`);
      await run(`create policy owner on ${table} to app_owner using (true) with check (true)`);
    };

    for (const [table, column, rights] of PROJECT_TABLES) {
      await protect(table);
      await run(`create policy seen on ${table} for select to app_api using (app.sees_project(${column}))`);
      if (rights === 'edit')
        await run(`create policy changed on ${table} for update to app_api using (app.sees_project(${column}))`);
      await run(`create policy served on ${table} to app_worker using (${column} = app.served_project())`);
      await run(`grant ${RIGHTS[rights]} on ${table} to app_api, app_worker`);
      if (!['project', 'project_party'].includes(table))
        await run(`create policy added on ${table} for insert to app_api with check (app.sees_project(${column}))`);
    }
    await run('create policy opened on project for insert to app_api with check (tenant_id = app.tenant_id())');
    await run(`create policy joined on project_party for insert to app_api
      with check (app.sees_project(project_id) or (role = 'LEAD' and unit_id = any (app.unit_ids()) and tenant_id = app.tenant_id()))`);
    await run('grant delete on project_area to app_api');
    await run('create policy removed on project_area for delete to app_api using (app.sees_project(project_id))');

    for (const [table, rights] of CHAIN_TABLES) {
      await protect(table);
      await run(`create policy chained on ${table} to app_api
        using (app.sees_project(chain) or (chain = app.tenant_id() and app.is_admin()))`);
      await run(`create policy served on ${table} to app_worker using (chain = app.served_project())`);
      await run(`grant ${RIGHTS[rights]} on ${table} to app_api, app_worker`);
    }

    for (const table of ORGANISATION_TABLES) {
      await protect(table);
      await run(`create policy known on ${table} for select to app_api, app_worker using (app.has_context())`);
      await run(`grant select on ${table} to app_api, app_worker`);
    }

    await protect('house_day');
    await run('create policy known on house_day for select to app_api, app_worker using (app.has_context())');
    await run(`create policy kept on house_day to app_api
      using (tenant_id = app.tenant_id() and app.is_admin()) with check (tenant_id = app.tenant_id() and app.is_admin())`);
    await run('grant select, insert, delete on house_day to app_api');
    await run('grant select on house_day to app_worker');

    await protect('project_counter');
    await run(
      'create policy counted on project_counter to app_api using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id())',
    );
    await run('grant select, insert, update on project_counter to app_api');

    await protect('idempotency');
    await run(
      'create policy mine on idempotency to app_api using (actor = app.person_id()) with check (actor = app.person_id())',
    );
    await run('grant select, insert, update, delete on idempotency to app_api');

    for (const [table, api, worker] of OPEN_TABLES) {
      await run(`grant ${api} on ${table} to app_api`);
      await run(`grant ${worker} on ${table} to app_worker`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const tables = await queryRunner.query("select tablename from pg_tables where schemaname = 'public'");
    for (const { tablename } of tables as { tablename: string }[]) {
      const policies = await queryRunner.query('select policyname from pg_policies where tablename = $1', [tablename]);
      for (const { policyname } of policies as { policyname: string }[])
        await queryRunner.query(`drop policy ${policyname} on "${tablename}"`);
      await queryRunner.query(`alter table "${tablename}" disable row level security, no force row level security`);
      await queryRunner.query(`revoke all on "${tablename}" from app_api, app_worker`);
    }
  }
}
