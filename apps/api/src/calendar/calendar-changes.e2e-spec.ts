import { CalendarEffect, type CalendarChangeEntry, type HouseCalendar, type Page } from '@querraum/contracts';
import { DEMO, DEMO_ISSUER, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { Story } from '../testing/story';

const ADMIN = 'katrin.moeller';
const WORKER = 'jonas.albrecht';
const FOREIGNER = 'lukas.hartwig';
const OUTING = { date: '2027-04-02', name: 'Betriebsausflug', kind: 'closed' as const };
const MONDAY = '2027-04-05T22:00:00.000Z';
const TUESDAY = '2027-04-06T22:00:00.000Z';

describe('changes of the house calendar', () => {
  let database: TestDatabase;
  let api: TestApi;

  const revision = async () =>
    (await api.request<HouseCalendar>('GET', '/calendar?year=2027', { as: ADMIN })).body.revision;
  const preview = (change: unknown, as = ADMIN) =>
    api.request('GET', `/calendar/preview?change=${encodeURIComponent(JSON.stringify(change))}`, { as });
  const change = async (body: unknown, { as = ADMIN, key = crypto.randomUUID(), at = -1 } = {}) =>
    api.request('POST', '/calendar/changes', {
      as,
      key,
      body,
      headers: { 'if-match': `"${at < 0 ? await revision() : at}"` },
    });
  const lastDay = async (as = WORKER) =>
    (await api.request<{ lastDay: string }>('GET', '/deadline-preview?start=2027-03-25&length=5', { as })).body.lastDay;
  const owed = () =>
    database.owner.query("select payload from work_item where kind = 'recountRun' order by created_at, id");
  const moveClock = (to: string) =>
    database.owner.query(
      `insert into test_clock (id, shift_ms) values (1, round(extract(epoch from $1::timestamptz - app.now()) * 1000))`,
      [to],
    );

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    // Before Easter; what is past must not depend on the day on which this is run.
    await moveClock('2027-03-25T09:00:00.000Z');
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('count at once for this house alone, are kept with who and when, and are audited', async () => {
    const key = crypto.randomUUID();
    const added = await change({ add: [OUTING] }, { key, at: 0 });
    expect([added.status, added.body]).toEqual([
      201,
      { revision: 1, moves: [], count: 0, countExact: true, projects: 0 },
    ]);
    const again = await change({ add: [OUTING] }, { key, at: 0 });
    expect([again.status, again.body]).toEqual([201, added.body]);
    expect(await lastDay()).toBe('2027-04-06');
    expect(await lastDay(FOREIGNER)).toBe('2027-04-05');

    const removed = await change({ remove: [OUTING.date] });
    expect(removed.status).toBe(201);
    expect(await lastDay()).toBe('2027-04-05');
    const { body } = await api.request<Page<CalendarChangeEntry>>('GET', '/calendar/changes', { as: ADMIN });
    expect(body).toEqual({
      items: [
        { ...OUTING, revision: 2, act: 'removed', person: 'Katrin Möller', at: expect.any(String) },
        { ...OUTING, revision: 1, act: 'added', person: 'Katrin Möller', at: expect.any(String) },
      ],
      nextCursor: null,
      count: 2,
      countExact: true,
    });
    const first = await api.request<Page<CalendarChangeEntry>>('GET', '/calendar/changes?limit=1', { as: ADMIN });
    expect(first.body.items).toHaveLength(1);
    const second = await api.request<Page<CalendarChangeEntry>>(
      'GET',
      `/calendar/changes?limit=1&cursor=${first.body.nextCursor}`,
      { as: ADMIN },
    );
    expect(second.body).toMatchObject({ items: [{ revision: 1 }], nextCursor: null });
    const audited = await database.owner.query(
      `select e.action, e.actor, b.body from audit_entry e join audit_body b using (tenant_id, chain, seq)
       where e.chain = $1 order by e.seq`,
      [DEMO_PEOPLE[ADMIN]?.tenantId],
    );
    expect(audited).toEqual([
      { action: 'calendar.houseDayAdded', actor: DEMO_PEOPLE[ADMIN]?.id, body: { ...OUTING, revision: 1 } },
      { action: 'calendar.houseDayRemoved', actor: DEMO_PEOPLE[ADMIN]?.id, body: { ...OUTING, revision: 2 } },
    ]);
  });

  it('work on a holiday of the Land where the house says so', async () => {
    const open = { date: '2027-03-29', name: 'Ostermontag', kind: 'open' };
    expect((await change({ add: [open] })).status).toBe(201);
    expect(await lastDay()).toBe('2027-04-02');
    const { body } = await api.request<HouseCalendar>('GET', '/calendar?year=2027', { as: WORKER });
    expect(body.days).toContainEqual({ ...open, holiday: 'Ostermontag' });
    expect((await change({ remove: [open.date] })).status).toBe(201);
    expect(await lastDay()).toBe('2027-04-05');
  });

  it('take a whole year at once, or nothing of it', async () => {
    const bridges = ['2027-05-07', '2027-12-24', '2027-12-31'].map((date) => ({ date, name: 'Brückentag' }));
    expect((await change({ add: bridges })).status).toBe(201);
    const more = await change({ add: [{ date: '2027-12-30', name: 'Brückentag' }, bridges[0]] });
    expect([more.status, more.body]).toEqual([
      409,
      expect.objectContaining({ code: 'houseDayTaken', detail: 'Der 07.05.2027 ist schon im Hauskalender.' }),
    ]);
    const { text } = await api.request('GET', '/calendar/house-days', { as: WORKER });
    expect(text).not.toContain('2027-12-30');
  });

  it.each([
    ['a past day', { add: [{ date: '2027-03-24', name: 'X' }] }, 409, 'houseDayPast'],
    ['to take a past day away', { remove: ['2027-03-24'] }, 409, 'houseDayPast'],
    [
      'a working day that is opened',
      { add: [{ date: '2027-04-01', name: 'X', kind: 'open' }] },
      409,
      'houseDayNoHoliday',
    ],
    ['to take away what is not there', { remove: ['2027-04-01'] }, 409, 'houseDayMissing'],
    ['a day that does not exist', { add: [{ date: '2027-02-30', name: 'X' }] }, 400, 'invalidInput'],
    ['no name', { add: [{ date: '2027-05-06', name: '  ' }] }, 400, 'invalidInput'],
    ['a name too long', { add: [{ date: '2027-05-06', name: 'x'.repeat(101) }] }, 400, 'invalidInput'],
    ['a day twice', { add: [OUTING, { ...OUTING, name: 'Noch einmal' }] }, 400, 'invalidInput'],
    ['a day that comes and goes', { add: [OUTING], remove: [OUTING.date] }, 400, 'invalidInput'],
    ['nothing at all', {}, 400, 'invalidInput'],
    ['a field that nobody asked for', { add: [{ ...OUTING, tenantId: 'y' }] }, 400, 'invalidInput'],
  ])('refuse %s, in the preview as in the change', async (_, body, status, code) => {
    const before = await revision();
    for (const { status: given, body: problem } of [await preview(body), await change(body)])
      expect([given, problem]).toEqual([status, expect.objectContaining({ code })]);
    expect(await revision()).toBe(before);
  });

  it.each(['', '?change=', '?change={', '?change=[]', '?change={"add":[]}', '?change={"remove":["morgen"]}'])(
    'refuse a preview of %s',
    async (query) => {
      const { status, body } = await api.request('GET', `/calendar/preview${query}`, { as: ADMIN });
      expect([status, body]).toEqual([400, expect.objectContaining({ code: 'invalidInput' })]);
    },
  );

  it('need the revision that was read, and a key', async () => {
    const body = { add: [{ date: '2027-06-04', name: 'Umzug' }] };
    const blind = await api.request('POST', '/calendar/changes', { as: ADMIN, body });
    expect([blind.status, blind.body]).toEqual([428, expect.objectContaining({ code: 'revisionRequired' })]);
    const keyless = await api.request('POST', '/calendar/changes', {
      as: ADMIN,
      key: null,
      body,
      headers: { 'if-match': '"0"' },
    });
    expect([keyless.status, keyless.body]).toEqual([400, expect.objectContaining({ code: 'idempotencyKeyRequired' })]);
    const at = await revision();
    const answers = await Promise.all([
      change(body, { at }),
      change({ add: [{ date: '2027-06-07', name: 'Umzug' }] }, { at }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  it('are made by the administrators of the house alone', async () => {
    for (const as of [WORKER, FOREIGNER]) {
      const answers = [
        await preview({ add: [OUTING] }, as),
        await change({ add: [OUTING] }, { as }),
        await api.request('GET', '/calendar/changes', { as }),
      ];
      for (const { status, body } of answers)
        expect([status, body]).toEqual([403, expect.objectContaining({ code: 'adminOnly' })]);
    }
  });

  it('name before they are made every Frist that they move, by unit and day, and owe one count anew a run', async () => {
    const story = new Story(api);
    await story.open('Vertrauliches Vorhaben');
    await story.attach('Fassung eins');
    await story.start();
    await story.answer('aylin.demirel', 'reserve', 'Vertraulicher Vorbehalt');
    const { status, body, text } = await preview({ add: [OUTING] });
    expect(status).toBe(200);
    const effect = CalendarEffect.parse(body);
    expect(effect).toMatchObject({ count: 3, countExact: true, projects: 1 });
    expect(effect.moves.map(({ unitName }) => unitName).sort()).toEqual([
      'Amt für Soziales',
      'Jugendamt',
      'Stadtentwicklungsamt',
    ]);
    for (const move of effect.moves)
      expect(move).toMatchObject({
        step: 'coSignatureRound',
        project: null,
        was: MONDAY,
        dueEnd: TUESDAY,
        because: { de: 'weil 02.04. (Betriebsausflug) kein Arbeitstag ist' },
      });
    // Administrators see configuration, not content.
    expect(text).not.toMatch(/ertraulich|Konzept|demirel|Demirel/);
    expect(await owed()).toEqual([]);

    const made = await change({ add: [OUTING] });
    expect([made.status, made.body]).toEqual([201, { ...effect, revision: effect.revision + 1 }]);
    expect(await owed()).toEqual([
      { payload: { projectId: story.projectId, runId: story.runId, revision: effect.revision + 1 } },
    ]);
  });

  it('name the project where the administrator takes part in it', async () => {
    const admin = DEMO_PEOPLE[ADMIN];
    await database.owner.query(
      `insert into membership (tenant_id, id, person_id, unit_id, role, capacity, valid_from)
       select $1, gen_random_uuid(), $2, unit_id, 'CASE_WORKER', 'BY_ORDER', app.now() - interval '1 day'
       from membership where person_id = $3 limit 1`,
      [admin?.tenantId, admin?.id, DEMO_PEOPLE['tobias.brandt']?.id],
    );
    const { body } = await preview({ add: [{ date: '2027-04-01', name: 'Umzug' }] });
    const { moves } = CalendarEffect.parse(body);
    expect(moves.length).toBeGreaterThan(0);
    for (const { project } of moves) expect(project).toMatchObject({ title: 'Vertrauliches Vorhaben' });
  });

  it('show no running step to whoever is no administrator', async () => {
    const caller = { issuer: DEMO_ISSUER, subject: DEMO_PEOPLE[WORKER]?.subject ?? '' };
    const rows = await database.transactions.read(caller, (tx) => tx.rows('select * from app.running_steps()'));
    expect(rows).toEqual([]);
  });
});
