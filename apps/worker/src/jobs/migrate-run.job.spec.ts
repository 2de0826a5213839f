import { randomUUID } from 'node:crypto';
import type { Bundle } from '@querraum/workflow';

import { bundleHash, moveRunOf, RunMigrationsService, serveProject, workItems } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { ProcedureMigration, RunDetail } from '@querraum/contracts';
import { executeWorkItem } from '../execute';
import { callerOf, moveClock, startedRuns, type StartedRuns } from '../testing/started-run';

const START = '2027-03-25T09:00:00.000Z';
/** Five Arbeitstage, and ten. */
const [FIVE, TEN] = ['2027-04-05T22:00:00.000Z', '2027-04-12T22:00:00.000Z'];
const EDITOR = callerOf('katrin.moeller');
const RELEASER = callerOf('viet.nguyen');

/** The same procedure with ten Arbeitstage for each co-signature. */
const withTenDays = (bundle: Bundle): Bundle => ({
  ...bundle,
  definition: {
    ...bundle.definition,
    nodes: bundle.definition.nodes.map((node) =>
      node.type === 'coSignatureRound' ? { ...node, period: { ...node.period, length: 10 } } : node,
    ),
  },
});

describe('the jobs that move running procedures to another version', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let migrations: RunMigrationsService;
  let runs: RunDetail[];
  let procedureId: string;
  let plan: ProcedureMigration;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    migrations = new RunMigrationsService(database.transactions);
    await moveClock(database, START);
    runs = [await started.start('Eins'), await started.start('Zwei'), await started.start('Drei')];
    procedureId = await publishVersionTwo();
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  async function publishVersionTwo(): Promise<string> {
    const [{ id, tenant_id: tenantId, bundle }] = await database.owner.query(
      `select p.id, p.tenant_id, v.bundle from procedure p join procedure_version v on v.procedure_id = p.id
       where p.key = 'co-signature-four-departments' and p.tenant_id = $1`,
      [DEMO_PEOPLE['jonas.albrecht']?.tenantId],
    );
    const changed = withTenDays(bundle);
    await database.owner.query(
      `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at)
       values ($1, $2, 2, 1, $3, $4, $5)`,
      [tenantId, id, bundleHash(changed), JSON.stringify(changed), START],
    );
    return id;
  }

  const read = () => ({ procedureId, id: plan.id, revision: plan.revision });
  const page = (by = EDITOR) => migrations.runs(by, { procedureId, id: plan.id }, { limit: 50 });
  const due = () => database.workerTransactions.run((tx) => workItems.claimDue(tx, 500));
  /** Every claimed item is executed four times at once, as doubled bells would. */
  async function workFourfold(): Promise<void> {
    for (const { id } of await due())
      await Promise.all([1, 2, 3, 4].map(() => executeWorkItem(database.workerTransactions, id)));
  }
  const versions = async (): Promise<number[]> => {
    const rows: { version: number }[] = await database.owner.query(
      'select procedure_version as version from run where id = any ($1) order by id',
      [runs.map(({ id }) => id)],
    );
    return rows.map(({ version }) => version);
  };
  const dues = async (): Promise<string[]> => {
    const rows: { due: Date }[] = await database.owner.query(
      "select distinct due_end as due from task where run_id = any ($1) and kind = 'coSignature' and status = 'open'",
      [runs.map(({ id }) => id)],
    );
    return rows.map(({ due: at }) => at.toISOString());
  };
  const entries = async (action: string): Promise<number> => {
    const [{ n }] = await database.owner.query('select count(*)::int as n from audit_entry where action = $1', [
      action,
    ]);
    return n;
  };

  it('tell for every running procedure what would happen, and change nothing', async () => {
    plan = await migrations.plan(EDITOR, randomUUID(), procedureId, { fromVersion: 1, toVersion: 2 });
    plan = await migrations.check(EDITOR, randomUUID(), read());
    expect(plan.progress).toMatchObject({ runs: 3, pending: 3 });
    await workFourfold();
    const { items } = await page();
    expect(items.map(({ project, status }) => [project.title, status])).toEqual([
      ['Eins', 'movable'],
      ['Zwei', 'movable'],
      ['Drei', 'movable'],
    ]);
    expect(items[0]?.told?.changes).toHaveLength(4);
    expect(items[0]?.told?.changes[0]).toMatchObject({
      what: 'deadline',
      step: { de: 'Mitzeichnung' },
      unitName: expect.stringContaining('Gesundheit') as string,
      was: FIVE,
      dueEnd: TEN,
    });
    expect(await versions()).toEqual([1, 1, 1]);
    expect(await dues()).toEqual([FIVE]);
  });

  it('move nothing before somebody else has released it', async () => {
    const own = migrations.release(EDITOR, randomUUID(), read());
    await expect(own).rejects.toMatchObject({ code: 'migrationOwnPlan', details: { others: 'Viet Nguyen' } });
    await workFourfold();
    expect(await versions()).toEqual([1, 1, 1]);
  });

  it('move each chosen procedure once, whole, though the worker is killed in the middle of one', async () => {
    const { items } = await page();
    const spared = items[2]?.runId ?? '';
    plan = await migrations.choose(EDITOR, randomUUID(), read(), { choose: 'allBut', runIds: [spared] });
    plan = await migrations.release(RELEASER, randomUUID(), read());
    const [first] = items;
    const killed = database.workerTransactions.run(async (tx) => {
      const projectId = runs.find(({ id }) => id === first?.runId)?.projectId ?? '';
      await serveProject(tx, projectId);
      await moveRunOf(tx, { projectId, migrationId: plan.id, runId: first?.runId ?? '' });
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await versions()).toEqual([1, 1, 1]);
    await workFourfold();
    expect([...(await versions())].sort()).toEqual([1, 2, 2]);
    expect(await dues()).toEqual(expect.arrayContaining([FIVE, TEN]));
    expect(await entries('run.migrated')).toBe(2);
    expect(await entries('run.deadlineMigrated')).toBe(8);
    plan = await migrations.get(EDITOR, { procedureId, id: plan.id });
    expect(plan.progress).toMatchObject({ chosen: 2, moved: 2, left: 0, asTold: 2 });
    expect((await page()).items.map(({ outcome, asTold }) => [outcome, asTold])).toEqual([
      ['moved', true],
      ['moved', true],
      [null, null],
    ]);
  });

  it('wake the engine at the new end, not at the old one', async () => {
    const ticks: { due: Date }[] = await database.owner.query(
      `select distinct next_due_at as due from run where id = any ($1) and procedure_version = 2`,
      [runs.map(({ id }) => id)],
    );
    expect(ticks.map(({ due: at }) => at.toISOString())).toEqual(['2027-04-01T22:00:00.000Z']);
  });

  it('return what has not gone on since, and leave what has', async () => {
    const [gone, still] = (await page()).items;
    const run = runs.find(({ id }) => id === gone?.runId);
    const lead = callerOf('jonas.albrecht');
    const seat = run?.steps[0]?.type === 'coSignatureRound' ? run.steps[0].seats[0]?.id : '';
    const extension = { type: 'extend' as const, seatId: seat ?? '', lastDay: '2027-05-03', reason: 'Urlaub' };
    await started.runs.command(lead, randomUUID(), gone?.runId ?? '', run?.steps[0]?.id ?? '', extension);
    plan = await migrations.undo(EDITOR, randomUUID(), read());
    await workFourfold();
    await workFourfold();
    const { items } = await page();
    expect(items.map(({ runId, outcome }) => [runId, outcome])).toEqual([
      [gone?.runId, 'stays'],
      [still?.runId, 'undone'],
      [items[2]?.runId, null],
    ]);
    expect([...(await versions())].sort()).toEqual([1, 1, 2]);
    expect(await entries('run.migrationUndone')).toBe(1);
    const again = migrations.undo(EDITOR, randomUUID(), read());
    await expect(again).rejects.toMatchObject({ code: 'migrationNotReleased' });
  });

  it('return nothing to a Frist that is over meanwhile', async () => {
    await moveClock(database, '2027-04-02T09:00:00.000Z');
    await workFourfold();
    plan = await migrations.plan(EDITOR, randomUUID(), procedureId, { fromVersion: 1, toVersion: 2 });
    plan = await migrations.check(EDITOR, randomUUID(), read());
    await workFourfold();
    plan = await migrations.release(RELEASER, randomUUID(), read());
    await workFourfold();
    expect(await versions()).toEqual([2, 2, 2]);
    await moveClock(database, '2027-04-07T09:00:00.000Z');
    plan = await migrations.undo(EDITOR, randomUUID(), read());
    await workFourfold();
    await workFourfold();
    expect((await page()).items.map(({ outcome }) => outcome)).toEqual(['stays', 'stays']);
    expect(await versions()).toEqual([2, 2, 2]);
    expect(await entries('run.escalated')).toBe(0);
  });

  it('leave the administrators no way to what a run was', async () => {
    const asked = database.transactions.read(EDITOR, (tx) =>
      tx.rows('select state_before from procedure_migration_run'),
    );
    await expect(asked).rejects.toThrow(/permission denied/);
  });
});
