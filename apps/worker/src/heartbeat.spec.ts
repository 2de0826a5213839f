import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { pino } from 'pino';
import { Heartbeat, type Condition } from './heartbeat';

describe('the heartbeat of a worker', () => {
  let database: TestDatabase;
  const condition: Condition = { transport: 'inline', bellAnswers: true, executedDirectly: 0, readsSealed: true };
  const heartbeat = () => new Heartbeat(database.workerTransactions, pino({ level: 'silent' }));
  const rows = () => database.owner.query<Record<string, unknown>[]>('select * from worker');

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('says who works, how it is woken and how much it did, and leaves nothing behind', async () => {
    const worker = heartbeat();
    await worker.start(() => condition);
    expect(await rows()).toMatchObject([{ transport: 'inline', bell_answers: true, executed: 0, progress_at: null }]);
    worker.count({ outcome: 'done' });
    worker.count({ outcome: 'failed' });
    Object.assign(condition, { bellAnswers: false, executedDirectly: 3 });
    await worker.beat(condition);
    expect(await rows()).toMatchObject([
      { bell_answers: false, executed: 1, executed_directly: 3, progress_at: expect.any(Date) },
    ]);
    await worker.stop();
    expect(await rows()).toEqual([]);
  });

  it('takes away what workers left who died more than a day ago', async () => {
    await database.owner.query(
      `insert into worker (id, name, transport, bell_answers, executed, executed_directly, started_at, seen_at)
       values (gen_random_uuid(), 'died', 'inline', true, 0, 0, now() - interval '3 days', now() - interval '2 days')`,
    );
    const worker = heartbeat();
    await worker.start(() => condition);
    expect(await rows()).toHaveLength(1);
    await worker.stop();
  });
});
