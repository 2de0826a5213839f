import { DeadlinePreview, HouseCalendar } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const WORKER = 'jonas.albrecht';

describe('calendar', () => {
  let database: TestDatabase;
  let api: TestApi;
  const preview = async (query: string, as = WORKER) => {
    const { status, body } = await api.request('GET', `/deadline-preview?${query}`, { as });
    expect(status).toBe(200);
    return DeadlinePreview.parse(body);
  };

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('counts from the receipt what begins later, and leaves the next working day in any case', async () => {
    const received = 'start=2026-03-16&length=3&unit=week';
    expect(await preview(`${received}&opens=2026-03-18`)).toMatchObject({ lastDay: '2026-04-07' });
    expect(await preview(`${received}&opens=2026-04-13`)).toMatchObject({
      start: '2026-03-16',
      lastDay: '2026-04-14',
      explanation: { de: expect.stringContaining('der nächste Arbeitstag bleibt') },
    });
    const both = await api.request('GET', '/deadline-preview?end=2026-04-07&length=3&opens=2026-03-18', { as: WORKER });
    expect(both.status).toBe(400);
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
      holidaysUntil: '2035-12-31',
    });
  });

  it('plans backwards: to be over by Monday 05.04.2027, 5 Arbeitstage begin on Thursday before Easter at the latest', async () => {
    const planned = await preview('end=2027-04-05&length=5');
    expect(planned).toEqual(await preview('start=2027-03-25&length=5'));
    expect(await preview('end=2027-04-04&length=2&unit=week')).toMatchObject({
      start: '2027-03-19',
      lastDay: '2027-04-02',
    });
  });

  it('says where a Frist ends after the last year of which the holidays are entered', async () => {
    const { explanation } = await preview('start=2035-12-20&length=20');
    expect(explanation.de).toMatch(/; Feiertage sind nur bis Montag, 31\.12\.2035 eingetragen$/);
    expect(explanation.en).toMatch(/; holidays are entered only up to Monday, 31 December 2035$/);
  });

  it.each([
    'length=5',
    'start=2027-03-25&end=2027-04-05&length=5',
    'end=05.04.2027&length=5',
    'end=0001-01-05&length=366&unit=month',
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

  it('shows a year of the own house to everybody in it', async () => {
    const { status, body } = await api.request('GET', '/calendar?year=2027', { as: WORKER });
    expect(status).toBe(200);
    const calendar = HouseCalendar.parse(body);
    expect(calendar).toMatchObject({ year: 2027, state: 'BE', revision: 0, holidaysUntil: '2035-12-31' });
    expect(calendar.days).toContainEqual({
      date: '2027-03-26',
      name: 'Karfreitag',
      kind: 'holiday',
      holiday: 'Karfreitag',
    });
    const later = await api.request('GET', '/calendar?year=2040', { as: WORKER });
    expect(HouseCalendar.parse(later.body).days).toEqual([]);
  });

  it.each(['', '?year=', '?year=zwei', '?year=1800', '?year=2027&house=other'])('refuses a year %s', async (query) => {
    const { status, body } = await api.request('GET', `/calendar${query}`, { as: WORKER });
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'invalidInput' })]);
  });
});
