import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const INDEX = '<!doctype html><html><head><style>a{}</style></head><body><app-root></app-root></body></html>';

describe('HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  let root: string;
  const site = (path: string, accept = 'text/html', method = 'GET') =>
    fetch(new URL(path, api.url), { method, headers: { accept }, redirect: 'manual' });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'querraum-web-'));
    await Promise.all([
      writeFile(join(root, 'index.html'), INDEX),
      writeFile(join(root, 'main-5KQ3NWV2.js'), 'export {};'),
      writeFile(join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ]);
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { WEB_ROOT: root });
  });
  afterAll(async () => {
    await api.close();
    await database.close();
    await rm(root, { recursive: true });
  });

  it('sends the security headers with every answer, and lets nobody keep what is personal', async () => {
    for (const answer of [await api.request('GET', '/me', { as: 'jonas.albrecht' }), await api.request('GET', '/me')]) {
      const { headers } = answer;
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('gives each request its own number and believes no other', async () => {
    const ids = new Set<string | null>();
    for (let count = 0; count < 3; count += 1)
      ids.add(
        (await api.request('GET', '/health/live', { headers: { 'x-request-id': 'mine' } })).headers.get('x-request-id'),
      );
    expect(ids.size).toBe(3);
    expect(ids.has('mine')).toBe(false);
  });

  it('serves the web app for every page, with scripts and styles bound to this answer', async () => {
    const [first, second] = await Promise.all([site('/'), site('/vorhaben/123?tab=verlauf')]);
    const nonces = await Promise.all(
      [first, second].map(async (response) => {
        expect(response.status).toBe(200);
        expect(response.headers.get('cache-control')).toBe('no-store');
        const policy = response.headers.get('content-security-policy') ?? '';
        const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
        expect(await response.text()).toBe(
          INDEX.replace('<app-root', `<app-root ngCspNonce="${nonce}"`).replace('<style', `<style nonce="${nonce}"`),
        );
        expect(/script-src ([^;]+)/.exec(policy)?.[1]).toBe("'self'");
        expect(policy).toContain("connect-src 'self' http://sign-in.test;");
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('lets browsers keep for ever what carries its hash in the name, and nothing else', async () => {
    expect((await site('/main-5KQ3NWV2.js', '*/*')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await site('/favicon.svg', '*/*')).headers.get('cache-control')).toBe('no-cache');
  });

  it('answers what is no page as a problem: routes of the API, missing files, other methods', async () => {
    const answers = await Promise.all([
      site('/api/v1/nothing'),
      site('/main-00000000.js', 'text/javascript'),
      site('/', 'text/html', 'POST'),
      site('/%2e%2e/%2e%2e/etc/passwd', '*/*;q=0.1, application/json'),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  describe('bodies', () => {
    const post = async (body: string, type = 'application/json') => {
      const response = await fetch(`${api.url}/test-clock`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await api.tokenFor('katrin.moeller')}`,
          'content-type': type,
          'idempotency-key': crypto.randomUUID(),
        },
        body,
      });
      return [response.status, ((await response.json()) as { code: string }).code];
    };

    it.each(['{', '[]', 'null', '"text"', '{"now": 7}', '{"now": ["2027-01-01T00:00:00.000Z"]}', ''])(
      'refuses %s',
      async (body) => expect(await post(body)).toEqual([400, 'invalidInput']),
    );

    it('refuses what is no JSON', async () => {
      const body = '{"now":"2027-01-01T00:00:00.000Z"}';
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
        expect(await post(body, type)).toEqual([400, 'invalidInput']);
    });

    it('refuses a body over one megabyte', async () => {
      expect(await post(`{"now":"${'x'.repeat(1024 * 1024)}"}`)).toEqual([413, 'documentTooLarge']);
    });

    it('takes nothing from __proto__ and refuses fields that nobody asked for', async () => {
      expect(await post('{"__proto__": {"now": "2027-01-01T00:00:00.000Z"}}')).toEqual([400, 'invalidInput']);
      expect(await post('{"now":"2027-01-01T00:00:00.000Z","isAdmin":true}')).toEqual([400, 'invalidInput']);
      expect(({} as Record<string, unknown>)['now']).toBeUndefined();
    });
  });
});
