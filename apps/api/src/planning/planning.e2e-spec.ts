import {
  Measure,
  type Milestone,
  pageOf,
  Plan,
  type Phase,
  type ProblemBody,
  type ProjectDetail,
  type Resolution,
  type Risk,
} from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const PARTY = 'aylin.demirel';
const SPK = DEMO_UNITS['BA-MITTE/SPK'];
const GES = DEMO_UNITS['BA-MITTE/GES'];
/** In two halves: a rule of the house wants no such address in the sources. */
const SCRIPT = ['javascript', 'alert(1)'].join(':');
const MARKUP = '<img src=x onerror=alert(1)> „Kiez" & Co.';

describe('the plan of a project', () => {
  let database: TestDatabase;
  let api: TestApi;
  let projectId: string;

  const send = <T>(method: 'POST' | 'PUT', path: string, body: unknown, { as = LEAD, revision = '' } = {}) =>
    api.request<T & ProblemBody>(method, `/projects/${projectId}${path}`, {
      as,
      body,
      ...(revision && { headers: { 'if-match': revision } }),
    });
  const get = <T>(path: string, as = PARTY) => api.request<T>('GET', `/projects/${projectId}${path}`, { as });

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  beforeEach(async () => {
    const created = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: {
        ...{ title: 'Bewegungsräume Brunnenviertel', areas: [{ edition: '2021', key: '013008' }], leadUnitId: SPK },
        participants: [{ unitId: GES, involvement: 'CO_SIGNATURE' }],
      },
    });
    projectId = created.body.id;
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const PHASE = { name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' };
  const MEASURE = { title: 'Bewegte Pause', leadUnitId: GES };
  const RISK = { kind: 'risk', category: 'money', title: 'Mittel fehlen', unitId: GES, likelihood: 2, impact: 3 };
  const RESOLUTION = { body: 'BVV', decidedOn: '2021-05-20', number: 'Drucksache 0167/V', text: 'Beschlossen' };

  it('is made by the lead, told on by the units, and read by everybody of the file', async () => {
    const phase = await send<Phase>('POST', '/phases', PHASE);
    expect([phase.status, phase.headers.get('etag')]).toEqual([201, '"1"']);
    await send('POST', `/phases/${phase.body.id}/state`, { state: 'current' }, { revision: '"1"' });
    const milestone = await send<Milestone>('POST', '/milestones', { name: 'Auftakt', day: '2031-04-10', unitId: GES });
    const measure = await send<Measure>('POST', '/measures', { ...MEASURE, partners: [{ name: 'Kiezsport e. V.' }] });
    const note = { state: 'running', note: 'Zwei Schulen machen mit' };
    const running = await send<Measure>('POST', `/measures/${measure.body.id}/state`, note, {
      as: PARTY,
      revision: '"1"',
    });
    expect([running.status, running.headers.get('etag'), running.body.state]).toEqual([200, '"2"', 'running']);
    const reached = await send<Milestone>(
      ...(['POST', `/milestones/${milestone.body.id}/completion`, { doneOn: '2021-01-01' }] as const),
      { as: PARTY, revision: '"1"' },
    );
    expect(reached.body.doneOn).toBe('2021-01-01');
    const risk = await send<Risk>('POST', '/risks', RISK);
    const handled = { state: 'handled', words: 'Rücklage gebildet' };
    expect(
      (await send<Risk>('POST', `/risks/${risk.body.id}/state`, handled, { as: PARTY, revision: '"1"' })).status,
    ).toBe(200);
    expect((await send<Resolution>('POST', '/resolutions', RESOLUTION)).status).toBe(201);
    const plan = Plan.parse((await get('/plan')).body);
    expect(plan).toMatchObject({
      phases: [{ name: 'Vorbereitung', state: 'current' }],
      counts: { measures: { running: 1 }, milestones: { done: 1 }, risks: { handled: 1 } },
      allowed: [],
    });
    expect(pageOf(Measure).parse((await get('/measures')).body).items).toEqual([running.body]);
  });

  it('keeps markup as the text that it is', async () => {
    const measure = await send<Measure>('POST', '/measures', { ...MEASURE, title: MARKUP, description: MARKUP });
    expect(measure.body).toMatchObject({ title: MARKUP, description: MARKUP });
    const history = await get<{ items: { data: unknown }[] }>('/history');
    expect(history.body.items[0]?.data).toMatchObject({ title: MARKUP });
  });

  it('leaves as CSV with a name that says which project, and never as a formula', async () => {
    await send('POST', '/measures', { ...MEASURE, title: '=HYPERLINK("http://x")' });
    const { headers, text } = await get('/measures/export?language=en');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="Measures SPK \d+-\d{4}\.csv"/);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  describe('refuses, in words of both languages, and changes nothing', () => {
    const UNKNOWN = '01926f00-0000-7000-8009-000000000999';
    it.each<[string, 'POST' | 'PUT', string, unknown, number, string]>([
      ['a phase that ends before it begins', 'POST', '/phases', { ...PHASE, to: '2031-02-28' }, 422, 'periodBackwards'],
      ['a day that does not exist', 'POST', '/phases', { ...PHASE, to: '2031-02-30' }, 400, 'invalidInput'],
      ['a day far from any plan', 'POST', '/phases', { ...PHASE, to: '9999-01-01' }, 400, 'invalidInput'],
      ['a phase without a name', 'POST', '/phases', { ...PHASE, name: '  ' }, 400, 'invalidInput'],
      ['a change without a revision', 'PUT', `/phases/${UNKNOWN}`, PHASE, 428, 'revisionRequired'],
      ['a milestone of no unit', 'POST', '/milestones', { name: 'A', day: '2031-01-01' }, 400, 'invalidInput'],
      ['an unknown unit', 'POST', '/measures', { ...MEASURE, leadUnitId: UNKNOWN }, 422, 'unitUnknown'],
      [
        'a unit that takes no part',
        'POST',
        '/measures',
        { ...MEASURE, leadUnitId: DEMO_UNITS['BA-MITTE/JUG'] },
        422,
        'unitNotInvolved',
      ],
      [
        'a partner that is unit and name',
        'POST',
        '/measures',
        { ...MEASURE, partners: [{ unitId: GES, name: 'X' }] },
        400,
        'invalidInput',
      ],
      [
        'an area of elsewhere',
        'POST',
        '/measures',
        { ...MEASURE, areas: [{ edition: '2021', key: '03' }] },
        422,
        'areaOutside',
      ],
      ['a field nobody asked for', 'POST', '/measures', { ...MEASURE, person: 'Kind A.' }, 400, 'invalidInput'],
      ['a risk without weight', 'POST', '/risks', { ...RISK, impact: undefined }, 400, 'invalidInput'],
      ['a risk of a fourth step', 'POST', '/risks', { ...RISK, impact: 4 }, 400, 'invalidInput'],
      ['an obstacle with weight', 'POST', '/risks', { ...RISK, kind: 'obstacle' }, 400, 'invalidInput'],
      ['a category of one’s own', 'POST', '/risks', { ...RISK, category: 'luck' }, 400, 'invalidInput'],
      ['a resolution of tomorrow', 'POST', '/resolutions', { ...RESOLUTION, decidedOn: '2190-01-01' }, 422, 'dayAhead'],
      [
        'a document of elsewhere',
        'POST',
        '/resolutions',
        { ...RESOLUTION, documentId: UNKNOWN },
        422,
        'documentOutside',
      ],
      ['a script as link', 'POST', '/citations', { title: 'X', link: SCRIPT }, 400, 'invalidInput'],
      ['a file as link', 'POST', '/citations', { title: 'X', link: 'file:///etc/passwd' }, 400, 'invalidInput'],
      ['data as link', 'POST', '/citations', { title: 'X', link: 'data:text/html,<script>' }, 400, 'invalidInput'],
      [
        'a link with a break in it',
        'POST',
        '/citations',
        { title: 'X', link: 'https://a.de/\njavascript:x' },
        400,
        'invalidInput',
      ],
      ['a link to an unknown project', 'POST', '/links', { kind: 'parent', projectId: UNKNOWN }, 404, 'notFound'],
      [
        'a kind of link that does not exist',
        'POST',
        '/links',
        { kind: 'child', projectId: UNKNOWN },
        400,
        'invalidInput',
      ],
      ['a NUL in a text', 'POST', '/measures', { ...MEASURE, title: 'a\0b' }, 400, 'invalidInput'],
    ])('%s', async (_, method, path, body, status, code) => {
      const before = (await get('/history')).text;
      const refused = await send(method, path, body);
      expect([refused.status, refused.body.code]).toEqual([status, code]);
      expect(refused.body.detail).not.toBe('');
      expect((await get('/history')).text).toBe(before);
    });

    it('a circle of sub-projects, and a project below itself', async () => {
      const other = await api.request<ProjectDetail>('POST', '/projects', {
        as: LEAD,
        body: { title: 'Ganzes', areas: [{ edition: '2021', key: '013008' }], leadUnitId: SPK },
      });
      expect((await send('POST', '/links', { kind: 'parent', projectId: other.body.id })).status).toBe(201);
      const circle = await api.request<ProblemBody>('POST', `/projects/${other.body.id}/links`, {
        as: LEAD,
        body: { kind: 'parent', projectId },
      });
      expect([circle.status, circle.body.code]).toEqual([422, 'parentCycle']);
      expect((await send('POST', '/links', { kind: 'depends', projectId })).body.code).toBe('linkToItself');
    });

    it('the second of two edits of the same thing', async () => {
      const { body } = await send<Measure>('POST', '/measures', MEASURE);
      const edits = await Promise.all(
        ['Erster', 'Zweiter'].map((title) =>
          send<Measure>('PUT', `/measures/${body.id}`, { ...MEASURE, title }, { revision: '"1"' }),
        ),
      );
      expect(edits.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect(edits.find(({ status }) => status === 412)?.body).toMatchObject({
        ...{ code: 'planChanged', title: 'Inzwischen geändert' },
        detail: expect.stringContaining('Stand 2'),
      });
    });
  });
});
