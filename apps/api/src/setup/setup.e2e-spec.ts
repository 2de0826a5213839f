import type { Me, SetupProgress, SetupState } from '@querraum/contracts';
import { DEMO_ISSUER, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { accessTokenClaims } from '../testing/issuer';

const CODE = 'ABCD-EFGH-JKLM';
const AUTHORITY = {
  name: 'Bezirksamt Neustadt',
  shortName: 'BA-NEU',
  kind: 'DISTRICT_AUTHORITY',
  state: 'BE',
} as const;
const INPUT = { code: CODE, authority: AUTHORITY, administratorName: 'Ada Erste' };

describe('the set-up of an empty installation', () => {
  let database: TestDatabase;
  let api: TestApi;
  const tokenOf = (username: string) =>
    api.issuer.sign({ ...accessTokenClaims(DEMO_ISSUER, `sub-${username}`), preferred_username: username });
  const call = async <T = { code: string }>(as: string, method: 'GET' | 'POST', path: string, body?: unknown) =>
    api.request<T>(method, path, { as: { token: await tokenOf(as) }, body });
  const setUp = (as: string, body: object = INPUT) => call(as, 'POST', '/setup', body);
  const tenants = async () => (await database.owner.query('select key from tenant')) as unknown[];

  beforeEach(async () => {
    database = await openTestDatabase();
    api = await startTestApi(database, { SETUP_CODE: CODE });
  }, 60_000);
  afterEach(async () => {
    await api.close();
    await database.close();
  });

  it('is open to whoever signs in while no authority exists, and makes them its first administrator', async () => {
    expect((await call('ada', 'GET', '/me')).body.code).toBe('personUnknown');
    expect((await call<SetupState>('ada', 'GET', '/setup')).body).toEqual({ isOpen: true, username: 'ada' });
    expect((await setUp('ada')).status).toBe(204);
    const me = (await call<Me>('ada', 'GET', '/me')).body;
    expect(me).toMatchObject({ name: 'Ada Erste', username: 'ada', isAdmin: true });
    expect(me.grants.map(({ unit, role }) => [unit.code, unit.kind, role])).toEqual([
      ['BA-NEU', 'DISTRICT_AUTHORITY', 'ADMIN'],
    ]);
    expect((await call<SetupState>('eve', 'GET', '/setup')).body.isOpen).toBe(false);
    expect((await setUp('eve')).body.code).toBe('setupClosed');
    const entries = await database.owner.query('select action, actor from audit_entry');
    expect(entries).toEqual([{ action: 'tenant.setUp', actor: me.id }]);
  });

  it('makes one authority when ten ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => setUp(`ada-${index}`)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.every((status) => [204, 409, 429, 503].includes(status))).toBe(true);
    const counts = await database.owner.query(
      `select (select count(*) from tenant)::int as t, (select count(*) from org_unit)::int as u,
         (select count(*) from person)::int as p, (select count(*) from membership)::int as m`,
    );
    expect(counts).toEqual([{ t: 1, u: 1, p: 1, m: 1 }]);
  });

  it('refuses wrong codes in words, then every code for a while, also many at once', async () => {
    const wrong = { ...INPUT, code: 'ABCD-EFGH-JKLX' };
    const first = await setUp('eve', wrong);
    expect([first.status, first.text]).toEqual([403, expect.stringContaining('Noch 4 Versuche')]);
    const more = await Promise.all(Array.from({ length: 8 }, () => setUp('eve', wrong)));
    expect(more.filter(({ body }) => body.code === 'setupCodeWrong').length).toBeLessThanOrEqual(4);
    const blocked = await setUp('ada');
    expect([blocked.status, blocked.body.code]).toEqual([429, 'setupBlocked']);
    expect(await tenants()).toEqual([]);
    await database.owner.query("update setup_attempt set last_failed_at = last_failed_at - interval '16 minutes'");
    expect((await setUp('ada', { ...INPUT, code: CODE.toLowerCase() })).status).toBe(204);
  });

  it.each([
    ['no name', { ...INPUT, authority: { ...AUTHORITY, name: ' ' } }],
    ['a Land that there is not', { ...INPUT, authority: { ...AUTHORITY, state: 'XX' } }],
    ['no name of the person', { ...INPUT, administratorName: '' }],
    ['a field too many', { ...INPUT, isAdmin: true }],
  ])('refuses %s', async (_what, body) => {
    expect((await setUp('ada', body)).body.code).toBe('invalidInput');
    expect(await tenants()).toEqual([]);
  });

  it('ticks the five steps from what is there', async () => {
    await setUp('ada');
    const progress = async () => (await call<SetupProgress>('ada', 'GET', '/setup/progress')).body;
    expect((await progress()).steps.map(({ name, isDone }) => [name, isDone])).toEqual([
      ['units', false],
      ['people', false],
      ['secondAdministrator', false],
      ['procedure', false],
      ['project', false],
    ]);
    const root = (await call<Me>('ada', 'GET', '/me')).body.grants[0]?.unit.id;
    for (const code of ['JUG', 'GES'])
      await call('ada', 'POST', '/organisation/house/units', {
        ...{ code, name: `Amt ${code}`, kind: 'OFFICE', department: null, parentId: root },
      });
    const { steps, isComplete } = await progress();
    expect([steps[0], isComplete]).toEqual([{ name: 'units', isDone: true, count: 3 }, false]);
  });
});

describe('the set-up without a code', () => {
  it('is closed', async () => {
    const database = await openTestDatabase();
    const api = await startTestApi(database);
    const token = await api.issuer.sign(accessTokenClaims(DEMO_ISSUER, 'sub-ada'));
    const state = await api.request<SetupState>('GET', '/setup', { as: { token } });
    const tried = await api.request<{ code: string }>('POST', '/setup', { as: { token }, body: INPUT });
    await api.close();
    await database.close();
    expect([state.body.isOpen, tried.body.code]).toEqual([false, 'setupClosed']);
  });
});
