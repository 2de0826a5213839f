import { type AddressInfo, createServer, type Socket } from 'node:net';
import { readConfig } from '@querraum/server';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startIssuer, startTestApi, type TestApi, type TestIssuer } from '../testing';
import { requireIntrospection } from './introspection';

const USERNAME = 'jonas.albrecht';
const SUBJECT = DEMO_PEOPLE[USERNAME]?.subject ?? '';
const NEEDED = { DATABASE_URL: 'postgresql://127.0.0.1/x', ISSUER: DEMO_ISSUER, DOCUMENT_STORE: '/nowhere' };
const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('the question whether a sign-in still counts', () => {
  let database: TestDatabase;
  let asked: TestIssuer;
  let api: TestApi;
  const settingsFor = (url: string) => ({
    INTROSPECTION_URL: url,
    INTROSPECTION_CLIENT_SECRET: asked.introspection.secret,
    LOG_LEVEL: 'silent',
  });

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    asked = await startIssuer(DEMO_ISSUER);
    api = await startTestApi(database, settingsFor(asked.introspection.url));
  });
  afterAll(async () => {
    await api.close();
    await asked.close();
    await database.close();
  });
  beforeEach(() => {
    asked.introspection.ended.clear();
    asked.introspection.status = 200;
  });

  /** A token of its own each time: `jti` differs, so that nothing is known of it yet. */
  const newToken = () => api.tokenFor(USERNAME, { jti: crypto.randomUUID() });
  const command = (token: string) => api.request('POST', `/tasks/${NOBODY}/claim`, { as: { token } });
  const read = (token: string) => api.request('GET', '/me', { as: { token } });

  it('is asked before a command, and not before reading', async () => {
    const token = await newToken();
    const before = asked.introspection.questions();
    expect((await read(token)).status).toBe(200);
    expect(asked.introspection.questions()).toBe(before);
    expect((await command(token)).body).toMatchObject({ code: 'notFound' });
    expect(asked.introspection.questions()).toBe(before + 1);
  });

  it('refuses a command of somebody whose sign-in is over, though the token lives; reading goes on', async () => {
    asked.introspection.ended.add(SUBJECT);
    const token = await newToken();
    const { status, headers, body } = await command(token);
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'signInEnded', detail: expect.stringContaining('Es wurde nichts ausgeführt.') });
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect((await read(token)).status).toBe(200);
  });

  it('believes an answer for a second and not longer', async () => {
    const token = await newToken();
    expect((await command(token)).status).toBe(404);
    asked.introspection.ended.add(SUBJECT);
    const ended = performance.now();
    for (let sent = ended; (await command(token)).status === 404; sent = performance.now())
      expect(sent - ended).toBeLessThan(1000);
    expect((await command(token)).body).toMatchObject({ code: 'signInEnded' });
  });

  it('asks once for commands that come together, and for each token apart', async () => {
    const [one, other] = [await newToken(), await newToken()];
    const before = asked.introspection.questions();
    await Promise.all(Array.from({ length: 20 }, () => command(one)));
    expect(asked.introspection.questions() - before).toBeLessThanOrEqual(2);
    await command(other);
    expect(asked.introspection.questions() - before).toBeGreaterThanOrEqual(2);
  });

  it.each([401, 404, 500, 503])(
    'carries nothing out while the issuer answers %d, and asks anew at once',
    async (status) => {
      const token = await newToken();
      asked.introspection.status = status;
      const refused = await command(token);
      expect([refused.status, refused.body]).toEqual([503, expect.objectContaining({ code: 'busy' })]);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect((await read(token)).status).toBe(200);
      asked.introspection.status = 200;
      expect((await command(token)).status).toBe(404);
    },
  );

  it('carries nothing out while the issuer is away or silent', async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const lost = await startTestApi(database, settingsFor(`http://127.0.0.1:${port}/introspect`));
    const ask = async () =>
      (await lost.request('POST', `/tasks/${NOBODY}/claim`, { as: { token: await lost.tokenFor(USERNAME) } })).body;
    expect(await ask()).toMatchObject({ code: 'busy' });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    expect(await ask()).toMatchObject({ code: 'busy' });
    await lost.close();
  });

  it('cannot be left out in production', () => {
    const config = readConfig({ ...NEEDED, NODE_ENV: 'production' });
    expect(() => requireIntrospection(config)).toThrow(/INTROSPECTION_CLIENT_SECRET fehlt/);
    requireIntrospection({ ...config, INTROSPECTION_CLIENT_SECRET: 'x' });
    requireIntrospection({ ...config, NODE_ENV: 'test' });
  });
});
