import { Configuration } from '@querraum/contracts';
import { openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

describe('health and configuration', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeAll(async () => {
    database = await openTestDatabase();
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('says that it lives and is ready', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const answer = await api.request('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ status: 'ok' });
    }
  });

  it('says in production that no mail goes out and that no signed checkpoint does, and answers all the same', async () => {
    const settings = {
      NODE_ENV: 'production',
      DEMO: 'off',
      TEST_CLOCK: 'off',
      INTROSPECTION_CLIENT_SECRET: 'secret',
      INTROSPECTION_URL: `${api.issuer.issuer}/introspect`,
    };
    const SMTP_URL = 'smtp://mail.stadt.example';
    const sealed = (age: string, signature: string) =>
      `insert into audit_checkpoint select 1, 1, 'now', app.now() - interval '${age}', 0, 0, '', '', null, '', null, ${signature}, app.now()`;
    for (const [mail, checkpoint, degraded] of [
      [{}, undefined, ['mail', 'auditCheckpoint']],
      [{ SMTP_URL }, sealed('1 minute', 'null'), ['auditCheckpoint']],
      [{ SMTP_URL }, sealed('3 hours', "'x'"), ['auditCheckpoint']],
      [{}, sealed('1 minute', "'x'"), ['mail']],
      [{ SMTP_URL }, sealed('1 minute', "'x'"), undefined],
    ] as const) {
      await database.owner.query('delete from audit_checkpoint');
      if (checkpoint !== undefined) await database.owner.query(checkpoint);
      const production = await startTestApi(database, { ...settings, ...mail });
      const { status, body } = await production.request('GET', '/health/ready');
      expect([status, body]).toEqual([200, degraded ? { status: 'degraded', degraded } : { status: 'ok' }]);
      await production.close();
    }
  });

  it('tells everyone what the web app must know before sign-in', async () => {
    const { status, body } = await api.request('GET', '/configuration');
    expect(status).toBe(200);
    const configuration = Configuration.parse(body);
    expect(configuration).toMatchObject({ issuer: api.issuer.issuer, clientId: 'querraum-web', demo: true });
    expect(Math.abs(Date.parse(configuration.now) - Date.now())).toBeLessThan(60_000);
  });

  it('answers what does not exist as a problem, in the language of the reader', async () => {
    const german = await api.request('GET', '/nothing');
    const english = await api.request('GET', '/nothing', { headers: { 'accept-language': 'en-GB,fr;q=0.5' } });
    expect(german.status).toBe(404);
    expect(german.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(german.body).toMatchObject({
      code: 'notFound',
      title: 'Nicht gefunden',
      detail: 'Das gibt es nicht, oder Sie haben keinen Zugang.',
    });
    expect(english.body).toMatchObject({ title: 'Not found', detail: 'This does not exist, or you have no access.' });
    expect(german.body).toMatchObject({ requestId: german.headers.get('x-request-id') });
  });
});
