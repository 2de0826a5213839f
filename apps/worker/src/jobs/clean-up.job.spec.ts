import { randomUUID } from 'node:crypto';
import { ProjectsService, workItems } from '@querraum/server';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { executeWorkItem } from '../execute';
import { callerOf } from '../testing/started-run';
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

  it('deletes work done three months ago of each kind, also with ids that tell no time, and what was given up', async () => {
    await database.owner.query(
      `insert into work_item (id, kind, dedupe_key, payload, due_at, created_at, state, done_at)
       select gen_random_uuid(), kind, concat(kind, state, days, n), '{}', ended, ended, state, ended
       from unnest(array['announceEvents', 'extractText', 'ofAnotherRelease']) kind, unnest(array['done', 'cancelled']) state,
         unnest(array[89, 91]) days, generate_series(1, 1500) n, lateral (select app.now() - make_interval(days => days) as ended) e`,
    );
    expect(await runCleanUp()).toBeGreaterThan(1);
    const left = await database.owner.query(
      `select kind, state, count(*)::int as n, min(extract(day from app.now() - done_at))::int as days from work_item
       where kind <> 'cleanUp' group by 1, 2 order by 1, 2`,
    );
    expect(left).toEqual(
      ['announceEvents', 'extractText', 'ofAnotherRelease'].flatMap((kind) =>
        ['cancelled', 'done'].map((state) => ({ kind, state, n: 1500, days: 89 })),
      ),
    );
  });

  it('what a history owes its targets has an id that begins with its instant, as ids of the application do', async () => {
    await database.owner.query(
      `insert into webhook (tenant_id, id, url, description, events, state, created_at, created_by)
       select $1, gen_random_uuid(), 'https://ziel.example', '', '{}', 'active', app.now(), gen_random_uuid()`,
      [DEMO_PEOPLE['jonas.albrecht']?.tenantId],
    );
    await new ProjectsService(database.transactions).create(callerOf('jonas.albrecht'), randomUUID(), {
      ...{ title: 'Vorhaben', description: '', fields: {}, participants: [] },
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] ?? '',
    });
    const [owed] = await database.owner.query(
      `select id, extract(epoch from created_at)::float8 * 1000 as at from work_item where kind = 'announceEvents'`,
    );
    expect(owed.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Math.abs(parseInt(owed.id.replace('-', '').slice(0, 12), 16) - owed.at)).toBeLessThan(1000);
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
      // Of the target that is still there.
      ['queued', 31, 1500],
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
