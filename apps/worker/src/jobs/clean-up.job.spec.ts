import { workItems } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { oweNextCleanUp } from './clean-up.job';

/** More than one piece. */
const MANY = 5000;

describe('the clean-up of a night', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
  });
  afterAll(() => database.close());
  beforeEach(() => database.owner.query('delete from work_item'));

  /** Ids as the application makes them, at an instant of the past. */
  const items = (count: number, created: string, state: string, done: string | null) =>
    database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state, done_at)
       select rpad(lpad(to_hex((extract(epoch from app.now() - $2::interval) * 1000)::bigint), 12, '0') || lpad(to_hex(n), 8, '0'), 32, '0')::uuid,
         'tickRun', concat($2::text, $3::text, n), '{}', app.now() - $2::interval, app.now() - $2::interval, $3, app.now() - $4::interval
       from generate_series(1, $1) n`,
      [count, created, state, done],
    );
  const many = async (rows: string) => (await database.owner.query(rows)).length as number;
  const runCleanUp = async () => {
    const owed = () => database.owner.query("select id from work_item where kind = 'cleanUp' and state = 'ready'");
    await database.workerTransactions.run((tx) =>
      workItems.add(tx, 'cleanUp', { payload: { day: '2027-01-01' }, dueAt: tx.now, dedupeKey: 'tonight' }),
    );
    const [{ id }] = await owed();
    let pieces = 0;
    while (await executeWorkItem(database.workerTransactions, id)) pieces += 1;
    return pieces;
  };

  it('deletes answers of keys after a week, and keeps those of this week', async () => {
    await database.owner.query(
      `insert into idempotency (actor, key, request_hash, created_at)
       select gen_random_uuid(), gen_random_uuid(), '', app.now() - make_interval(days => n) from unnest(array[1, 6, 8, 400]) n`,
    );
    await runCleanUp();
    expect(await many('select 1 from idempotency')).toBe(2);
  });

  it('deletes work done three months ago piece by piece, and nothing that is open, failed or done since', async () => {
    await items(MANY, '100 days', 'done', '95 days');
    await items(3, '200 days', 'done', '1 day');
    await items(2, '300 days', 'ready', null);
    await items(1, '400 days', 'incident', null);
    expect(await runCleanUp()).toBe(3);
    expect(await many("select 1 from work_item where kind = 'tickRun'")).toBe(6);
  });

  it('deletes what was sent to a target after a month, also of one that was removed, and nothing that is on its way', async () => {
    await database.owner.query(
      `with target as (
         insert into webhook (tenant_id, id, url, description, events, state, created_at, created_by, ended_at)
         select id, gen_random_uuid(), 'https://ziel.example', '', '{}', 'active', app.now(), gen_random_uuid(), ended
         from (select id from tenant order by id limit 1) t, unnest(array[null, app.now()]) ended returning tenant_id, id)
       insert into webhook_delivery (tenant_id, id, webhook_id, event_id, event, body, state, created_at, owed_since)
       select tenant_id, gen_random_uuid(), target.id, concat(state, days, n), 'run.started', '{}', state, app.now() - make_interval(days => days), app.now()
       from target, unnest(array['delivered', 'failed', 'queued']) state, unnest(array[29, 31]) days, generate_series(1, 1500) n`,
    );
    expect(await runCleanUp()).toBeGreaterThan(1);
    const left = await database.owner.query(
      `select state, extract(day from app.now() - created_at)::int as days, count(*)::int as n
       from webhook_delivery group by 1, 2 order by 1, 2`,
    );
    expect(left.map(({ state, days, n }: { state: string; days: number; n: number }) => [state, days, n])).toEqual([
      ['delivered', 29, 3000],
      ['failed', 29, 3000],
      ['queued', 29, 3000],
      ['queued', 31, 3000],
    ]);
  });

  it('owes the next night once, however many workers start', async () => {
    await runCleanUp();
    await Promise.all([1, 2, 3].map(() => database.workerTransactions.run(oweNextCleanUp)));
    expect(
      await many("select 1 from work_item where kind = 'cleanUp' and state = 'ready' and due_at > app.now()"),
    ).toBe(1);
  });
});
