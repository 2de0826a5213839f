import { Me, PersonReference, Unit } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../testing';

describe('organisation', () => {
  let database: TestDatabase;
  let api: TestApi;
  const me = async (as: string) => Me.parse((await api.request('GET', '/me', { as })).body);
  const units = async (query = '') => {
    const { status, body } = await api.request('GET', `/organisation/units${query}`, { as: 'jonas.albrecht' });
    expect(status).toBe(200);
    return z.object({ items: z.array(Unit) }).parse(body).items;
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('tells a case worker who they are and for which unit they act', async () => {
    expect(await me('jonas.albrecht')).toMatchObject({
      id: DEMO_PEOPLE['jonas.albrecht']?.id,
      name: 'Jonas Albrecht',
      isAdmin: false,
      inboxUnitIds: [DEMO_UNITS['BA-MITTE/SPK']],
      grants: [
        { unit: { code: 'SPK', tenantName: 'Bezirksamt Mitte von Berlin' }, role: 'CASE_WORKER', capacity: 'BY_ORDER' },
      ],
    });
  });

  it('shows a head the unit and those below, and an administrator no inbox', async () => {
    const councillor = await me('marlene.ostermann');
    expect(councillor.inboxUnitIds).toEqual(
      expect.arrayContaining(
        ['BzStR', 'SPK', 'GES', 'JUG', 'SOZ', 'STADT'].map((code) => DEMO_UNITS[`BA-MITTE/${code}`]),
      ),
    );
    expect(councillor.inboxUnitIds).not.toContain(DEMO_UNITS['BA-MITTE/RECHT']);
    expect(await me('katrin.moeller')).toMatchObject({ isAdmin: true, inboxUnitIds: [] });
  });

  it('names the person whose deputy one is, while it lasts', async () => {
    const { id, tenantId } = DEMO_PEOPLE['aylin.demirel'] ?? {};
    await database.owner.query(
      `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to) values
       ($1, gen_random_uuid(), $2, $3, now() - interval '1 day', now() + interval '1 day'),
       ($1, gen_random_uuid(), $4, $3, now() - interval '3 days', now() - interval '1 day')`,
      [tenantId, DEMO_PEOPLE['henrik.falk']?.id, id, DEMO_PEOPLE['petra.wieland']?.id],
    );
    const { grants, inboxUnitIds } = await me('aylin.demirel');
    expect(grants.map(({ capacity, onBehalfOf }) => [capacity, onBehalfOf?.name ?? null])).toEqual([
      ['DEPUTY', 'Dr. Henrik Falk'],
      ['BY_ORDER', null],
    ]);
    expect(inboxUnitIds).toEqual([DEMO_UNITS['BA-MITTE/GES']]);
  });

  it('keeps language and mails as everybody chooses them for themselves, also two at once, and nobody else', async () => {
    const change = (body: object, key?: string) => api.request('PATCH', '/me', { as: 'tobias.brandt', body, key });
    expect(await me('tobias.brandt')).toMatchObject({
      email: 'tobias.brandt@ba-mitte.example',
      language: 'de',
      mailNotifications: 'immediately',
    });
    const choices = await Promise.all(
      [1, 2, 3, 4].flatMap(() => [change({ language: 'en' }), change({ mailNotifications: 'never' })]),
    );
    expect(choices.map(({ status }) => status)).toEqual(choices.map(() => 200));
    expect(await me('tobias.brandt')).toMatchObject({ language: 'en', mailNotifications: 'never' });
    expect(await me('leyla.aksoy')).toMatchObject({ language: 'de', mailNotifications: 'immediately' });

    const key = crypto.randomUUID();
    expect((await change({ language: 'de' }, key)).status).toBe(200);
    expect((await change({ language: 'de' }, key)).status).toBe(200);
    const reused = await change({ language: 'en' }, key);
    expect([reused.status, reused.body]).toEqual([422, expect.objectContaining({ code: 'idempotencyKeyReused' })]);
  });

  it("refuses a language that it does not speak, an empty wish, and what is not the person's to change", async () => {
    for (const body of [{ language: 'fr' }, {}, { mailNotifications: 'daily' }, { language: 'en', email: 'x@y.z' }]) {
      const answer = await api.request('PATCH', '/me', { as: 'leyla.aksoy', body });
      expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalidInput' })]);
    }
    expect(await me('leyla.aksoy')).toMatchObject({ language: 'de', email: 'leyla.aksoy@ba-mitte.example' });
  });

  it('refuses a valid sign-in of somebody whom nobody has registered', async () => {
    const token = await api.tokenFor('jonas.albrecht', { sub: crypto.randomUUID() });
    const { status, body } = await api.request('GET', '/me', { as: { token } });
    expect([status, body]).toEqual([403, expect.objectContaining({ code: 'personUnknown' })]);
  });

  it('refuses a person from the moment on in which they are disabled', async () => {
    expect((await api.request('GET', '/me', { as: 'moritz.engel' })).status).toBe(200);
    await database.owner.query('update person set disabled_at = now() where username = $1', ['moritz.engel']);
    const { status, body } = await api.request('GET', '/me', { as: 'moritz.engel' });
    expect([status, body]).toEqual([403, expect.objectContaining({ code: 'personUnknown' })]);
  });

  it('lists the units of all authorities, the own house first', async () => {
    const all = await units();
    expect(all).toHaveLength(15);
    expect(all.slice(0, 10).every(({ tenantName }) => tenantName === 'Bezirksamt Mitte von Berlin')).toBe(true);
    expect((await units('?query=jugend')).map(({ tenantName, name }) => `${tenantName}: ${name}`)).toEqual(
      expect.arrayContaining(['Bezirksamt Mitte von Berlin: Jugendamt', 'Bezirksamt Pankow von Berlin: Jugendamt']),
    );
    const tenantId = DEMO_PEOPLE['lukas.hartwig']?.tenantId;
    expect(await units(`?tenantId=${tenantId}`)).toHaveLength(3);
  });

  it('lists the people of a unit of the own house, and answers for a foreign one as for an unknown one', async () => {
    const people = (id: string | undefined) =>
      api.request('GET', `/organisation/units/${id}/people`, { as: 'jonas.albrecht' });
    const own = await people(DEMO_UNITS['BA-MITTE/GES']);
    expect(
      z
        .object({ items: z.array(PersonReference) })
        .parse(own.body)
        .items.map(({ name }) => name),
    ).toEqual(['Aylin Demirel', 'Dr. Henrik Falk', 'Ruth Sommerfeld']);
    const answers = await Promise.all([DEMO_UNITS['BA-PANKOW/JUG'], crypto.randomUUID(), 'x'].map(people));
    for (const { status, body } of answers)
      expect([status, body]).toEqual([404, expect.objectContaining({ code: 'notFound' })]);
  });
});
