import { DeadlinePreview } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const WORKER = 'jonas.albrecht';
const ADMIN = 'katrin.moeller';

describe('calendar', () => {
  let database: TestDatabase;
  let api: TestApi;
  const preview = async (query: string, as = WORKER) => {
    const { status, body } = await api.request('GET', `/deadline-preview?${query}`, { as });
    expect(status).toBe(200);
    return DeadlinePreview.parse(body);
  };
  const houseDays = async (as = WORKER) => (await api.request('GET', '/calendar/house-days', { as })).body;
  const audited = () =>
    database.owner.query(
      `select e.action, e.actor, b.body from audit_entry e join audit_body b using (tenant_id, chain, seq)
       where e.chain = $1 order by e.seq`,
      [DEMO_PEOPLE[ADMIN]?.tenantId],
    );

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('counts 5 Arbeitstage from Thursday 25.03.2027 over Easter to Monday 05.04.2027 and explains it', async () => {
    expect(await preview('start=2027-03-25&length=5')).toEqual({
      start: '2027-03-25',
      lastDay: '2027-04-05',
      dueEnd: '2027-04-05T22:00:00.000Z',
      skipped: expect.arrayContaining([
        { date: '2027-03-26', name: 'Karfreitag' },
        { date: '2027-03-29', name: 'Ostermontag' },
      ]),
      explanation: {
        de: '5 Arbeitstage ab Donnerstag, 25.03.2027; 26.03. Karfreitag und 29.03. Ostermontag zählen nicht; Ende Montag, 05.04.2027 um 24:00 Uhr',
        en: expect.stringContaining('working days'),
      },
    });
  });

  it('counts over a day on which the house is closed, for this house alone, and keeps a record', async () => {
    const key = crypto.randomUUID();
    const body = { date: '2027-04-02', name: 'Betriebsausflug' };
    const added = await api.request('POST', '/calendar/house-days', { as: ADMIN, key, body });
    expect(added.status).toBe(201);
    expect(added.body).toEqual(body);
    const moved = await preview('start=2027-03-25&length=5');
    expect(moved.lastDay).toBe('2027-04-06');
    expect(moved.explanation.de).toBe(
      '5 Arbeitstage ab Donnerstag, 25.03.2027; 26.03. Karfreitag, 29.03. Ostermontag und 02.04. Betriebsausflug zählen nicht; Ende Dienstag, 06.04.2027 um 24:00 Uhr',
    );
    expect((await preview('start=2027-03-25&length=5', 'lukas.hartwig')).lastDay).toBe('2027-04-05');
    expect(await houseDays('lukas.hartwig')).toEqual({ items: [] });

    const again = await api.request('POST', '/calendar/house-days', { as: ADMIN, key, body });
    expect([again.status, again.body]).toEqual([201, body]);
    const other = await api.request('POST', '/calendar/house-days', { as: ADMIN, key, body: { ...body, name: 'X' } });
    expect([other.status, other.body]).toEqual([422, expect.objectContaining({ code: 'idempotencyKeyReused' })]);
    const taken = await api.request('POST', '/calendar/house-days', { as: ADMIN, body });
    expect([taken.status, taken.body]).toEqual([
      409,
      expect.objectContaining({ code: 'houseDayTaken', detail: 'Der 02.04.2027 ist schon im Hauskalender.' }),
    ]);
    expect(await houseDays()).toEqual({ items: [body] });
    expect(await audited()).toEqual([{ action: 'calendar.houseDayAdded', actor: DEMO_PEOPLE[ADMIN]?.id, body }]);

    const removed = await api.request('DELETE', '/calendar/house-days/2027-04-02', { as: ADMIN });
    expect([removed.status, removed.text]).toEqual([204, '']);
    const gone = await api.request('DELETE', '/calendar/house-days/2027-04-02', { as: ADMIN });
    expect([gone.status, gone.body]).toEqual([404, expect.objectContaining({ code: 'notFound' })]);
    expect((await preview('start=2027-03-25&length=5')).lastDay).toBe('2027-04-05');
    expect(await audited()).toHaveLength(2);
  });

  it('lets only the administrators of the house change its calendar', async () => {
    const before = await houseDays();
    const body = { date: '2027-05-07', name: 'Brückentag' };
    const added = await api.request('POST', '/calendar/house-days', { as: WORKER, body });
    const removed = await api.request('DELETE', '/calendar/house-days/2027-05-07', { as: WORKER });
    for (const { status, body: problem } of [added, removed])
      expect([status, problem]).toEqual([403, expect.objectContaining({ code: 'adminOnly' })]);
    expect(await houseDays()).toEqual(before);
  });

  it.each([
    ['no key', { key: null, body: { date: '2027-05-07', name: 'X' } }, 'idempotencyKeyRequired'],
    ['a key that is no UUID', { key: 'one', body: { date: '2027-05-07', name: 'X' } }, 'idempotencyKeyRequired'],
    ['no body', {}, 'invalidInput'],
    ['a day that does not exist', { body: { date: '2027-02-30', name: 'X' } }, 'invalidInput'],
    ['no name', { body: { date: '2027-05-07', name: '  ' } }, 'invalidInput'],
    ['a field that nobody asked for', { body: { date: '2027-05-07', name: 'X', tenantId: 'y' } }, 'invalidInput'],
  ])('refuses a house day with %s', async (_, options, code) => {
    const { status, body } = await api.request('POST', '/calendar/house-days', { as: ADMIN, ...options });
    expect([status, body]).toEqual([400, expect.objectContaining({ code })]);
  });

  it.each([
    'length=5',
    'start=2027-03-25',
    'start=25.03.2027&length=5',
    'start=2027-03-25&length=0',
    'start=2027-03-25&length=367',
    'start=2027-03-25&length=2&unit=year',
    'start=2027-03-25&length=2&latestTime=25:00',
  ])('refuses a preview of %s', async (query) => {
    const { status, body } = await api.request('GET', `/deadline-preview?${query}`, { as: WORKER });
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'invalidInput' })]);
  });

  it('knows the holidays of every Land', async () => {
    const { body } = await api.request('GET', '/calendar/holidays?state=SN&year=2027', { as: WORKER });
    expect((body as { items: unknown[] }).items).toContainEqual({
      state: 'SN',
      date: '2027-11-17',
      name: 'Buß- und Bettag',
    });
    const berlin = await api.request('GET', '/calendar/holidays?year=2028', { as: WORKER });
    expect(berlin.text).toContain('2028-06-17');
  });
});
