import { serveProject, type Transaction } from '@querraum/server';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { ASSIGNMENT_TABLES, plantAssignments } from './access.assignments';
import { buildSubject, publishLeadTask, type Subject } from './access.world';
import { PLAN_TABLES, plantPlan } from './access.planted-plan';
import { startTestApi, type TestApi } from './testing';
import { ONE_OF_EACH } from './row-level-security.rows';

/** Reference data and technical tables that hold nothing of a tenant, each looked at and let through. */
const REVIEWED = [
  'area_edition',
  'area_geometry',
  'area_inhabitants',
  'area_unit',
  // Hashes of chains, told by none of them; the heads are for the worker alone.
  'audit_checkpoint',
  'audit_checkpoint_head',
  'document_kind',
  'epoch',
  'holiday',
  'migrations',
  'setup_attempt',
  'test_clock',
  'work_item',
  'worker',
];
/** What is said stays said. */
const APPEND_ONLY = [
  'assignment_document',
  'assignment_entry',
  'audit_body',
  'audit_entry',
  'calendar_change',
  'decision',
  'document_version',
  'note',
  'note_question',
  'notification',
  'report_delivery',
  'resolution',
];
const MAY_DELETE = [
  'assignment_dependency',
  'digest_item',
  'export_job',
  'house_day',
  'idempotency',
  'measure_area',
  'measure_partner',
  'procedure',
  'procedure_draft',
  'procedure_migration_run',
  'project_area',
  'report_recipient',
  'webhook_delivery',
  'webhook_secret',
  'worker',
];
const OF_PROJECTS = [
  'project_area',
  'project_party',
  'document',
  'document_version',
  'document_text',
  'document_link',
  'document_reading',
  'run',
  'decision',
  'task',
  'note',
  'note_question',
  'notification',
  ...PLAN_TABLES,
  ...ASSIGNMENT_TABLES,
];

const QUESTIONS_OF_NOTES = `insert into note_question (tenant_id, note_id, assignment_id, project_id, asked_at)
  select n.tenant_id, n.id, a.id, a.project_id, now() from note n join assignment a on a.project_id = n.project_id`;

