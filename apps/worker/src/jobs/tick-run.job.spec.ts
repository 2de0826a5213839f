import { workItems } from '@querraum/server';
import {
  DEMO,
  DEMO_UNITS,
  openTestDatabase,
  OWE_TICKS,
  STAND_STILL,
  type TestDatabase,
} from '@querraum/server/testing';
import type { RunDetail } from '@querraum/contracts';
import { executeWorkItem } from '../execute';
import { executeRing } from '../execute-ring';
import { workerLog } from '../logging';
import { publish } from '../testing/published-procedure';
import { RECEIVED, ROUND_AND_ROUND } from '../testing/received-procedures';
import { moveClock, startedRuns, workOff, type StartedRuns } from '../testing/started-run';

/** Thursday before Easter: five Arbeitstage end on 05.04.2027, the reminder after three at the end of 01.04. */
const START = '2027-03-25T09:00:00.000Z';
const AFTER_REMINDER = '2027-04-02T06:00:00.000Z';
const AFTER_DUE_END = '2027-04-06T06:00:00.000Z';
const HOUR = 60 * 60;
const DAY = 24 * HOUR;

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

describe('a Frist that ends with the one before it', () => {
  let database: TestDatabase;
  let started: StartedRuns;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    started = await startedRuns(database);
    for (const procedure of [RECEIVED, ROUND_AND_ROUND]) await publish(database, procedure);
    await moveClock(database, START);
  });
  afterAll(async () => {
    await started.close();
    await database.close();
  });

  const outside = { mailServer: undefined };
  const pass = async (to: string | { seconds: number }) => {
    await moveClock(database, to);
    await workOff(database, outside);
  };
  const open = async (runId: string): Promise<string[]> => {
    const rows: { nodeId: string }[] = await database.owner.query(
      `select s ->> 'nodeId' as "nodeId" from run r, jsonb_array_elements(r.state -> 'steps') s
       where r.id = $1 and (s ->> 'open')::boolean`,
      [runId],
    );
    return rows.map(({ nodeId }) => nodeId);
  };
  const ticks = async (runId: string, state: string): Promise<number> => {
    const [{ n }] = await database.owner.query(
      "select count(*)::int as n from work_item where kind = 'tickRun' and payload ->> 'runId' = $1 and state = $2",
      [runId, state],
    );
    return n;
  };
  const AFTER_BOTH = '2027-04-10T06:00:00.000Z';

  it('is over with it, and the run goes on', async () => {
    const run = await started.start('Eingang', RECEIVED.key);
    await workOff(database, outside);
    expect(await open(run.id)).toEqual(['note']);
    await pass(AFTER_BOTH);
    expect(await open(run.id)).toEqual(['work']);
    expect(await ticks(run.id, 'ready')).toBe(0);
    expect(await ticks(run.id, 'done')).toBe(2);
  });

  it('is over with it also where many are looked at together', async () => {
    const runs = [await started.start('Eins', RECEIVED.key), await started.start('Zwei', RECEIVED.key)];
    await workOff(database, outside);
    await moveClock(database, { seconds: 16 * DAY });
    for (let times = 0; times < 2; times += 1) {
      const due = await database.workerTransactions.run((tx) => workItems.claimDue(tx, 100));
      const ids = due.flatMap(({ id, kind }) => (kind === 'tickRun' ? id : []));
      expect(ids).toHaveLength(2);
      const executor = { transactions: database.workerTransactions, outside, note: () => undefined };
      await executeRing({ ...executor, log: workerLog('silent') }, ids);
    }
    for (const { id } of runs) expect(await open(id)).toEqual(['work']);
    await workOff(database, outside);
  });

  it('is not gone round without end: a few times at once, then once a day', async () => {
    const run = await started.start('Kreis', ROUND_AND_ROUND.key);
    await workOff(database, outside);
    await pass({ seconds: 16 * DAY });
    const done = await ticks(run.id, 'done');
    expect(done).toBeGreaterThan(1);
    expect(done).toBeLessThan(60);
    expect(await ticks(run.id, 'ready')).toBe(1);
    await pass({ seconds: HOUR });
    expect(await ticks(run.id, 'done')).toBe(done);
    await pass({ seconds: DAY });
    expect(await ticks(run.id, 'done')).toBe(done + 1);
    expect(await ticks(run.id, 'ready')).toBe(1);
  });

  it('is owed once where the wake-up of it was lost', async () => {
    const run = await started.start('Verloren', RECEIVED.key);
    await moveClock(database, { seconds: 16 * DAY });
    const lost =
      "update work_item set state = 'done', done_at = app.now() where kind = 'tickRun' and payload ->> 'runId' = $1";
    await database.owner.query(lost, [run.id]);
    for (let times = 0; times < 2; times += 1) await database.owner.query(OWE_TICKS);
    expect(await ticks(run.id, 'ready')).toBe(1);
    await pass({ seconds: 2 * HOUR });
    expect(await open(run.id)).toEqual(['work']);
  });

  it('is owed again in the night after somebody gave it up', async () => {
    const run = await started.start('Aufgegeben', RECEIVED.key);
    await moveClock(database, { seconds: 16 * DAY });
    await database.owner.query(
      "update work_item set state = 'cancelled', done_at = app.now() where kind = 'tickRun' and payload ->> 'runId' = $1",
      [run.id],
    );
    // Owed when the next Frist was a later one.
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at) values (gen_random_uuid(), 'tickRun', 'later',
         jsonb_build_object('projectId', $1::text, 'runId', $2::text), app.now() + interval '1 year', app.now())`,
      [run.projectId, run.id],
    );
    await pass({ seconds: 1 });
    expect(await open(run.id)).toEqual(['note']);
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'cleanUp', { payload: { day: '2027-01-01' }, dueAt: tx.now, dedupeKey: 'tonight' }),
    );
    await pass({ seconds: 1 });
    expect(await open(run.id)).toEqual(['work']);
  });

  it('makes no project overdue any more whose run was suspended before', async () => {
    const { id, projectId } = await started.start('Ruht', ROUND_AND_ROUND.key);
    await database.owner.query(
      `update run set state = state || '{"suspended": {"at": "2027-03-26T09:00:00.000Z", "by": {}, "reason": "Gericht"}}' where id = $1`,
      [id],
    );
    const dueEnds = async () => {
      const [row] = await database.owner.query(
        `select r.waiting_for #>> '{0,dueEnd}' as run, p.situation #>> '{waitingFor,0,dueEnd}' as situation,
           p.holders #>> '{0,dueEnd}' as holders, p.due_order < 'infinity' as "isDue"
         from run r join project p on p.id = r.project_id where p.id = $1`,
        [projectId],
      );
      return row;
    };
    const end = expect.any(String);
    expect(await dueEnds()).toEqual({ run: end, situation: end, holders: end, isDue: true });
    for (let times = 0; times < 2; times += 1) for (const sql of STAND_STILL) await database.owner.query(sql);
    expect(await dueEnds()).toEqual({ run: null, situation: null, holders: null, isDue: false });
  });
});
