import { once } from 'node:events';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { Client } from 'pg';
import { startTestApi, type TestApi } from '../testing';

const ADMIN = 'katrin.moeller';

describe('test clock', () => {
  let database: TestDatabase;
  let api: TestApi;
  let fixed: TestApi;
  const now = async () =>
    Date.parse(((await api.request('GET', '/test-clock', { as: ADMIN })).body as { now: string }).now);
  const inDays = async (days: number) => new Date((await now()) + days * 86_400_000).toISOString();

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    [api, fixed] = await Promise.all([startTestApi(database), startTestApi(database, { TEST_CLOCK: 'off' })]);
  });
  afterAll(async () => {
    await Promise.all([api.close(), fixed.close()]);
    await database.close();
  });

  it('moves forward for everybody and rings for the workers', async () => {
    const listener = new Client(database.urls.worker);
    await listener.connect();
    await listener.query('listen work');
    const rung = once(listener, 'notification');
    const target = await inDays(30);
    const moved = await api.request('POST', '/test-clock', { as: ADMIN, body: { now: target } });
    expect([moved.status, moved.body]).toEqual([200, { now: target }]);
    expect(await rung).toMatchObject([{ channel: 'work' }]);
    await listener.end();
    expect((await now()) - Date.parse(target)).toBeGreaterThanOrEqual(0);
    expect((await now()) - Date.parse(target)).toBeLessThan(30_000);
    const { body } = await fixed.request<{ now: string }>('GET', '/configuration');
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(Date.parse(target));
  });

  it('does not go back', async () => {
    const before = await now();
    const { status, body } = await api.request('POST', '/test-clock', { as: ADMIN, body: { now: await inDays(-1) } });
    expect([status, body]).toEqual([409, expect.objectContaining({ code: 'testClockBackwards' })]);
    expect(await now()).toBeGreaterThanOrEqual(before);
  });

  it('moves once for one command, however often it is sent', async () => {
    const request = { as: ADMIN, key: crypto.randomUUID(), body: { now: await inDays(2) } };
    const answers = await Promise.all([1, 2, 3].map(() => api.request('POST', '/test-clock', request)));
    for (const { status, body } of answers) expect([status, body]).toEqual([200, request.body]);
    expect((await now()) - Date.parse(request.body.now)).toBeLessThan(30_000);
  });

  it('is moved by administrators alone', async () => {
    const body = { now: await inDays(1) };
    const { status, body: problem } = await api.request('POST', '/test-clock', { as: 'jonas.albrecht', body });
    expect([status, problem]).toEqual([403, expect.objectContaining({ code: 'adminOnly' })]);
  });

  it('stands where the installation does not allow it', async () => {
    const body = { now: await inDays(1) };
    const { status, body: problem } = await fixed.request('POST', '/test-clock', { as: ADMIN, body });
    expect([status, problem]).toEqual([403, expect.objectContaining({ code: 'testClockOff' })]);
  });
});
