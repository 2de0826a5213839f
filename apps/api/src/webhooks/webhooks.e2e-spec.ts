import { GivenWebhook, pageOf, Webhook, WebhookDelivery, type ProblemBody } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const INPUT = {
  url: 'https://hooks.stadt.de/eingang',
  description: 'Fachverfahren',
  events: ['run.ended', 'run.started'],
};
const ADMIN = 'katrin.moeller';

describe('targets of events over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterEach(async () => {
    await api.close();
    await database.close();
  });

  const add = async (body: object = INPUT, key?: string) =>
    api.request<GivenWebhook & ProblemBody>('POST', '/webhooks', { as: ADMIN, body, ...(key && { key }) });
  const given = async (body: object = INPUT): Promise<GivenWebhook> => {
    const answer = await add(body);
    expect(answer.status).toBe(201);
    return GivenWebhook.parse(answer.body);
  };
  const ask = <T = ProblemBody>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    { revision, ...options }: { revision?: number; body?: unknown; as?: string; key?: string } = {},
  ) =>
    api.request<T>(method, path, {
      as: ADMIN,
      ...options,
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });
  const deliver = (webhookId: string, state: string, minute = 0) =>
    database.owner.query(
      `insert into webhook_delivery (tenant_id, id, webhook_id, event_id, event, body, state, created_at, owed_since, attempts, error)
       values ($1, gen_random_uuid(), $2, gen_random_uuid()::text, 'run.started', '{"secret":"KANARIENVOGEL"}', $3,
         '2027-03-25T09:00Z'::timestamptz + $4 * interval '1 minute', now(), 1, 'status') returning id`,
      [DEMO_PEOPLE[ADMIN]?.tenantId, webhookId, state, minute],
    ) as Promise<{ id: string }[]>;
  const log = async (id: string, query = '') =>
    pageOf(WebhookDelivery).parse((await ask('GET', `/webhooks/${id}/deliveries${query}`)).body);

  it('are entered with a secret that is shown once and stands in no answer that is kept', async () => {
    const key = crypto.randomUUID();
    const first = await add(INPUT, key);
    expect(first).toMatchObject({
      status: 201,
      body: {
        revision: 1,
        state: 'active',
        events: ['run.started', 'run.ended'],
        secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/),
      },
    });
    const again = await add(INPUT, key);
    expect(again.body).toEqual({ ...first.body, secret: null });
    const { body } = await ask<{ items: Webhook[] }>('GET', '/webhooks');
    expect(body.items.map((item) => Webhook.strict().parse(item))).toHaveLength(1);
    const secret = String(first.body.secret).slice('whsec_'.length);
    const [{ stored }] = await database.owner.query('select json_agg(i)::text as stored from idempotency i');
    expect(stored).not.toContain(secret);
    await expect(database.api.query('select secret from webhook_secret')).rejects.toThrow(/permission denied/);
  });

  it('are not entered in production where there is no key to seal their secrets with', async () => {
    const settings = {
      ...{ NODE_ENV: 'production', DEMO: 'off', TEST_CLOCK: 'off' },
      ...{
        INTROSPECTION_CLIENT_SECRET: api.issuer.introspection.secret,
        INTROSPECTION_URL: api.issuer.introspection.url,
      },
    };
    const production = await startTestApi(database, settings);
    const refused = await production.request('POST', '/webhooks', { as: ADMIN, body: INPUT });
    expect(refused.body).toMatchObject({ status: 409, code: 'webhookKeyMissing' });
    await production.close();
    expect((await ask<{ items: Webhook[] }>('GET', '/webhooks')).body.items).toEqual([]);
  });

  it.each([
    ['http://hooks.stadt.de/', 'https://'],
    ['https://127.0.0.1/', 'Netz'],
    ['https://0x7f.1/', 'Netz'],
    ['https://[::ffff:169.254.169.254]/', 'Netz'],
    ['https://10.20.3.4/', 'Netz'],
    ['https://localhost/', 'Name'],
    ['https://user:pass@hooks.stadt.de/', 'Passwort'],
    ['https://hooks.stadt.de:25/', 'Port'],
    ['hooks.stadt.de', 'Webadresse'],
  ])('are refused at %s, and the refusal says why', async (url, word) => {
    const answer = await add({ ...INPUT, url });
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'webhookUrlRefused',
      detail: expect.stringContaining(word),
    });
    const { id, revision } = await given();
    const changed = await ask('PUT', `/webhooks/${id}`, { revision, body: { ...INPUT, url } });
    expect(changed.body).toMatchObject({ status: 422, code: 'webhookUrlRefused' });
    expect((await ask<Webhook>('GET', `/webhooks/${id}`)).body).toMatchObject({ url: INPUT.url, revision });
  });

  it('refuse what is no input, with the field that is wrong', async () => {
    const { id, revision } = await given();
    for (const wrong of [
      { ...INPUT, events: [] },
      { ...INPUT, events: ['run.exploded'] },
      { ...INPUT, events: 'run.started' },
      { ...INPUT, description: 'x'.repeat(201) },
      { ...INPUT, url: '' },
      { ...INPUT, url: `https://hooks.stadt.de/${'x'.repeat(2000)}` },
      { ...INPUT, url: 7 },
      { ...INPUT, state: 'broken' },
      { ...INPUT, secret: 'whsec_mine' },
      [],
    ]) {
      expect((await add(wrong)).body).toMatchObject({ status: 400, code: 'invalidInput' });
      const changed = await ask('PUT', `/webhooks/${id}`, { revision, body: wrong });
      expect(changed.body).toMatchObject({ status: 400, code: 'invalidInput' });
    }
    for (const body of [{ overlapHours: -1 }, { overlapHours: 169 }, { overlapHours: 1.5 }, { hours: 1 }]) {
      const rotated = await ask('POST', `/webhooks/${id}/secret`, { revision, body });
      expect(rotated.body).toMatchObject({ status: 400, code: 'invalidInput' });
    }
    for (const body of [{}, { since: 'gestern' }, { since: '0001-01-01T00:00:00.000Z' }])
      expect((await ask('POST', `/webhooks/${id}/replay`, { body })).body).toMatchObject({ code: 'invalidInput' });
    for (const query of ['?state=lost', '?limit=0', '?cursor=x', '?since=1'])
      expect((await ask('GET', `/webhooks/${id}/deliveries${query}`)).body).toMatchObject({ code: 'invalidInput' });
  });

  it('are changed by whoever has read them as they are', async () => {
    const { id } = await given();
    const body = { ...INPUT, description: 'Neu', state: 'paused' };
    expect((await ask('PUT', `/webhooks/${id}`, { body })).body).toMatchObject({ code: 'revisionRequired' });
    const changed = await ask<Webhook>('PUT', `/webhooks/${id}`, { body, revision: 1 });
    expect(changed.body).toMatchObject({ revision: 2, description: 'Neu', state: 'paused', pausedBecause: 'admin' });
    for (const [method, path] of [
      ['PUT', ''],
      ['POST', '/secret'],
      ['DELETE', ''],
    ] as const) {
      const late = await ask(method, `/webhooks/${id}${path}`, { body: method === 'PUT' ? body : {}, revision: 1 });
      expect(late.body).toMatchObject({ status: 412, code: 'revisionConflict' });
    }
    const active = await ask<Webhook>('PUT', `/webhooks/${id}`, { body: INPUT, revision: 2 });
    expect(active.body).toMatchObject({ revision: 3, state: 'active', pausedBecause: null });
  });

  it('get another secret while the former one goes on for a while', async () => {
    const { id, secret } = await given();
    const rotated = await ask<GivenWebhook>('POST', `/webhooks/${id}/secret`, { revision: 1, body: {} });
    expect(rotated).toMatchObject({ status: 200, body: { revision: 2, secret: expect.stringMatching(/^whsec_/) } });
    expect(rotated.body.secret).not.toBe(secret);
    const until = Date.parse(rotated.body.formerSecretUntil ?? '') - Date.now();
    expect(until / 3_600_000).toBeCloseTo(24, 1);
    const atOnce = await ask<GivenWebhook>('POST', `/webhooks/${id}/secret`, {
      revision: 2,
      body: { overlapHours: 0 },
    });
    expect(atOnce.body).toMatchObject({ revision: 3, formerSecretUntil: null });
  });

  it('are removed with their secrets, and nothing goes there any more', async () => {
    const { id } = await given();
    expect((await ask('DELETE', `/webhooks/${id}`, { revision: 1 })).status).toBe(204);
    expect((await ask('GET', `/webhooks/${id}`)).body).toMatchObject({ status: 404, code: 'notFound' });
    expect(await database.owner.query('select 1 from webhook_secret')).toEqual([]);
    expect((await ask('POST', `/webhooks/${id}/test`)).body).toMatchObject({ status: 404 });
  });

  it('are at most twenty', async () => {
    const ids = await Promise.all(Array.from({ length: 19 }, () => given().then(({ id }) => id)));
    expect(new Set(ids).size).toBe(19);
    // Two at once for the last place.
    const answers = await Promise.all([add(), add()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'webhookTooMany' });
  });

  it('show what became of each event and not what it was about, page by page', async () => {
    const { id } = await given();
    for (let minute = 0; minute < 5; minute += 1) await deliver(id, minute === 4 ? 'failed' : 'delivered', minute);
    const first = await log(id, '?limit=3');
    expect(first).toMatchObject({ count: 5, items: [{ state: 'failed', error: 'status', attempts: 1 }, {}, {}] });
    const second = await log(id, `?limit=3&cursor=${first.nextCursor}`);
    expect(second.items).toHaveLength(2);
    expect(second.nextCursor).toBeNull();
    expect(await log(id, '?state=failed')).toMatchObject({ count: 1 });
    const { text } = await ask('GET', `/webhooks/${id}/deliveries`);
    expect(text).not.toContain('KANARIENVOGEL');
  });

  it('are tested, once for each key, also while they are paused', async () => {
    const { id } = await given({ ...INPUT, state: 'paused' });
    const key = crypto.randomUUID();
    const test = await ask<WebhookDelivery>('POST', `/webhooks/${id}/test`, { key });
    expect(test).toMatchObject({ status: 201, body: { event: 'webhook.test', state: 'queued', attempts: 0 } });
    expect((await ask('POST', `/webhooks/${id}/test`, { key })).body).toEqual(test.body);
    expect(await log(id)).toMatchObject({ count: 1 });
    const owed = await database.owner.query("select payload from work_item where kind = 'deliverWebhooks'");
    expect(owed).toEqual([{ payload: { tenantId: DEMO_PEOPLE[ADMIN]?.tenantId, webhookId: id } }]);
  });

  it('are sent again what failed or was held since then, or one alone', async () => {
    const { id } = await given();
    await deliver(id, 'failed', 0);
    const [failed] = await deliver(id, 'failed', 10);
    await deliver(id, 'held', 20);
    const [delivered] = await deliver(id, 'delivered', 30);
    const replay = (deliveryId = '') => ask('POST', `/webhooks/${id}/deliveries/${deliveryId}/replay`);
    const since = { since: '2027-03-25T09:05:00.000Z' };
    expect((await ask('POST', `/webhooks/${id}/replay`, { body: since })).body).toEqual({ count: 2 });
    expect((await ask('POST', `/webhooks/${id}/replay`, { body: since })).body).toEqual({ count: 0 });
    expect((await replay(failed?.id)).body).toMatchObject({ status: 409, code: 'webhookOnItsWay' });
    expect((await replay(delivered?.id)).body).toMatchObject({ state: 'queued' });
    expect((await replay(crypto.randomUUID())).body).toMatchObject({ status: 404, code: 'notFound' });
    expect((await ask<Webhook>('GET', `/webhooks/${id}`)).body.counts).toEqual({ queued: 3, failed: 1, held: 0 });
    const { body: paused } = await ask<Webhook>('PUT', `/webhooks/${id}`, {
      revision: 1,
      body: { ...INPUT, state: 'paused' },
    });
    expect(paused.counts).toEqual({ queued: 0, failed: 1, held: 3 });
    expect((await ask('POST', `/webhooks/${id}/replay`, { body: since })).body).toMatchObject({
      code: 'webhookPaused',
    });
    expect((await replay(failed?.id)).body).toMatchObject({ status: 409, code: 'webhookPaused' });
  });

  it('of another house are unknown, and in this one they are for administrators alone', async () => {
    const { id } = await given();
    const foreign = crypto.randomUUID();
    await database.owner.query(
      `insert into webhook (tenant_id, id, url, description, events, state, created_at, created_by)
       values ($1, $2, 'https://hooks.pankow.de/', '', '{}', 'active', now(), $2)`,
      [DEMO_PEOPLE['omar.haddad']?.tenantId, foreign],
    );
    const paths = (webhook: string) =>
      [
        ['GET', `/webhooks/${webhook}`],
        ['PUT', `/webhooks/${webhook}`, INPUT],
        ['DELETE', `/webhooks/${webhook}`],
        ['POST', `/webhooks/${webhook}/secret`, {}],
        ['GET', `/webhooks/${webhook}/deliveries`],
        ['POST', `/webhooks/${webhook}/test`],
        ['POST', `/webhooks/${webhook}/replay`, { since: '2027-03-25T09:00:00.000Z' }],
        ['POST', `/webhooks/${webhook}/deliveries/${foreign}/replay`],
      ] as const;
    for (const [method, path, body] of paths(foreign))
      expect([path, (await ask(method, path, { body, revision: 1 })).body]).toMatchObject([path, { code: 'notFound' }]);
    for (const [method, path, body] of paths('keine-id'))
      expect([path, (await ask(method, path, { body, revision: 1 })).status]).toEqual([path, 404]);
    for (const [method, path, body] of paths(id))
      expect((await ask(method, path, { body, revision: 1, as: 'jonas.albrecht' })).body).toMatchObject({
        code: 'adminOnly',
      });
    expect((await ask<{ items: Webhook[] }>('GET', '/webhooks')).body.items.map((one) => one.id)).toEqual([id]);
  });
});
