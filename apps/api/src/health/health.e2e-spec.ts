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

  it('says in production that no mail goes out, and answers all the same', async () => {
    const settings = {
      NODE_ENV: 'production',
      DEMO: 'off',
      TEST_CLOCK: 'off',
      INTROSPECTION_CLIENT_SECRET: 'secret',
      INTROSPECTION_URL: `${api.issuer.issuer}/introspect`,
    };
    for (const [SMTP_URL, ready] of [
      ['', { status: 'degraded', degraded: ['mail'] }],
      ['smtp://mail.stadt.example', { status: 'ok' }],
    ] as const) {
      const production = await startTestApi(database, { ...settings, ...(SMTP_URL !== '' && { SMTP_URL }) });
      expect(await production.request('GET', '/health/ready')).toMatchObject({ status: 200, body: ready });
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
