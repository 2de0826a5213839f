import { ReportSubscription } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const PATH = '/report-subscriptions';
const idOf = (username: string) => DEMO_PEOPLE[username]?.id ?? '';
const GES = DEMO_UNITS['BA-MITTE/GES'] ?? '';
const INPUT = {
  scope: { department: ['HEALTH'], area: ['0130'], stage: [], unit: [GES] },
  rhythm: { every: 'week', weekday: 1, hour: 8 },
  state: 'active',
  recipientIds: [] as string[],
};

describe('subscriptions of reports', () => {
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

  const add = async (as: string, input: object = {}) =>
    ReportSubscription.parse((await api.request('POST', PATH, { as, body: { ...INPUT, ...input } })).body);
  const list = async (as: string) => {
    const { body } = await api.request<{ items: unknown[] }>('GET', PATH, { as });
    return body.items.map((item) => ReportSubscription.parse(item));
  };
  const put = (as: string, { id, revision }: ReportSubscription, input: object = {}) =>
    api.request('PUT', `${PATH}/${id}`, {
      as,
      body: { ...INPUT, ...input },
      headers: { 'if-match': `"${revision}"` },
    });
  const end = (as: string, { id, revision }: ReportSubscription) =>
    api.request('DELETE', `${PATH}/${id}`, { as, headers: { 'if-match': `"${revision}"` } });
  const leave = (as: string, { id }: ReportSubscription) => api.request('POST', `${PATH}/${id}/leave`, { as });
  const audited = async (): Promise<string[]> => {
    const rows = await database.owner.query(
      "select action from audit_entry where tenant_id = chain and action like 'report.%' order by seq",
    );
    return rows.map(({ action }: { action: string }) => action);
  };

  it('say of what, when and to whom, with names', async () => {
    const report = await add('jonas.albrecht', { recipientIds: [idOf('aylin.demirel'), idOf('jonas.albrecht')] });
    expect(report).toMatchObject({
      scope: INPUT.scope,
      rhythm: INPUT.rhythm,
      owner: { id: idOf('jonas.albrecht') },
      recipients: [{ id: idOf('aylin.demirel') }],
      areas: [{ key: '0130' }],
      units: [{ id: GES }],
      ...{ revision: 1, state: 'active', lastAt: null, mayChange: true },
    });
    const next = new Date(report.nextAt ?? '');
    expect(next.toLocaleTimeString('de', { timeZone: 'Europe/Berlin', timeStyle: 'short' })).toBe('08:00');
    expect(await list('jonas.albrecht')).toEqual([report]);
    expect(await audited()).toEqual(['report.added']);
  });

  it('are seen by whoever subscribed, gets or administers them, and by nobody else', async () => {
    const report = await add('jonas.albrecht', { recipientIds: [idOf('aylin.demirel'), idOf('henrik.falk')] });
    expect(await list('aylin.demirel')).toEqual([
      { ...report, recipients: [report.recipients.find(({ id }) => id === idOf('aylin.demirel'))], mayChange: false },
    ]);
    expect(await list('katrin.moeller')).toEqual([report]);
    for (const username of ['moritz.engel', 'lukas.hartwig', 'pia.lorenz'])
      expect([username, await list(username)]).toEqual([username, []]);
  });

  it('are changed and ended by their subscriber and the administrators, one after the other', async () => {
    const report = await add('jonas.albrecht', { recipientIds: [idOf('aylin.demirel')] });
    const by = { code: 'reportNotYours', status: 403 };
    expect((await put('aylin.demirel', report)).body).toMatchObject(by);
    expect((await end('aylin.demirel', report)).body).toMatchObject(by);
    for (const username of ['moritz.engel', 'lukas.hartwig'])
      expect((await put(username, report)).body).toMatchObject({ code: 'notFound' });
    const answers = await Promise.all([
      put('jonas.albrecht', report, { state: 'paused' }),
      put('katrin.moeller', report, { recipientIds: [idOf('henrik.falk')] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [current] = await list('katrin.moeller');
    if (!current) throw new Error('the report is gone');
    expect((await end('katrin.moeller', current)).status).toBe(204);
    expect(await list('jonas.albrecht')).toEqual([]);
    expect((await end('katrin.moeller', current)).body).toMatchObject({ code: 'notFound' });
    expect(await audited()).toEqual(['report.added', 'report.changed', 'report.ended']);
  });

  it('are left by whoever merely gets them, and whoever has read them before is told', async () => {
    const report = await add('jonas.albrecht', { recipientIds: [idOf('aylin.demirel')] });
    expect((await leave('jonas.albrecht', report)).body).toMatchObject({ code: 'reportNotReceived', status: 409 });
    expect((await leave('moritz.engel', report)).body).toMatchObject({ code: 'notFound' });
    expect((await leave('aylin.demirel', report)).status).toBe(204);
    expect(await list('aylin.demirel')).toEqual([]);
    expect((await put('jonas.albrecht', report)).body).toMatchObject({ code: 'revisionConflict' });
    expect(await list('jonas.albrecht')).toMatchObject([{ recipients: [], revision: 2 }]);
    expect(await audited()).toEqual(['report.added', 'report.left']);
  });

  it('are added once, however often the same request comes', async () => {
    const request = { as: 'jonas.albrecht', body: INPUT, headers: { 'idempotency-key': crypto.randomUUID() } };
    const [one, other] = [await api.request('POST', PATH, request), await api.request('POST', PATH, request)];
    expect(other.body).toEqual(one.body);
    expect(await list('jonas.albrecht')).toHaveLength(1);
    const owed = await database.owner.query("select 1 from work_item where kind = 'runReport'");
    expect(owed).toHaveLength(1);
  });

  it('keep their turn when only their recipients change', async () => {
    const report = await add('jonas.albrecht');
    const { body } = await put('jonas.albrecht', report, { recipientIds: [idOf('aylin.demirel')] });
    expect(body).toMatchObject({ nextAt: report.nextAt, revision: 2, recipients: [{ id: idOf('aylin.demirel') }] });
  });

  it('refuse what is no report, and say why in words', async () => {
    const post = async (input: object) =>
      (await api.request('POST', PATH, { as: 'jonas.albrecht', body: { ...INPUT, ...input } })).body;
    for (const wrong of [
      { rhythm: { every: 'day', hour: 8 } },
      { rhythm: { every: 'quarter', day: 1, hour: 8 } },
      { rhythm: { every: 'week', weekday: 6, hour: 8 } },
      { rhythm: { every: 'month', day: 32, hour: 8 } },
      { state: 'ended' },
      { scope: { ...INPUT.scope, overdue: 'true' } },
      { scope: {} },
      { recipientIds: ['jonas'] },
      { ownerId: idOf('aylin.demirel') },
    ])
      expect(await post(wrong)).toMatchObject({ status: 400, code: 'invalidInput' });
    const unknown = 'f1926f00-0000-7000-8000-00000000b001';
    expect(await post({ scope: { ...INPUT.scope, area: ['99'] } })).toMatchObject({ code: 'areaUnknown' });
    expect(await post({ scope: { ...INPUT.scope, unit: [unknown] } })).toMatchObject({ code: 'unitUnknown' });
    for (const personId of [unknown, idOf('pia.lorenz')])
      expect(await post({ recipientIds: [personId] })).toMatchObject({ code: 'reportRecipientUnknown', status: 422 });
    expect(await list('jonas.albrecht')).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  it('are twenty for one person at most', async () => {
    for (let count = 0; count < 20; count += 1) await add('jonas.albrecht');
    const { body } = await api.request('POST', PATH, { as: 'jonas.albrecht', body: INPUT });
    expect(body).toMatchObject({ status: 409, code: 'reportTooMany' });
  });
});
