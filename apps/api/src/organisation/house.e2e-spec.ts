import type { HousePersonDetail, HouseUnit, HouseUnitDetail, Me, Page, HousePerson } from '@querraum/contracts';
import {
  DEMO,
  DEMO_ISSUER,
  DEMO_PEOPLE,
  DEMO_UNITS,
  openTestDatabase,
  type TestDatabase,
} from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { accessTokenClaims } from '../testing/issuer';

const ADMIN = 'katrin.moeller';
const SECOND = 'viet.nguyen';
const ROOT = DEMO_UNITS['BA-MITTE/BA'] ?? '';

describe('the own house', () => {
  let database: TestDatabase;
  let api: TestApi;
  type Refusal = { code: string; detail: string };

  const call = <T = Refusal>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    revision?: number,
  ) =>
    api.request<T>(method, `/organisation/house${path}`, {
      as: ADMIN,
      body,
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });
  const unit = (fields: object = {}) => ({
    ...{ code: 'KUL', name: 'Amt für Kultur', kind: 'OFFICE', department: null, parentId: ROOT },
    ...fields,
  });
  const addUnit = async (fields: object = {}) => (await call<HouseUnitDetail>('POST', '/units', unit(fields))).body;
  const addPerson = async (username: string, name = 'Nora Neu') =>
    (await call<HousePersonDetail>('POST', '/people', { username, name })).body;
  const idOf = (username: string) => DEMO_PEOPLE[username]?.id ?? '';
  const personOf = async (username: string) => (await call<HousePersonDetail>('GET', `/people/${idOf(username)}`)).body;
  const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });

  beforeEach(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  }, 60_000);
  afterEach(async () => {
    await api.close();
    await database.close();
  });

  it('lists the units of the own house with their people and gaps', async () => {
    const { items } = (await call<{ items: HouseUnit[] }>('GET', '/units')).body;
    expect(items).toHaveLength(10);
    await addUnit();
    const after = (await call<{ items: HouseUnit[] }>('GET', '/units')).body.items;
    expect(after.find(({ code }) => code === 'KUL')).toMatchObject({ people: 0, gaps: ['nobody'] });
    const { id } = await addPerson('nora.neu');
    const kul = after.find(({ code }) => code === 'KUL')?.id;
    await call('POST', `/people/${id}/roles`, { unitId: kul, role: 'CASE_WORKER', capacity: 'BY_ORDER' });
    const filled = (await call<HouseUnitDetail>('GET', `/units/${kul}`)).body;
    expect(filled).toMatchObject({ people: 1, gaps: ['noHead'], members: [{ name: 'Nora Neu', isBound: false }] });
  });

  it('adds and changes a unit, says who did, and keeps it in the chain of the house', async () => {
    const added = await addUnit();
    const changed = await call<HouseUnitDetail>('PATCH', `/units/${added.id}`, unit({ name: 'Kulturamt' }), 1);
    expect(changed.body).toMatchObject({
      name: 'Kulturamt',
      revision: 2,
      lastChange: { by: { name: 'Katrin Möller' } },
    });
    const stale = await call('PATCH', `/units/${added.id}`, unit({ name: 'Zu spät' }), 1);
    expect([stale.status, stale.body.code]).toEqual([412, 'revisionConflict']);
    const entries = await database.owner.query('select action from audit_entry where chain = tenant_id order by seq');
    expect(entries.map(({ action }: { action: string }) => action)).toEqual(['unit.added', 'unit.changed']);
  });

  it('refuses a code that is taken, a circle, a second root and a foreign parent', async () => {
    const { id } = await addUnit();
    const below = await addUnit({ code: 'KUL-1', name: 'Musikschule', kind: 'SECTION', parentId: id });
    const codes = await Promise.all([
      call('POST', '/units', unit({ code: 'kul' })),
      call('PATCH', `/units/${id}`, unit({ parentId: below.id }), 1),
      call('PATCH', `/units/${id}`, unit({ parentId: id }), 1),
      call('POST', '/units', unit({ code: 'X', parentId: null })),
      call('POST', '/units', unit({ code: 'X', parentId: DEMO_UNITS['BA-PANKOW/BA'] })),
      call('POST', '/units', unit({ code: '' })),
      call('POST', '/units', unit({ code: 'X', tenantId: crypto.randomUUID() })),
    ]);
    expect(codes.map(({ body }) => body.code)).toEqual([
      ...['unitCodeTaken', 'unitCycle', 'unitCycle', 'secondRoot', 'parentUnknown', 'invalidInput', 'invalidInput'],
    ]);
  });

  it('gives two who add the same code at once one unit', async () => {
    const answers = await Promise.all([1, 2].map(() => call('POST', '/units', unit())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('dissolves a unit only when nothing hangs on it, and says what does', async () => {
    const { id } = await addUnit();
    const below = await addUnit({ code: 'KUL-1', name: 'Musikschule', kind: 'SECTION', parentId: id });
    const used = await call('POST', `/units/${id}/dissolution`, undefined, 1);
    expect([used.status, used.body.detail]).toEqual([409, expect.stringContaining('1 untergeordnete Einheit.')]);
    const staffed = await call('POST', `/units/${DEMO_UNITS['BA-MITTE/GES']}/dissolution`, undefined, 1);
    expect(staffed.body.detail).toContain('3 Personen mit Rolle');
    expect((await call('POST', `/units/${below.id}/dissolution`, undefined, 1)).status).toBe(200);
    const dissolved = await call<HouseUnitDetail>('POST', `/units/${id}/dissolution`, undefined, 1);
    expect(dissolved.body.dissolvedAt).not.toBeNull();
    const choice = await api.request<{ items: { id: string }[] }>('GET', '/organisation/units', { as: ADMIN });
    expect(choice.body.items.some((one) => one.id === id)).toBe(false);
    expect((await call('PATCH', `/units/${id}`, unit(), 2)).body.code).toBe('unitDissolved');
  });

  it('adds a person by username, who signs in for the first time and acts', async () => {
    const { id, isBound } = await addPerson('nora.neu');
    expect(isBound).toBe(false);
    await call('POST', `/people/${id}/roles`, {
      ...{ unitId: DEMO_UNITS['BA-MITTE/GES'], role: 'CASE_WORKER', capacity: 'BY_ORDER' },
    });
    const token = await api.issuer.sign({
      ...accessTokenClaims(DEMO_ISSUER, 'sub-nora'),
      preferred_username: 'Nora.Neu',
    });
    const me = await api.request<Me>('GET', '/me', { as: { token } });
    expect(me.body).toMatchObject({ id, grants: [{ unit: { code: 'GES' } }] });
    expect((await call<HousePersonDetail>('GET', `/people/${id}`)).body.isBound).toBe(true);
  });

  it('refuses a username twice in the house, and one that another house awaits', async () => {
    await addPerson('nora.neu');
    expect((await call('POST', '/people', { name: 'Noch eine', username: 'NORA.NEU' })).body.code).toBe(
      'usernameTaken',
    );
    await api.request('POST', '/organisation/house/people', { as: ADMIN, body: { name: 'Ole', username: 'ole' } });
    await database.owner.query(
      `insert into person (tenant_id, id, issuer, username, name) values ($1, gen_random_uuid(), $2, 'pia', 'Pia')`,
      [DEMO_PEOPLE['lukas.hartwig']?.tenantId, DEMO_ISSUER],
    );
    expect((await call('POST', '/people', { name: 'Pia', username: 'pia' })).body.code).toBe('usernameAwaited');
  });

  it('says who was quicker when another house takes the username at the same moment', async () => {
    const nora = await addPerson('nora.neu');
    const blocked = `select pg_stat_clear_snapshot(), count(*)::int as n from pg_stat_activity
      where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`;
    const renamed = await database.owner.transaction(async (owner) => {
      await owner.query(
        `insert into person (tenant_id, id, issuer, username, name) values ($1, gen_random_uuid(), $2, 'pia', 'Pia')`,
        [DEMO_PEOPLE['lukas.hartwig']?.tenantId, DEMO_ISSUER],
      );
      const answer = call('PATCH', `/people/${nora.id}`, { username: 'pia' }, nora.revision);
      while ((await owner.query(blocked))[0].n === 0);
      return [answer];
    });
    expect((await renamed[0])?.body.code).toBe('usernameAwaited');
  });

  it('disables a person at once, enables them again, and never loses the last administrator', async () => {
    const engel = await personOf('moritz.engel');
    await call('PATCH', `/people/${engel.id}`, { disabled: true }, engel.revision);
    expect((await api.request('GET', '/me', { as: 'moritz.engel' })).status).toBe(403);
    await call('PATCH', `/people/${engel.id}`, { disabled: false }, engel.revision + 1);
    expect((await api.request('GET', '/me', { as: 'moritz.engel' })).status).toBe(200);

    const second = await personOf(SECOND);
    expect((await call('PATCH', `/people/${second.id}`, { disabled: true }, second.revision)).status).toBe(200);
    const me = await personOf(ADMIN);
    const refused = await call('PATCH', `/people/${me.id}`, { disabled: true }, me.revision);
    expect([refused.status, refused.body.code]).toEqual([409, 'lastAdministrator']);
    const role = me.roles.find((one) => one.role === 'ADMIN')?.id;
    for (const to of [null, '2199-01-01'])
      expect((await call('POST', `/people/${me.id}/roles/${role}/end`, { to })).body.code).toBe('lastAdministrator');
    const waiting = await addPerson('nora.neu');
    await call('POST', `/people/${waiting.id}/roles`, { unitId: ROOT, role: 'ADMIN', capacity: 'BY_ORDER' });
    expect((await call('POST', `/people/${me.id}/roles/${role}/end`, { to: null })).body.code).toBe(
      'lastAdministrator',
    );
  });

  it('lets one of two administrators stay who disable each other at once', async () => {
    const [one, two] = [await personOf(ADMIN), await personOf(SECOND)];
    const disable = (as: string, id: string, revision: number) =>
      api.request('PATCH', `/organisation/house/people/${id}`, {
        ...{ as, body: { disabled: true }, headers: { 'if-match': `"${revision}"` } },
      });
    const answers = await Promise.all([disable(ADMIN, two.id, two.revision), disable(SECOND, one.id, one.revision)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    const left = await database.owner.query('select 1 from person where username = any ($1) and disabled_at is null', [
      [ADMIN, SECOND],
    ]);
    expect(left.length).toBeGreaterThanOrEqual(1);
  });

  it('gives and ends roles with their time, and refuses what makes no sense', async () => {
    const { id } = await addPerson('nora.neu');
    const role = { unitId: DEMO_UNITS['BA-MITTE/GES'], role: 'CASE_WORKER', capacity: 'BY_ORDER' };
    const add = (body: object) =>
      call<HousePersonDetail & Refusal>('POST', `/people/${id}/roles`, { ...role, ...body });
    expect((await add({ from: '2027-05-01', to: '2027-04-30' })).body.code).toBe('periodBackwards');
    expect((await add({ to: '2020-01-01' })).body.code).toBe('periodPast');
    expect((await add({ unitId: DEMO_UNITS['BA-PANKOW/JUG'] })).body.code).toBe('unitUnknown');
    const given = (await add({ from: '2024-01-01' })).body.roles[0];
    expect(given).toMatchObject({ validFrom: '2023-12-31T23:00:00.000Z', validTo: null });
    expect((await add({})).body.code).toBe('roleTaken');
    const end = (to: string | null) =>
      call<HousePersonDetail & Refusal>('POST', `/people/${id}/roles/${given?.id}/end`, { to });
    expect((await end('2020-01-01')).body.code).toBe('periodPast');
    expect((await end(today())).body.roles).toHaveLength(1);
    const ended = (await end(null)).body;
    expect([ended.roles, ended.formerRoles.length]).toEqual([[], 1]);
    expect((await end(null)).body.code).toBe('roleEnded');
    expect((await call('POST', `/people/${id}/roles/${crypto.randomUUID()}/end`, { to: null })).status).toBe(404);
  });

  it('lets a deputy act for the principal while it lasts, and refuses nonsense', async () => {
    const path = `/people/${idOf('henrik.falk')}/deputations`;
    const add = (body: object) => call<HousePersonDetail & Refusal>('POST', path, { from: null, to: today(), ...body });
    expect((await add({ deputyId: idOf('henrik.falk') })).body.code).toBe('deputySelf');
    expect((await add({ deputyId: idOf('omar.haddad') })).body.code).toBe('deputyUnknown');
    expect((await add({ deputyId: idOf('aylin.demirel'), to: '2020-01-01' })).body.code).toBe('periodPast');
    const { deputations } = (await add({ deputyId: idOf('aylin.demirel') })).body;
    expect((await add({ deputyId: idOf('aylin.demirel') })).body.code).toBe('deputationTaken');
    const acting = async () => {
      const { grants } = (await api.request<Me>('GET', '/me', { as: 'aylin.demirel' })).body;
      return grants.some(({ capacity, onBehalfOf }) => capacity === 'DEPUTY' && onBehalfOf?.name === 'Dr. Henrik Falk');
    };
    expect(await acting()).toBe(true);
    expect((await call('DELETE', `${path}/${deputations[0]?.id}`)).status).toBe(200);
    expect(await acting()).toBe(false);
    expect((await call('DELETE', `${path}/${deputations[0]?.id}`)).status).toBe(404);
  });

  it('pages through the people and finds them by name and username', async () => {
    const list = async (query: string) => (await call<Page<HousePerson>>('GET', `/people${query}`)).body;
    const all = (await list('?limit=200')).items;
    const first = await list('?limit=5');
    const second = await list(`?limit=200&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect((await list('?query=FALK')).items.map(({ name }) => name)).toEqual(['Dr. Henrik Falk']);
    expect(all.some(({ username }) => username === 'omar.haddad')).toBe(false);
    expect((await call('GET', '/people?cursor=x')).body.code).toBe('invalidInput');
  });

  it('does a command once under one key', async () => {
    const key = crypto.randomUUID();
    const send = () =>
      api.request<HousePersonDetail>('POST', '/organisation/house/people', {
        ...{ as: ADMIN, key, body: { name: 'Nora Neu', username: 'nora.neu' } },
      });
    const [one, two] = [await send(), await send()];
    expect(two.body).toEqual(one.body);
  });

  it('cannot write issuer and subject of a person, or another house, not even in SQL', async () => {
    const as = { issuer: DEMO_ISSUER, subject: DEMO_PEOPLE[ADMIN]?.subject ?? '' };
    const attempt = (sql: string, parameters: unknown[]) =>
      database.transactions.read(as, (tx) => tx.rows(sql, parameters));
    await expect(attempt('update person set subject = $1 where id = $2', ['x', idOf(SECOND)])).rejects.toThrow(
      /denied/,
    );
    expect(await attempt('update person set name = $1 where id = $2 returning id', ['X', idOf('omar.haddad')])).toEqual(
      [],
    );
    await expect(
      attempt(
        `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
         values ($1, gen_random_uuid(), $2, $3, 'ADMIN', 'HEAD', now())`,
        [DEMO_PEOPLE['omar.haddad']?.tenantId, idOf('omar.haddad'), DEMO_UNITS['BA-PANKOW/JUG']],
      ),
    ).rejects.toThrow(/row-level security/);
    const worker = { issuer: DEMO_ISSUER, subject: DEMO_PEOPLE['jonas.albrecht']?.subject ?? '' };
    const byWorker = await database.transactions.read(worker, (tx) =>
      tx.rows('update org_unit set name = $1 where id = $2 returning id', ['X', ROOT]),
    );
    expect(byWorker).toEqual([]);
  });
});
