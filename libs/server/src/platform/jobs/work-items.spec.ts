import { openTestDatabase, type TestDatabase } from '../../testing';
import type { Transaction } from '../database/transaction';
import type { JobKind } from './job-types';
import { workItems } from './work-items';

const CROWD = 3000;

describe('work that is due', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
    await owe('sendMail', CROWD, 3600);
    await owe('tickRun', 1, 0);
  });
  afterAll(() => database.close());

  const owe = (kind: JobKind, count: number, secondsLate: number): Promise<unknown> =>
    database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at)
       select gen_random_uuid(), $1, gen_random_uuid()::text, '{}', app.now() - $2 * interval '1 second', app.now()
       from generate_series(1, $3)`,
      [kind, secondsLate, count],
    );

  const rowsRead = async (tx: Transaction) => {
    const [row] = await tx.rows<{ rows: number }>(
      `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables where relname = 'work_item'`,
    );
    return row?.rows ?? 0;
  };

  it('is found behind a crowd of mails without reading them', async () => {
    await database.workerTransactions.run(async (tx) => {
      const before = await rowsRead(tx);
      const claimed = await workItems.claimDue(tx, 10, { kinds: ['tickRun', 'announceEvents'], graceSeconds: 5 });
      expect(claimed).toMatchObject([{ kind: 'tickRun' }]);
      expect((await rowsRead(tx)) - before).toBeLessThan(10);
    });
  });

  it('comes again after 5 s when it has failed, and after twice as long each time, five minutes at most', async () => {
    const isTaken = async (attempts: number, seconds: number) => {
      await database.owner.query(
        `update work_item set attempts = $1, dispatched_at = clock_timestamp() - $2 * interval '1 second' where kind = 'tickRun'`,
        [attempts, seconds],
      );
      const claim = { kinds: ['tickRun'] as JobKind[], graceSeconds: 5 };
      return (await database.workerTransactions.run((tx) => workItems.claimDue(tx, 1, claim))).length > 0;
    };
    for (const [attempts, seconds] of [
      ...[
        [1, 5],
        [2, 10],
        [3, 20],
        [6, 160],
      ],
      ...[
        [7, 300],
        [8, 300],
      ],
    ] as [number, number][]) {
      expect([attempts, await isTaken(attempts, seconds - 2)]).toEqual([attempts, false]);
      expect([attempts, await isTaken(attempts, seconds + 1)]).toEqual([attempts, true]);
    }
  });

  it('is counted by kind, and how late the oldest of each is', async () => {
    await owe('cleanUp', 1, -3600);
    await database.owner.query("update work_item set attempts = 1 where kind = 'tickRun'");
    const { kinds, incidents } = await database.workerTransactions.run((tx) => workItems.standing(tx));
    const [mails, ticks, ...others] = kinds.toSorted((one, other) => one.kind.localeCompare(other.kind));
    expect([mails?.kind, mails?.due, ticks?.kind, ticks?.due, others, incidents]).toEqual([
      ...['sendMail', CROWD, 'tickRun', 1],
      ...[[], 0],
    ]);
    expect(mails?.oldestDueSeconds).toBeGreaterThanOrEqual(3600);
    expect(mails?.oldestUntriedSeconds).toBe(mails?.oldestDueSeconds);
    expect(ticks?.oldestDueSeconds).toBeLessThan(3600);
    expect(ticks?.oldestUntriedSeconds).toBe(0);
  });

  it('is counted without reading what is done or not due yet', async () => {
    await database.owner.query('analyze work_item');
    await database.owner.query(`insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state)
      select gen_random_uuid(), 'tickRun', gen_random_uuid()::text, '{}', app.now() + n * interval '1 day', app.now(),
        case when n % 2 = 0 then 'done' else 'ready' end
      from generate_series(1, 20000) n`);
    await database.owner.query('analyze work_item');
    await database.workerTransactions.run(async (tx) => {
      const before = await rowsRead(tx);
      const { kinds } = await workItems.standing(tx);
      const due = kinds.reduce((sum, kind) => sum + kind.due, 0);
      expect((await rowsRead(tx)) - before).toBeLessThanOrEqual(due + 10);
    });
  });

  it('is the oldest of what is asked for', async () => {
    await owe('sendMail', 1, 7200);
    const claimed = await database.workerTransactions.run((tx) =>
      workItems.claimDue(tx, 2, { kinds: ['sendMail'], graceSeconds: 5 }),
    );
    expect(claimed.map(({ kind }) => kind)).toEqual(['sendMail', 'sendMail']);
    const [first, second] = claimed.map(({ dueAt }) => dueAt.getTime()).sort();
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(3_000_000);
  });
});
