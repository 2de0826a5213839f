import { randomUUID } from 'node:crypto';
import { workItems, type Transaction } from '@querraum/server';
import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from './execute';

describe('work items', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  afterEach(() => database.owner.query('delete from work_item'));

  const inWorker = <T>(work: (tx: Transaction) => Promise<T>) => database.workerTransactions.run(work);
  /** Work for a run that does not exist: its job fails. */
  const payload = () => ({ projectId: randomUUID(), runId: randomUUID() });
  const owe = (dedupeKey: string, dueAt: (now: Date) => Date = (now) => now) =>
    inWorker((tx) => workItems.add(tx, 'tickRun', { payload: payload(), dueAt: dueAt(tx.now), dedupeKey }));
  const rows = () =>
    database.owner.query('select id, state, attempts, last_error, dispatch_no from work_item order by dedupe_key');

  it('owes the same work once, however often it is added', async () => {
    await Promise.all([owe('a'), owe('a'), owe('a')]);
    expect(await rows()).toHaveLength(1);
  });

  it('hands out only what is due', async () => {
    await owe('later', (now) => new Date(now.getTime() + 60_000));
    await owe('now');
    const claimed = await inWorker((tx) => workItems.claimDue(tx, 10));
    expect(claimed).toHaveLength(1);
  });

  it('does not hand out again what was just handed out', async () => {
    await owe('a');
    const [first, second] = await Promise.all([
      inWorker((tx) => workItems.claimDue(tx, 10)),
      inWorker((tx) => workItems.claimDue(tx, 10)),
    ]);
    expect(first.length + second.length).toBe(1);
    expect(await inWorker((tx) => workItems.claimDue(tx, 10))).toHaveLength(0);
  });

  it('does nothing for an id that is unknown or not yet due', async () => {
    await owe('later', (now) => new Date(now.getTime() + 60_000));
    const [{ id }] = await rows();
    expect(await executeWorkItem(database.workerTransactions, id)).toBe(false);
    expect(await executeWorkItem(database.workerTransactions, randomUUID())).toBe(false);
  });

  it('counts a failure, keeps the work, and makes an incident of the eighth', async () => {
    await owe('a');
    const [{ id }] = await rows();
    await expect(executeWorkItem(database.workerTransactions, id)).rejects.toThrow('notFound');
    expect(await rows()).toMatchObject([{ state: 'ready', attempts: 1, last_error: 'notFound' }]);
    for (let attempt = 2; attempt <= 8; attempt += 1)
      await expect(executeWorkItem(database.workerTransactions, id)).rejects.toThrow('notFound');
    // The second row owes the lead the news.
    expect(await rows()).toMatchObject([
      { state: 'incident', attempts: 8 },
      { state: 'ready', attempts: 0 },
    ]);
    expect(await executeWorkItem(database.workerTransactions, id)).toBe(false);
  });

  describe('of which nothing is heard, however often it is handed out', () => {
    const nightly = async () => {
      await inWorker((tx) =>
        workItems.add(tx, 'cleanUp', { payload: { day: '2027-01-01' }, dueAt: tx.now, dedupeKey: 'tonight' }),
      );
      const [{ id }] = await rows();
      const unheard = (times: number, attempts: number) =>
        database.owner.query('update work_item set dispatch_no = $2, attempts = $3 where id = $1', [
          id,
          times,
          attempts,
        ]);
      return {
        id,
        unheard,
        of: () => database.owner.query('select state, attempts from work_item where id = $1', [id]),
      };
    };

    it('is counted before it begins, and done if it lets the process live', async () => {
      const { id, unheard, of } = await nightly();
      await unheard(7, 0);
      expect(await executeWorkItem(database.workerTransactions, id)).toBe(true);
      expect(await of()).toEqual([{ state: 'done', attempts: 1 }]);
    });

    it('is given up after the eighth time, and not begun once more', async () => {
      const { id, unheard, of } = await nightly();
      await unheard(14, 7);
      expect(await executeWorkItem(database.workerTransactions, id)).toBe(true);
      expect(await of()).toEqual([{ state: 'incident', attempts: 8 }]);
      // The next night would be owed.
      expect(await rows()).toHaveLength(1);
    });

    it('is counted once, however many have it in their hands', async () => {
      const { id, unheard, of } = await nightly();
      await unheard(20, 0);
      const begun = await Promise.all([1, 2, 3].map(() => executeWorkItem(database.workerTransactions, id)));
      expect(begun.filter(Boolean).length).toBeGreaterThan(0);
      expect(await of()).toEqual([{ state: 'done', attempts: 1 }]);
    });

    it('is counted like any other once it says that it fails', async () => {
      await owe('a');
      const [{ id }] = await rows();
      await database.owner.query('update work_item set dispatch_no = 20 where id = $1', [id]);
      for (const attempts of [2, 3, 4]) {
        await expect(executeWorkItem(database.workerTransactions, id)).rejects.toThrow('notFound');
        expect(await rows()).toMatchObject([{ state: 'ready', attempts, dispatch_no: attempts }]);
      }
    });

    it('is begun at once as long as a queue may just have lost it', async () => {
      const { id, unheard, of } = await nightly();
      await unheard(6, 0);
      expect(await executeWorkItem(database.workerTransactions, id)).toBe(true);
      expect(await of()).toEqual([{ state: 'done', attempts: 0 }]);
    });
  });
});
