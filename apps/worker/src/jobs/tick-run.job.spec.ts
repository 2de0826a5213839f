import { workItems } from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import type { RunDetail } from '@querraum/contracts';
import { executeWorkItem } from '../execute';
import { moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';

/** Thursday before Easter: five Arbeitstage end on 05.04.2027, the reminder after three at the end of 01.04. */
const START = '2027-03-25T09:00:00.000Z';
const AFTER_REMINDER = '2027-04-02T06:00:00.000Z';
const AFTER_DUE_END = '2027-04-06T06:00:00.000Z';

describe('the job that lets the engine look at the clock', () => {
  let database: TestDatabase;
  let started: StartedRuns;
  let run: RunDetail;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    await moveClock(database, START);
    run = await started.start();
    await workOff(database, { mailServer: undefined });
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  const due = () => database.workerTransactions.run((tx) => workItems.claimDue(tx, 100));
  const count = async (action: string): Promise<number> => {
    const [row] = await database.owner.query(
      'select count(*)::int as n from audit_entry where chain = $1 and action = $2',
      [run.projectId, action],
    );
    return row.n;
  };
  /** Every claimed item is executed four times at once, as doubled dispatches would. */
  async function executeFourfold(): Promise<void> {
    for (const { id } of await due())
      await Promise.all([1, 2, 3, 4].map(() => executeWorkItem(database.workerTransactions, id)));
  }

  it('owes nothing before the first reminder', async () => {
    expect(await due()).toEqual([]);
  });

  it('reminds each open seat exactly once when the reminder has come, however often the bell rings', async () => {
    await moveClock(database, AFTER_REMINDER);
    await executeFourfold();
    await executeFourfold();
    expect(await count('run.reminded')).toBe(4);
    const [{ n }] = await database.owner.query("select count(*)::int as n from notification where reason = 'reminder'");
    expect(n).toBe(4);
    const [{ marked }] = await database.owner.query(
      "select count(*)::int as marked from task where reminded_at is not null and status = 'open'",
    );
    expect(marked).toBe(4);
  });

  it('escalates each unanswered seat exactly once when the Frist has run out', async () => {
    await moveClock(database, AFTER_DUE_END);
    await executeFourfold();
    await executeFourfold();
    expect(await count('run.escalated')).toBe(4);
    const councillor = DEMO_UNITS['BA-MITTE/BzStR'];
    const tasks = await database.owner.query(
      "select unit_id, escalated, due_end from task where kind = 'coSignature' and status = 'open'",
    );
    expect(tasks).toHaveLength(4);
    for (const task of tasks) expect(task).toMatchObject({ unit_id: councillor, escalated: true });
  });

  it('leaves the next wake-up behind', async () => {
    const [next] = await database.owner.query(
      "select due_at from work_item where state = 'ready' and kind = 'tickRun' order by due_at limit 1",
    );
    const [{ next_due_at }] = await database.owner.query('select next_due_at from run where id = $1', [run.id]);
    expect(next.due_at).toEqual(next_due_at);
  });
});
