import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const AT_ONCE = 2;

describe('an api that is asked more than it can do', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { REQUESTS_AT_ONCE: String(AT_ONCE) });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('answers the next one at once with 503 and when to come again, and goes on as soon as it can', async () => {
    const read = () => api.request('GET', '/projects', { as: 'aylin.demirel' });
    const blocked = `select pg_stat_clear_snapshot(), count(*)::int as n from pg_stat_activity
      where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`;
    expect((await read()).status).toBe(200);
    const waiting = await database.owner.transaction(async (owner) => {
      await owner.query('lock table project in access exclusive mode');
      const reads = Array.from({ length: AT_ONCE }, read);
      while ((await owner.query(blocked))[0].n < AT_ONCE);
      const refused = await read();
      expect(refused).toMatchObject({ status: 503, body: { code: 'crowded' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await api.request('GET', '/health/live')).status).toBe(200);
      return reads;
    });
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(200);
    expect((await read()).status).toBe(200);
  });
});
