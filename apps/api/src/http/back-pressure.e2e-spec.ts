import { setImmediate } from 'node:timers/promises';
import { poolOf } from '@querraum/server';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { DataSource } from 'typeorm';
import { startTestApi, type TestApi } from '../testing';

const AT_ONCE = 2;
const POOL = 2;

describe('an api that is asked more than it can do', () => {
  let database: TestDatabase;
  let api: TestApi;
  const lines: string[] = [];

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    const settings = { REQUESTS_AT_ONCE: String(AT_ONCE), DATABASE_POOL: String(POOL), LOG_LEVEL: 'info' };
    api = await startTestApi(database, settings, { write: (line) => lines.push(line) });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('answers the next one at once with 503 and when to come again, and goes on as soon as it can', async () => {
    const read = () => api.request('GET', '/projects', { as: 'aylin.demirel' });
    expect((await read()).status).toBe(200);
    const source = api.app.get(DataSource);
    const taken = Array.from({ length: POOL }, () => source.createQueryRunner());
    for (const connection of taken) await connection.connect();
    const waiting = Array.from({ length: AT_ONCE }, read);
    while (poolOf(source).waiting < AT_ONCE) await setImmediate();
    const refused = await read();
    expect(refused).toMatchObject({ status: 503, body: { code: 'crowded' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.request('GET', '/health/live')).status).toBe(200);
    for (const connection of taken) await connection.release();
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(200);
    expect((await read()).status).toBe(200);
    expect(lines.join('')).not.toMatch(/crowded/);
  });

  it('lets nobody into the line for the database behind as many who have left it, not even a stream', async () => {
    const line = () => poolOf(api.app.get(DataSource));
    const headers = { authorization: `Bearer ${await api.tokenFor('aylin.demirel')}` };
    const busy = () => line().total - line().idle + line().waiting;
    const lengths: number[] = [];
    const refused = await database.owner.transaction(async (owner) => {
      await owner.query('lock table project in access exclusive mode');
      const leaveTheLine = async () => {
        const before = busy();
        const leave = new AbortController();
        let isAnswered = false;
        const answer = fetch(`${api.url}/projects`, { headers, signal: leave.signal })
          .catch(() => undefined)
          .finally(() => (isAnswered = true));
        while (!isAnswered && busy() === before) await setImmediate();
        leave.abort();
        await answer;
        lengths.push(line().waiting);
      };
      for (let read = 0; read < 30; read += 1) await leaveTheLine();
      // Who waited for the lock too long has made room.
      while (line().waiting < AT_ONCE) await leaveTheLine();
      // A stream that is let in has no end.
      const stream = await fetch(`${api.url}/tasks/stream`, { headers, signal: AbortSignal.timeout(10_000) });
      return { status: stream.status, body: (await stream.json()) as unknown };
    });
    expect(Math.max(...lengths)).toBe(AT_ONCE);
    expect(refused).toMatchObject({ status: 503, body: { code: 'crowded' } });
    while (busy() > 0) await setImmediate();
    expect((await api.request('GET', '/projects', { as: 'aylin.demirel' })).status).toBe(200);
  });

  it('says in its log why it could not answer, once a request, and nothing of what was asked', async () => {
    const refused = await database.owner.transaction(async (owner) => {
      await owner.query('lock table project in access exclusive mode');
      return api.request('GET', '/projects?query=Bolzplatz', { as: 'aylin.demirel' });
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'busy' } });
    const ofRequest = lines.filter((line) => line.includes(refused.headers.get('x-request-id') ?? 'none'));
    expect(ofRequest.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 40, code: 'busy', because: '55P03', msg: 'not possible for now' }),
    ]);
    expect(ofRequest.join('')).not.toMatch(/Bolzplatz/);
  });
});
