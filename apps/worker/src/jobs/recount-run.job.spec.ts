import { randomUUID } from 'node:crypto';
import { CalendarChangesService, recount, serveProject, workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { RunDetail } from '@querraum/contracts';
import { executeWorkItem } from '../execute';
import { callerOf, moveClock, startedRuns, type StartedRuns } from '../testing/started-run';

/** Thursday before Easter: five Arbeitstage end on Monday 05.04.2027, the reminder after three at the end of 01.04. */
const START = '2027-03-25T09:00:00.000Z';
const OUTING = { date: '2027-04-02', name: 'Betriebsausflug', kind: 'closed' as const };
const MONDAY = '2027-04-05T22:00:00.000Z';
const TUESDAY = '2027-04-06T22:00:00.000Z';

const admin = callerOf('katrin.moeller');

describe('the job that counts Fristen anew when the house calendar has changed', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let calendar: CalendarChangesService;
  let run: RunDetail;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    calendar = new CalendarChangesService(database.transactions);
    await moveClock(database, START);
    run = await started.start();
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  /** Every claimed item is executed four times at once, as doubled dispatches would. */
  async function executeFourfold(): Promise<void> {
    for (const { id } of await database.workerTransactions.run((tx) => workItems.claimDue(tx, 100)))
      await Promise.all([1, 2, 3, 4].map(() => executeWorkItem(database.workerTransactions, id)));
  }
  const dues = async (): Promise<string[]> => {
    const rows: { due_end: Date }[] = await database.owner.query(
      "select distinct due_end from task where run_id = $1 and kind = 'coSignature' and status = 'open'",
      [run.id],
    );
    return rows.map(({ due_end }) => due_end.toISOString());
  };
  const entries = (action: string): Promise<{ body: { data: Record<string, unknown> } }[]> =>
    database.owner.query(
      `select b.body from audit_entry e join audit_body b using (tenant_id, chain, seq)
       where e.chain = $1 and e.action = $2 order by e.seq`,
      [run.projectId, action],
    );
  const reminders = async (): Promise<number> => {
    const [{ n }] = await database.owner.query("select count(*)::int as n from notification where reason = 'reminder'");
    return n;
  };

  it('leaves the Frist where it is until the work is done, and forgets nothing when the worker is killed in it', async () => {
    expect(await dues()).toEqual([MONDAY]);
    const effect = await calendar.change(admin, randomUUID(), 0, { add: [OUTING], remove: [] });
    expect(effect).toMatchObject({ revision: 1, count: 4, projects: 1 });
    const killed = database.workerTransactions.run(async (tx) => {
      await serveProject(tx, run.projectId);
      await recount(tx, run.id, 1);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await dues()).toEqual([MONDAY]);
    expect(await entries('run.recounted')).toEqual([]);
  });

  it('moves 5 Arbeitstage from 25.03.2027 to 06.04. as the preview has said, once, and the history says why', async () => {
    await executeFourfold();
    await executeFourfold();
    expect(await dues()).toEqual([TUESDAY]);
    const recounted = await entries('run.recounted');
    expect(recounted).toHaveLength(4);
    expect(recounted[0]?.body.data).toMatchObject({
      was: MONDAY,
      dueEnd: TUESDAY,
      because: [{ date: '2027-04-02', name: 'Betriebsausflug', closed: true }],
    });
    expect(await reminders()).toBe(0);
  });

  it('reminds once: at the instant by the new calendar, however often the bell rings', async () => {
    await moveClock(database, '2027-04-01T21:59:00.000Z');
    await executeFourfold();
    expect(await reminders()).toBe(0);
    await moveClock(database, '2027-04-02T06:00:00.000Z');
    await executeFourfold();
    await executeFourfold();
    expect(await reminders()).toBe(4);
    await calendar.change(admin, randomUUID(), 1, {
      add: [{ ...OUTING, date: '2027-04-06', name: 'Umzug' }],
      remove: [],
    });
    await executeFourfold();
    expect(await dues()).toEqual(['2027-04-07T22:00:00.000Z']);
    expect(await entries('run.recounted')).toHaveLength(8);
    expect(await reminders()).toBe(4);
  });

  it('does not fire at the old end, but at the new one', async () => {
    await moveClock(database, TUESDAY);
    await executeFourfold();
    expect(await entries('run.escalated')).toEqual([]);
    await moveClock(database, '2027-04-07T22:00:00.000Z');
    await executeFourfold();
    expect(await entries('run.escalated')).toHaveLength(4);
  });

  it('moves nothing where the preview names nothing: what has escalated keeps its day', async () => {
    const before = await dues();
    const effect = await calendar.change(admin, randomUUID(), 2, {
      add: [{ ...OUTING, date: '2027-04-09', name: 'Personalversammlung' }],
      remove: [],
    });
    expect(effect.count).toBe(0);
    await executeFourfold();
    expect(await dues()).toEqual(before);
  });

  it('counts what begins after the change with the new calendar, without any count anew', async () => {
    const before = (await entries('run.recounted')).length;
    await calendar.change(admin, randomUUID(), 3, { add: [{ ...OUTING, date: '2027-04-15' }], remove: [] });
    run = await started.start();
    await executeFourfold();
    expect(await dues()).toEqual(['2027-04-19T22:00:00.000Z']);
    expect(await entries('run.recounted')).toHaveLength(0);
    expect(before).toBe(8);
  });

  it('lets a change wait for whoever counts a Frist, so that none is stored by the calendar before', async () => {
    let changed: Promise<unknown> | undefined;
    const order: string[] = [];
    await database.workerTransactions.run(async (tx) => {
      await serveProject(tx, run.projectId);
      await recount(tx, run.id, 99);
      changed = calendar
        .change(admin, randomUUID(), 4, { add: [{ ...OUTING, date: '2027-04-19' }], remove: [] })
        .then(() => order.push('changed'));
      const waits = async (): Promise<boolean> => {
        const [{ n }] = await database.owner.query(
          "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted",
        );
        return n > 0;
      };
      while (!(await waits())) await new Promise((resolve) => setImmediate(resolve));
      order.push('counted');
    });
    await changed;
    expect(order).toEqual(['counted', 'changed']);
  });
});
