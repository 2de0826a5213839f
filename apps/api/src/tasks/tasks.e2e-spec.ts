import type { Notification, Page, Task, TaskCounts } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, SIGNER, Story, unitId } from '../testing/story';

describe('the inbox', () => {
  let database: TestDatabase;
  let api: TestApi;
  const { first, second } = RESSORTS.GES;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    for (const title of ['Spielplatz Nord', 'Spielplatz Süd', 'Bewegungsräume']) await started(title);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  async function started(title: string): Promise<Story> {
    const story = new Story(api);
    await story.open(title);
    await story.attach(`Text zu ${title}`);
    await story.start();
    return story;
  }
  const inbox = async (as: string, query: string) =>
    (await api.request<Page<Task>>('GET', `/tasks?${query}`, { as })).body;

  it('shows a department its open tasks with everything a row needs', async () => {
    const page = await inbox(first, 'box=unit');
    expect(page).toMatchObject({ count: 3, countExact: true, nextCursor: null });
    expect(page.items[0]).toMatchObject({
      kind: 'coSignature',
      status: 'open',
      unit: { name: 'Gesundheitsamt' },
      owner: null,
      reason: 'unit',
      areaNames: 'Brunnenstraße Nord',
      documentTitle: 'Konzept Bewegungsräume',
      paperNumber: 1,
      overdue: false,
      dueInWords: { de: 'in 5 Arbeitstagen' },
    });
  });

  it('pages without losing or doubling a row', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page: Page<Task> = await inbox(first, `box=unit&limit=1${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it('finds by words of title, area or document, and takes % for a sign like any other', async () => {
    expect((await inbox(first, 'box=unit&query=spielplatz')).count).toBe(2);
    expect((await inbox(first, 'box=unit&query=brunnenstra')).count).toBe(3);
    expect((await inbox(first, `box=unit&query=${encodeURIComponent('%')}`)).count).toBe(0);
  });

  it.each(['cursor=abc', 'cursor=eyJvcmRlciI6IngiLCJpZCI6InkifQ', 'limit=0', 'limit=1000', 'box=all', 'colour=red'])(
    'refuses %s with the reason',
    async (query) => {
      const answer = await api.request<{ code: string }>('GET', `/tasks?${query}`, { as: first });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalidInput']);
    },
  );

  it('shows nobody the inbox of a unit that is not theirs', async () => {
    expect((await inbox(first, `box=unit&unitId=${unitId('JUG')}`)).items).toEqual([]);
    expect((await inbox('omar.haddad', 'box=unit')).items).toEqual([]);
    expect((await inbox('katrin.moeller', 'box=unit')).items).toEqual([]);
  });

  it('lets a head look into the inbox of a unit below', async () => {
    expect((await inbox(SIGNER, 'box=unit')).items).toEqual([]);
    expect((await inbox(SIGNER, `box=unit&unitId=${unitId('JUG')}`)).count).toBe(3);
  });

  it('moves a task from the department to its owner, back, and at last to the finished ones', async () => {
    const [task] = (await inbox(first, 'box=unit&query=Bewegungsr')).items;
    const counts = async () => (await api.request<TaskCounts>('GET', '/tasks/counts', { as: first })).body;
    expect(await counts()).toEqual({ mine: 0, unit: 3, done: 0, exact: true });
    await api.request('POST', `/tasks/${task?.id}/claim`, { as: first });
    expect(await counts()).toEqual({ mine: 1, unit: 2, done: 0, exact: true });
    expect((await inbox(second, 'box=unit&query=Bewegungsr')).items[0]?.owner?.name).toBe('Aylin Demirel');
    await api.request('POST', `/tasks/${task?.id}/release`, { as: first });
    expect(await counts()).toEqual({ mine: 0, unit: 3, done: 0, exact: true });
    await api.request('POST', `/tasks/${task?.id}/claim`, { as: first });
    await api.request('POST', `/tasks/${task?.id}/answer`, { as: first, body: { kind: 'nil', version: 1 } });
    expect(await counts()).toEqual({ mine: 0, unit: 2, done: 1, exact: true });
  });

  it('tells an open browser of the unit that a task has changed, and only that', async () => {
    const abort = new AbortController();
    const headers = { authorization: `Bearer ${await api.tokenFor(second)}` };
    const response = await fetch(`${api.url}/tasks/stream`, { headers, signal: abort.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const [task] = (await inbox(first, 'box=unit&query=S%C3%BCd')).items;
    const heard = (async () => {
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        if (text.includes('event: inbox')) return text;
      }
      return text;
    })();
    await api.request('POST', `/tasks/${task?.id}/claim`, { as: first });
    const text = await heard;
    abort.abort();
    expect(JSON.parse(/data: (.*)/.exec(text)?.[1] ?? '{}')).toEqual({ unitId: unitId('GES'), taskId: task?.id });
  });

  it('keeps nothing of browsers that left while their stream was being opened', async () => {
    const headers = { authorization: `Bearer ${await api.tokenFor(second)}` };
    const open = (signal: AbortSignal) => fetch(`${api.url}/tasks/stream`, { headers, signal });
    const blocked = `select pg_stat_clear_snapshot(), count(*)::int as n from pg_stat_activity
      where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`;
    // As many as a person may have.
    for (let left = 0; left < 20; left += 1)
      await database.owner.transaction(async (owner) => {
        await owner.query('lock table authority_revision, person in access exclusive mode');
        const { promise: isClosed, resolve: close } = Promise.withResolvers<undefined>();
        api.app.getHttpServer().once('request', (_request, response) => response.once('close', () => close(undefined)));
        const abort = new AbortController();
        const opening = open(abort.signal).catch(() => 'left');
        while ((await owner.query(blocked))[0].n === 0);
        abort.abort();
        expect(await opening).toBe('left');
        await isClosed;
      });
    const abort = new AbortController();
    const response = await open(abort.signal);
    expect(response.status).toBe(200);
    abort.abort();
  });

  it('lists what the unit was told, newest first', async () => {
    const { body } = await api.request<Page<Notification>>('GET', '/notifications?limit=10', { as: first });
    expect(body.items.filter(({ reason }) => reason === 'newTask')).toHaveLength(3);
    const times = body.items.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect((await api.request<Page<Notification>>('GET', '/notifications', { as: LEAD })).status).toBe(200);
  });
});
