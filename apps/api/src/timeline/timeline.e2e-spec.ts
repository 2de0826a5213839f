import {
  pageOf,
  ProjectHolder,
  TimelineEntry,
  type OverviewProject,
  type Page,
  type ProblemBody,
} from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';
import { LEAD, RESSORTS, Story, unitId } from '../testing/story';

describe('the timeline of a project', () => {
  let database: TestDatabase;
  let api: TestApi;
  let story: Story;
  const read = async (query = '', as = LEAD) =>
    pageOf(TimelineEntry).parse(
      (await api.request('GET', `/projects/${story.projectId}/timeline${query}`, { as })).body,
    );

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    story = new Story(api);
    await story.open();
    await story.attach('Konzept');
    await story.start();
    await story.answer(RESSORTS.GES.first, 'condition', 'Bitte Kapitel 3 ergänzen.');
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('tells what people and the system did, each with the way to what it tells of', async () => {
    const { items, count } = await read('?limit=200');
    expect(count).toBe(items.length);
    const one = (kind: string) => items.find((entry) => entry.kind === kind);
    expect(one('document.versionAdded')?.link).toEqual({ to: 'document', documentId: story.documentId, version: 1 });
    expect(one('run.runStarted')?.link).toEqual({ to: 'run', runId: story.runId });
    const answered = one('run.seatAnswered');
    expect(answered).toMatchObject({ person: 'Aylin Demirel', link: { to: 'task' } });
    const taskId = answered?.link.to === 'task' ? answered.link.taskId : '';
    expect((await api.request('GET', `/tasks/${taskId}`, { as: LEAD })).body).toMatchObject({
      unit: { id: unitId('GES') },
    });
  });

  it('narrows by unit, topic and person on the server', async () => {
    const kinds = async (query: string, as = LEAD) => (await read(query, as)).items.map(({ kind }) => kind);
    expect(await kinds('?what=documents')).toEqual(['document.versionAdded']);
    expect(new Set((await read(`?unit=${unitId('GES')}`)).items.map(({ person }) => person))).toEqual(
      new Set(['Aylin Demirel']),
    );
    expect(await kinds(`?unit=${unitId('GES')}&what=documents`)).toEqual([]);
    expect(await kinds('?who=me', RESSORTS.GES.first)).toContain('run.seatAnswered');
    expect(await kinds('?who=me', RESSORTS.JUG.first)).toEqual([]);
    expect(await kinds('?query=konzept&what=documents')).toEqual(['document.versionAdded']);
  });

  it('says who has what since when and until when, page by page in the order of urgency', async () => {
    const holders = async (query = '') =>
      pageOf(ProjectHolder).parse(
        (await api.request('GET', `/projects/${story.projectId}/holders${query}`, { as: LEAD })).body,
      );
    const { items, count } = await holders();
    expect(count).toBe(items.length);
    // The proviso of the Gesundheitsamt waits for the lead, the other three seats wait for their offices.
    expect(items.map(({ kind, unit }) => `${kind} ${unit?.id}`).sort()).toEqual(
      [`condition ${unitId('SPK')}`, ...['JUG', 'SOZ', 'STADT'].map((code) => `coSignature ${unitId(code)}`)].sort(),
    );
    const dues = items.map(({ dueEnd }) => dueEnd ?? '9');
    expect(dues).toEqual([...dues].sort());
    for (const { link, kind, dueInWords } of items) {
      expect(link.to).toBe('task');
      if (kind === 'coSignature') expect(dueInWords?.de).toMatch(/Arbeitstag/);
    }
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await holders(`?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items.map(({ id }) => id));
  });

  it('names tasks by hand, measures and hand-overs beside the rounds, and puts dates into the calendar', async () => {
    const { projectId } = story;
    const send = async (path: string, body: unknown, as = LEAD, headers = {}) =>
      story.ok(await api.request<{ id: string }>('POST', `/projects/${projectId}${path}`, { as, body, headers }), 201);
    const inOneYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    await send('/assignments', {
      addressees: [{ unitId: unitId('JUG') }],
      ...{ kind: 'statement', title: 'Lärm am Bolzplatz', due: { day: inOneYear } },
    });
    const measure = await send('/measures', { title: 'Bewegte Pause', leadUnitId: unitId('GES') });
    const running = { as: RESSORTS.GES.first, body: { state: 'running', note: '' }, headers: { 'if-match': '"1"' } };
    story.ok(await api.request('POST', `/projects/${projectId}/measures/${measure.id}/state`, running));
    await send('/milestones', { name: 'Auftakt', day: inOneYear, unitId: unitId('GES') });
    await send('/handovers', { toUnitId: unitId('STADT'), reason: 'Neuer Zuschnitt', lastDay: inOneYear });

    const { body } = await api.request('GET', `/projects/${projectId}/holders`, { as: LEAD });
    const { items, count } = pageOf(ProjectHolder).parse(body);
    expect(count).toBe(items.length);
    const held = items.map(({ kind, what, about, unit, link }) => [kind, what.de, about, unit?.id, link.to]);
    expect(held).toContainEqual(['statement', 'Stellungnahme', 'Lärm am Bolzplatz', unitId('JUG'), 'assignment']);
    expect(held).toContainEqual(['measure', 'Bewegte Pause', null, unitId('GES'), 'plan']);
    expect(held).toContainEqual(['handover', 'Übergabe der Federführung', null, unitId('STADT'), 'file']);

    const feed = await api.request<{ path: string }>('POST', '/calendar-feeds', { as: LEAD, body: { projectId } });
    const { text } = await api.request('GET', feed.body.path.replace('/api/v1', ''));
    const summaries = [...text.replaceAll('\r\n ', '').matchAll(/^SUMMARY:(.*?): /gm)].map(([, summary]) => summary);
    for (const summary of ['Stellungnahme Lärm am Bolzplatz', 'Meilenstein Auftakt', 'Übergabe der Federführung'])
      expect(summaries).toContain(summary);
  });

  it('says in the overview with whom a project lies that has nothing but a task by hand', async () => {
    const other = new Story(api);
    await other.open('Spielplatz Süd');
    const path = `/projects/${other.projectId}/assignments`;
    const order = { addressees: [{ unitId: unitId('JUG') }], kind: 'statement', title: 'Lärm' };
    const issued = story.ok(
      await api.request<{ assignments: { id: string }[] }>('POST', path, {
        as: LEAD,
        body: { ...order, due: { workingDays: 5 } },
      }),
      201,
    );
    const standing = async () => {
      const { body } = await api.request<Page<OverviewProject>>('GET', '/overview/projects', { as: LEAD });
      const project = body.items.find(({ id }) => id === other.projectId);
      return [project?.stages, project?.holders.map(({ unit }) => unit?.id)];
    };
    expect(await standing()).toEqual([['task'], [unitId('JUG')]]);
    // Whoever answers does not see the file, and moves where the project stands all the same.
    const as = RESSORTS.JUG.first;
    const id = issued.assignments[0]?.id ?? '';
    story.ok(await api.request('POST', `/tasks/${id}/claim`, { as, body: {} }));
    story.ok(await api.request('POST', `/assignments/${id}/decline`, { as, body: { reason: 'Nicht zuständig' } }));
    expect(await standing()).toEqual([['lead'], [unitId('SPK')]]);
  });

  it.each([
    'who=all',
    'unit=SPK',
    'what=mails',
    'what=',
    'from=gestern',
    'to=2027-02-30',
    'cursor=x',
    'limit=0',
    'x=1',
  ])('refuses the filter %s', async (query) => {
    const refused = await api.request<ProblemBody>('GET', `/projects/${story.projectId}/timeline?${query}`, {
      as: LEAD,
    });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
  });
});