describe('row level security, asked in SQL', () => {
  let database: TestDatabase;
  let api: TestApi;
  let mitte: Subject;
  let pankow: Subject;
  let tables: string[];

  const rows = <T>(source: DataSource, sql: string, parameters: unknown[] = []): Promise<T[]> =>
    source.query(sql, parameters);
  const count = async (source: { query(sql: string): Promise<{ n: number }[]> }, table: string) =>
    (await source.query(`select count(*)::int as n from ${pg.escapeIdentifier(table)}`))[0]?.n;
  const asPerson = <T>(username: string, work: (tx: Transaction) => Promise<T>) =>
    database.transactions.read({ issuer: DEMO_ISSUER, subject: DEMO_PEOPLE[username]?.subject ?? '' }, work);
  const projectsIn = async (tx: Transaction, table: string) => {
    const column = table === 'project' ? 'id' : 'project_id';
    const found = await tx.rows<{ id: string }>(
      `select distinct ${pg.escapeIdentifier(column)} as id from ${pg.escapeIdentifier(table)}`,
    );
    return found.map(({ id }) => id);
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    await publishLeadTask(database);
    [mitte, pankow] = await Promise.all([
      buildSubject(api, 'mitte', 'signature'),
      buildSubject(api, 'pankow', 'round'),
    ]);
    for (const statement of Object.values(ONE_OF_EACH)) await rows(database.owner, statement);
    await plantPlan(database.owner, [mitte.projectId, pankow.projectId]);
    await plantAssignments(database.owner, [mitte.projectId, pankow.projectId]);
    await rows(database.owner, QUESTIONS_OF_NOTES);
    const found = await rows<{ name: string }>(
      database.owner,
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
    );
    tables = found.map(({ name }) => name);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('is forced on every table but the reviewed ones', async () => {
    const unprotected = await rows<{ name: string }>(
      database.owner,
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
       order by 1`,
    );
    expect(unprotected.map(({ name }) => name)).toEqual(REVIEWED);
  });

  it('shows neither role a row without a context, in whichever table', async () => {
    for (const table of tables.filter((name) => !REVIEWED.includes(name))) {
      expect([table, await count(database.owner, table)]).not.toEqual([table, 0]);
      // A role without the right to read at all needs no wall.
      for (const role of [database.api, database.worker]) {
        const mayRead = await rows(role, "select 1 where has_table_privilege($1, 'select')", [table]);
        if (mayRead.length > 0) expect([table, await count(role, table)]).toEqual([table, 0]);
      }
    }
  });

  it('leaves no context behind for the next one on the same connection', async () => {
    const connection = database.api.createQueryRunner();
    const { subject } = DEMO_PEOPLE['jonas.albrecht'] ?? {};
    await connection.startTransaction();
    await connection.query('select app.enter($1, $2, false)', [DEMO_ISSUER, subject]);
    expect(await count(connection, 'project')).toBe(1);
    await connection.commitTransaction();
    expect(await count(connection, 'project')).toBe(0);
    await connection.release();
  });

  it('shows each person the projects in which their units take part, in every table of a project', async () => {
    const tablesOf = ['project', ...OF_PROJECTS];
    for (const username of ['jonas.albrecht', 'aylin.demirel', 'marlene.ostermann'])
      for (const table of tablesOf)
        expect([username, table, await asPerson(username, (tx) => projectsIn(tx, table))]).toEqual([
          username,
          table,
          [mitte.projectId],
        ]);
    // Nothing has been decided yet in the project of Pankow.
    for (const table of tablesOf.filter((name) => name !== 'decision'))
      expect([table, await asPerson('omar.haddad', (tx) => projectsIn(tx, table))]).toEqual([
        table,
        [pankow.projectId],
      ]);
    for (const username of ['moritz.engel', 'lukas.hartwig', 'katrin.moeller', 'pia.lorenz'])
      for (const table of ['project', ...OF_PROJECTS])
        expect([username, table, await asPerson(username, (tx) => projectsIn(tx, table))]).toEqual([
          username,
          table,
          [],
        ]);
  });

  it('shows a link between two projects to nobody who sees one of them only', async () => {
    const links = (username: string) => asPerson(username, (tx) => tx.rows('select 1 from project_link'));
    expect(await count(database.owner, 'project_link')).toBe(1);
    for (const username of ['jonas.albrecht', 'aylin.demirel', 'marlene.ostermann', 'omar.haddad', 'katrin.moeller'])
      expect([username, await links(username)]).toEqual([username, []]);
  });

  it('shows an export and what is in it to whom it belongs', async () => {
    const exports = (username: string) =>
      asPerson(username, (tx) => tx.rows('select 1 from export_job union all select 1 from export_piece'));
    expect(await exports('aylin.demirel')).toHaveLength(2);
    for (const username of ['jonas.albrecht', 'marlene.ostermann', 'omar.haddad', 'katrin.moeller'])
      expect([username, await exports(username)]).toEqual([username, []]);
    const steal = "update export_job set state = 'done', ended_at = now(), expires_at = now() returning id";
    expect(await asPerson('jonas.albrecht', (tx) => tx.rows(steal))).toEqual([]);
    await expect(
      asPerson('jonas.albrecht', (tx) => tx.rows('update export_job set person_id = app.person_id()')),
    ).rejects.toThrow(/permission denied/);
  });

  it('shows the audit chain to those who see the project, and that of the house to its administrators', async () => {
    const chains = async (username: string) =>
      asPerson(username, async (tx) =>
        (await tx.rows<{ chain: string }>('select chain from audit_chain')).map((row) => row.chain),
      );
    expect(await chains('aylin.demirel')).toEqual([mitte.projectId]);
    expect(await chains('moritz.engel')).toEqual([]);
    expect(await chains('katrin.moeller')).toEqual([]);
    await api.request('POST', '/calendar/changes', {
      as: 'katrin.moeller',
      body: { add: [{ date: '2031-06-03', name: 'X' }] },
      headers: { 'if-match': '"1"' },
    });
    expect(await chains('katrin.moeller')).toEqual([DEMO_PEOPLE['katrin.moeller']?.tenantId]);
    expect(await chains('aylin.demirel')).toEqual([mitte.projectId]);
  });

  it('changes nothing in a project that one does not see', async () => {
    const write = (sql: string, parameters: unknown[]) => asPerson('moritz.engel', (tx) => tx.rows(sql, parameters));
    expect(await write("update project set title = 'x' where id = $1 returning id", [mitte.projectId])).toEqual([]);
    expect(await write('update task set owner_id = null where id = $1 returning id', [mitte.taskId])).toEqual([]);
    expect(
      await write('delete from project_area where project_id = $1 returning project_id', [mitte.projectId]),
    ).toEqual([]);
    const { tenantId, unitId } = DEMO_PEOPLE['moritz.engel'] ?? {};
    const intruders: [string, unknown[]][] = [
      ["insert into document values ($1, gen_random_uuid(), $2, 'x', now())", [tenantId, mitte.projectId]],
      [
        "insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since) values ($1, gen_random_uuid(), $2, $3, $1, 'ADDRESSEE', now())",
        [tenantId, mitte.projectId, unitId],
      ],
      ['insert into audit_chain (tenant_id, chain) values ($1, gen_random_uuid())', [tenantId]],
      [
        "insert into citation (tenant_id, id, project_id, title, source, created_at) values ($1, gen_random_uuid(), $2, 'x', '', now())",
        [tenantId, mitte.projectId],
      ],
    ];
    expect(await write("update measure set title = 'x' where project_id = $1 returning id", [mitte.projectId])).toEqual(
      [],
    );
    for (const [sql, parameters] of intruders)
      await expect(write(sql, parameters)).rejects.toThrow(/row-level security/);
  });

  it('lets nobody but the administrators of the house work on its procedures', async () => {
    const own = DEMO_PEOPLE['katrin.moeller']?.tenantId;
    const foreign = DEMO_PEOPLE['lukas.hartwig']?.tenantId;
    const add = (username: string, tenantId: string | undefined) =>
      asPerson(username, (tx) =>
        tx.rows('insert into procedure (tenant_id, id, key) values ($1, gen_random_uuid(), $2)', [tenantId, username]),
      );
    await expect(add('katrin.moeller', foreign)).rejects.toThrow(/row-level security/);
    await expect(add('jonas.albrecht', own)).rejects.toThrow(/row-level security/);
    const drafts = (username: string) => asPerson(username, (tx) => tx.rows('select 1 from procedure_draft'));
    expect(await drafts('katrin.moeller')).toHaveLength(1);
    expect(await drafts('jonas.albrecht')).toEqual([]);
    const usage = (username: string) => asPerson(username, (tx) => tx.rows('select 1 from app.procedure_usage()'));
    expect(await usage('katrin.moeller')).toHaveLength(1);
    expect(await usage('jonas.albrecht')).toEqual([]);
    for (const source of [database.api, database.worker])
      await expect(rows(source, "update procedure_version set hash = 'x'")).rejects.toThrow(/permission denied/);
  });

  it('shows the worker the project that it serves, and no other', async () => {
    for (const { projectId } of [mitte, pankow]) {
      const found = await database.workerTransactions.run(async (tx) => {
        await serveProject(tx, projectId);
        return Promise.resolve(projectsIn(tx, 'project')).then(async (projects) => [
          projects,
          await projectsIn(tx, 'task'),
        ]);
      });
      expect(found).toEqual([[projectId], [projectId]]);
    }
    await expect(rows(database.worker, 'select app.enter($1, $2, false)', [DEMO_ISSUER, 'x'])).rejects.toThrow(
      /permission denied/,
    );
  });

  it('gives the roles only the rights they need', async () => {
    const rights = await rows<{ grantee: string; table: string; right: string }>(
      database.owner,
      `select grantee, table_name as table, privilege_type as right from information_schema.role_table_grants
       where table_schema = 'public' and grantee in ('app_api', 'app_worker', 'PUBLIC')`,
    );
    const tablesWith = (right: string, grantee?: string) =>
      [
        ...new Set(
          rights
            .filter((one) => one.right === right && one.grantee === (grantee ?? one.grantee))
            .map(({ table }) => table),
        ),
      ].sort();
    expect(tablesWith('DELETE')).toEqual(MAY_DELETE);
    expect(tablesWith('TRUNCATE')).toEqual([]);
    expect(tablesWith('REFERENCES')).toEqual([]);
    expect(tablesWith('TRIGGER')).toEqual([]);
    expect(tablesWith('SELECT', 'PUBLIC')).toEqual([]);
    expect(tablesWith('UPDATE').filter((table) => APPEND_ONLY.includes(table))).toEqual([]);
    expect(tablesWith('SELECT')).not.toContain('migrations');
    for (const table of APPEND_ONLY)
      for (const source of [database.api, database.worker]) {
        const word = { message: expect.stringContaining('permission denied') };
        await expect(rows(source, `delete from ${pg.escapeIdentifier(table)}`)).rejects.toMatchObject(word);
        await expect(
          rows(source, `update ${pg.escapeIdentifier(table)} set tenant_id = tenant_id`),
        ).rejects.toMatchObject(word);
      }
  });

  it('stands on roles that own nothing and bypass nothing, and on functions whose names cannot be bent', async () => {
    expect(
      await rows(
        database.owner,
        "select rolname from pg_roles where rolname like 'app\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)",
      ),
    ).toEqual([]);
    expect(
      await rows(
        database.owner,
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relowner in ('app_api'::regrole, 'app_worker'::regrole)",
      ),
    ).toEqual([]);
    expect(
      await rows(
        database.owner,
        `select proname from pg_proc where pronamespace in ('app'::regnamespace, 'public'::regnamespace) and prosecdef
           and not coalesce(array_to_string(proconfig, ',') like '%search\\_path=public, pg\\_temp%', false)`,
      ),
    ).toEqual([]);
    for (const role of ['app_api', 'app_worker'])
      expect(
        await rows(
          database.owner,
          "select 1 where has_schema_privilege($1, 'public', 'create') or has_schema_privilege($1, 'app', 'create')",
          [role],
        ),
      ).toEqual([]);
  });
});
