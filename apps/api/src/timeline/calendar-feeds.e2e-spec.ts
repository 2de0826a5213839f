import { CalendarFeed, GivenCalendarFeed, type ProblemBody } from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import ICAL from 'ical.js';
import pg from 'pg';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, Story, unitId } from '../testing/story';

const PUBLIC_URL = 'https://querraum.stadt.example';
const GES = RESSORTS.GES.first;
const STRANGER = 'moritz.engel';

describe('subscribed calendars', () => {
  let database: TestDatabase;
  let api: TestApi;
  let story: Story;
  let dueEnd: string;

  const give = async (as: string, projectId: string | null = null) =>
    GivenCalendarFeed.parse((await api.request('POST', '/calendar-feeds', { as, body: { projectId } })).body);
  const addressOf = ({ path }: { path: string | null }) => (path ?? '').replace('/api/v1', '');
  const fetchFeed = (feed: { path: string | null }) => api.request<ProblemBody>('GET', addressOf(feed));
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const eventsIn = async (feed: { path: string | null }) => {
    const { status, text } = await fetchFeed(feed);
    expect(status).toBe(200);
    return eventsOf(text);
  };
  const person = (username: string) => DEMO_PEOPLE[username]?.id;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database, { PUBLIC_URL });
    story = new Story(api);
    await story.open('Bewegungsräume, Brunnenviertel; „Süd“');
    await story.attach('Konzept');
    await story.start();
    [{ due_end: dueEnd }] = await database.owner.query(
      'select to_char(due_end at time zone \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS"Z"\') as due_end from task where unit_id = $1',
      [unitId('GES')],
    );
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('shows the own open Fristen as whole days on their last day in Berlin, and no word more', async () => {
    const answer = await fetchFeed(await give(GES));
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const events = eventsOf(answer.text);
    const task = await story.taskOf(GES);
    const last = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.parse(dueEnd) - 1);
    expect(
      events.map((event) => [event.uid, event.summary, event.startDate.toString(), event.startDate.isDate]),
    ).toEqual([
      [
        `task-${task.id}@querraum`,
        `${task.name.de}: Bewegungsräume, Brunnenviertel; „Süd“ (${task.projectReference})`,
        last,
        true,
      ],
    ]);
    const [event] = events;
    expect(event?.component.getFirstPropertyValue('url')).toBe(`${PUBLIC_URL}/aufgaben/${task.id}`);
    expect(event?.component.getFirstPropertyValue('last-modified')).toBeTruthy();
    expect(event?.component.getAllSubcomponents('valarm')).toEqual([]);
    expect(event?.component.getFirstPropertyValue('description')).toBeNull();
  });

  it('keeps the same thing the same entry when its Frist moves, with a higher sequence', async () => {
    const feed = await give(LEAD, story.projectId);
    const ofGes = async () => {
      const { id } = await story.taskOf(GES);
      return (await eventsIn(feed)).find(({ uid }) => uid === `task-${id}@querraum`);
    };
    const before = await ofGes();
    const run = await story.run();
    const round = run.steps.find((step) => step.type === 'coSignatureRound');
    const seat = round?.type === 'coSignatureRound' ? round.seats.find(({ unit }) => unit.id === unitId('GES')) : null;
    const lastDay = new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10);
    await story.command(LEAD, { type: 'extend', seatId: seat?.id, lastDay, reason: 'Ferien' });
    const after = await ofGes();
    expect(after?.startDate.toString()).toBe(lastDay);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
  });

  it('speaks the language of its person', async () => {
    const feed = await give(GES);
    await api.request('PATCH', '/me', { as: GES, body: { language: 'en' } });
    const { text } = await fetchFeed(feed);
    await api.request('PATCH', '/me', { as: GES, body: { language: 'de' } });
    expect(text).toContain('X-WR-CALNAME:Querraum: my deadlines');
    expect(eventsOf(text)[0]?.summary).toMatch(/^Co-signature/);
  });

  it('gives each address once, and keeps only its hash', async () => {
    const key = crypto.randomUUID();
    const first = await api.request<GivenCalendarFeed>('POST', '/calendar-feeds', { as: LEAD, body: {}, key });
    const again = await api.request<GivenCalendarFeed>('POST', '/calendar-feeds', { as: LEAD, body: {}, key });
    expect(again.body).toEqual({ ...first.body, path: null });
    const token = /([\w-]{43})\.ics$/.exec(first.body.path ?? '')?.[1] ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const tables = await database.owner.query(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    for (const { name } of tables as { name: string }[]) {
      const found = await database.owner.query(
        `select 1 from ${pg.escapeIdentifier(name)} t where strpos(t::text, $1) > 0`,
        [token],
      );
      expect([name, found]).toEqual([name, []]);
    }
  });

  it('takes a new address for the old one, and none for one that was revoked', async () => {
    const old = await give(STRANGER);
    const renewed = await give(STRANGER);
    expect((await fetchFeed(old)).status).toBe(404);
    expect((await fetchFeed(renewed)).status).toBe(200);
    const list = await api.request<{ items: unknown[] }>('GET', '/calendar-feeds', { as: STRANGER });
    expect(list.body.items.map((item) => CalendarFeed.parse(item))).toEqual([
      { id: renewed.id, project: null, kind: 'own', createdAt: renewed.createdAt },
    ]);
    // Nobody else may take it away.
    expect((await api.request('DELETE', `/calendar-feeds/${renewed.id}`, { as: LEAD })).status).toBe(404);
    expect((await api.request('DELETE', `/calendar-feeds/${renewed.id}`, { as: STRANGER })).status).toBe(204);
    const gone = await fetchFeed(renewed);
    const unknown = await api.request<ProblemBody>('GET', `/calendar-feeds/${'x'.repeat(43)}.ics`);
    expect([gone.status, gone.body.code, gone.body.detail]).toEqual([404, 'notFound', unknown.body.detail]);
    expect((await api.request('DELETE', `/calendar-feeds/${renewed.id}`, { as: STRANGER })).status).toBe(404);
  });

  it('makes one living calendar of two requests at once', async () => {
    const feeds = await Promise.all([give('daniel.nowak'), give('daniel.nowak')]);
    const statuses = await Promise.all(feeds.map(async (feed) => (await fetchFeed(feed)).status));
    expect(statuses.sort()).toEqual([200, 404]);
  });

  it('shows nothing of a project once its person has lost sight of it, and gives no address of one they do not see', async () => {
    const feed = await give(RESSORTS.SOZ.first, story.projectId);
    expect((await eventsIn(feed)).length).toBeGreaterThan(0);
    const parties =
      'update project_party set "until" = now() where project_id = $1 and unit_id = $2 and "until" is null returning id';
    const ended = await database.owner.query(parties, [story.projectId, unitId('SOZ')]);
    const { status, text } = await fetchFeed(feed);
    const refused = await api.request<ProblemBody>('POST', '/calendar-feeds', {
      as: RESSORTS.SOZ.first,
      body: { projectId: story.projectId },
    });
    await database.owner.query('update project_party set "until" = null where id = any ($1)', [
      (ended as [{ id: string }[]])[0].map(({ id }) => id),
    ]);
    expect([status, eventsOf(text)]).toEqual([200, []]);
    expect(text).not.toContain('Bewegung');
    expect([refused.status, refused.body.code]).toEqual([404, 'notFound']);
    expect((await eventsIn(feed)).length).toBeGreaterThan(0);
  });

  it('is gone while the account of its person is disabled', async () => {
    const feed = await give(RESSORTS.JUG.first);
    await database.owner.query('update person set disabled_at = now() where id = $1', [person(RESSORTS.JUG.first)]);
    expect((await fetchFeed(feed)).status).toBe(404);
    await database.owner.query('update person set disabled_at = null where id = $1', [person(RESSORTS.JUG.first)]);
    expect((await fetchFeed(feed)).status).toBe(200);
  });

  it('does not let itself be asked without end', async () => {
    const feed = await give(RESSORTS.STADT.second);
    const statuses: number[] = [];
    for (let request = 0; request < 21; request += 1) statuses.push((await fetchFeed(feed)).status);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    const refused = await fetchFeed(feed);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.body.code).toBe('feedTooOften');
  });

  it.each([{ projectId: 'x' }, { projectId: 7 }, { person: 'x' }, []])('refuses %j', async (body) => {
    const refused = await api.request<ProblemBody>('POST', '/calendar-feeds', { as: LEAD, body });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
  });

  it.each(['x', '%00', "a'b", '../../me', 'x'.repeat(5000)])('knows no calendar called %j', async (token) => {
    const { status } = await api.request('GET', `/calendar-feeds/${encodeURIComponent(token)}.ics`);
    expect(status).toBe(404);
  });
});
