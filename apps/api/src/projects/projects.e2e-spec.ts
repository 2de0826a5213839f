import {
  HistoryEntry,
  pageOf,
  ProjectDetail,
  ProjectSummary,
  type ProblemBody,
  type ProjectDetail as Detail,
} from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type RequestOptions, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const PARTY = 'aylin.demirel';
const STRANGER = 'omar.haddad';
const ADMIN = 'katrin.moeller';
const SPK = DEMO_UNITS['BA-MITTE/SPK'];
const GES = DEMO_UNITS['BA-MITTE/GES'];
const UNKNOWN = '01926f00-0000-7000-8009-000000000999';

const input = {
  title: 'Bewegungsräume Brunnenviertel',
  areas: [{ edition: '2021', key: '013008' }],
  leadUnitId: SPK,
  participants: [{ unitId: GES, involvement: 'CO_SIGNATURE' }],
};

describe('projects', () => {
  let database: TestDatabase;
  let api: TestApi;
  const create = (body: unknown = input, options: RequestOptions = {}) =>
    api.request<Detail & ProblemBody>('POST', '/projects', { as: LEAD, body, ...options });
  const change = (id: string, revision: string, body: unknown, as = LEAD) =>
    api.request<Detail & ProblemBody>('PATCH', `/projects/${id}`, { as, body, headers: { 'if-match': revision } });
  const countProjects = async () => Number((await database.owner.query('select count(*) from project'))[0].count);
  /** A refusal without what differs from request to request. */
  const essence = ({ body: { requestId: _, instance: __, ...rest } }: { body: ProblemBody }) => rest;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  it('opens a project on a real area, and gives it back with its revision as ETag', async () => {
    const created = await create();
    expect(created.status).toBe(201);
    expect(created.headers.get('etag')).toBe('"1"');
    const project = ProjectDetail.parse(created.body);
    expect(project.reference).toMatch(/^SPK 1\/\d{4}$/);
    expect(project.areas).toEqual([{ edition: '2021', key: '013008', name: 'Brunnenstraße Nord', level: 'BZR' }]);
    const read = await api.request('GET', `/projects/${project.id}`, { as: PARTY });
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual({ ...project, allowed: [] });
    const list = await api.request('GET', '/projects?query=brunnenviertel&state=open', { as: PARTY });
    expect(pageOf(ProjectSummary).parse(list.body)).toMatchObject({ count: 1, items: [{ id: project.id }] });
    const history = await api.request('GET', `/projects/${project.id}/history`, { as: PARTY });
    expect(pageOf(HistoryEntry).parse(history.body).items).toMatchObject([
      { kind: 'project.created', person: 'Jonas Albrecht', capacity: 'BY_ORDER' },
    ]);
  });

  describe('refuses, and opens nothing', () => {
    const without = (name: keyof typeof input) =>
      Object.fromEntries(Object.entries(input).filter(([key]) => key !== name));
    it.each<[string, unknown, number, string]>([
      ['a missing title', without('title'), 400, 'invalidInput'],
      ['missing areas', without('areas'), 400, 'invalidInput'],
      ['a missing lead', without('leadUnitId'), 400, 'invalidInput'],
      ['no area at all', { ...input, areas: [] }, 400, 'invalidInput'],
      ['a title of blanks', { ...input, title: '      ' }, 400, 'invalidInput'],
      ['a title that is too long', { ...input, title: 'x'.repeat(201) }, 400, 'invalidInput'],
      ['a number as title', { ...input, title: 12345 }, 400, 'invalidInput'],
      ['a list as title', { ...input, title: ['Titel'] }, 400, 'invalidInput'],
      ['a field nobody asked for', { ...input, tenantId: UNKNOWN }, 400, 'invalidInput'],
      ['a reference of one’s own', { ...input, reference: 'SPK 1/2020' }, 400, 'invalidInput'],
      ['a lead that is no id', { ...input, leadUnitId: 'SPK' }, 400, 'invalidInput'],
      [
        'an involvement that does not exist',
        { ...input, participants: [{ unitId: GES, involvement: 'LEAD' }] },
        400,
        'invalidInput',
      ],
      ['an area in another edition', { ...input, areas: [{ edition: '2019', key: '01' }] }, 400, 'invalidInput'],
      ['an area key as number', { ...input, areas: [{ key: 1100101 }] }, 400, 'invalidInput'],
      ['an area key with other signs', { ...input, areas: [{ key: "01' or 1=1" }] }, 400, 'invalidInput'],
      ['a NUL in the title', { ...input, title: 'Vor\u0000haben' }, 400, 'invalidInput'],
      ['half a letter in the title', { ...input, title: 'Vorhaben \ud83d' }, 400, 'invalidInput'],
      ['a NUL in the description', { ...input, description: 'a\u0000' }, 400, 'invalidInput'],
      ['no object', [input], 400, 'invalidInput'],
      ['an unknown area', { ...input, areas: [{ key: '99' }] }, 404, 'areaUnknown'],
      ['a key of three digits', { ...input, areas: [{ key: '013' }] }, 400, 'areaKeyMalformed'],
      ['a lead one does not act for', { ...input, leadUnitId: GES, participants: [] }, 422, 'leadUnitOutside'],
      [
        'an unknown unit',
        { ...input, participants: [{ unitId: UNKNOWN, involvement: 'STATEMENT' }] },
        422,
        'unitUnknown',
      ],
      [
        'a unit named twice',
        { ...input, participants: [input.participants[0], input.participants[0]] },
        422,
        'unitTwice',
      ],
    ])('%s', async (_what, body, status, code) => {
      const before = await countProjects();
      const refused = await create(body);
      expect([refused.status, refused.body.code]).toEqual([status, code]);
      expect(await countProjects()).toBe(before);
    });
  });

  it('answers a key that lost its zero with the key that may be meant, in the language of the reader', async () => {
    const body = { ...input, areas: [{ edition: '2021', key: '1100101' }] };
    const german = await create(body);
    expect(german.status).toBe(404);
    expect(german.body.detail).toBe(
      'Einen Raum mit dem Schlüssel 1100101 gibt es nicht. Führende Nullen gehören zum Schlüssel: Ist 01100101 gemeint?',
    );
    const english = await create(body, { headers: { 'accept-language': 'en' } });
    expect(english.body.detail).toContain('do you mean 01100101?');
  });

  it('needs a key for every command, and a sign-in for everything', async () => {
    for (const key of [null, 'not-a-uuid']) {
      const refused = await create(input, { key, headers: key ? { 'idempotency-key': key } : {} });
      expect([refused.status, refused.body.code]).toEqual([400, 'idempotencyKeyRequired']);
    }
    const expired = await api.tokenFor(LEAD, { exp: Math.floor(Date.now() / 1000) - 60 });
    expect((await create(input, { as: { token: expired } })).body.code).toBe('signInExpired');
    for (const path of ['/projects', `/projects/${UNKNOWN}`, `/projects/${UNKNOWN}/history`])
      expect((await api.request<ProblemBody>('GET', path)).body).toMatchObject({ status: 401, code: 'notSignedIn' });
  });

  it('opens one project when the same request comes twice at once, and refuses the key for another body', async () => {
    const key = crypto.randomUUID();
    const before = await countProjects();
    const answers = await Promise.all([create(input, { key }), create(input, { key })]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect((await create(input, { key })).body).toEqual(answers[0]?.body);
    expect(await countProjects()).toBe(before + 1);
    const other = await create({ ...input, title: 'Etwas anderes' }, { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotencyKeyReused']);
    expect(await countProjects()).toBe(before + 1);
  });

  it('gives 64 projects opened eight at a time numbers without gap or double', async () => {
    const numberOf = (reference: string) => Number(/ (\d+)\//.exec(reference)?.[1]);
    const first = numberOf((await create()).body.reference);
    // No more at a time than the pool has connections: they stand in line for the number, not for one of those.
    const openEight = async () => {
      const opened = [];
      for (let project = 0; project < 8; project += 1) opened.push(await create());
      return opened;
    };
    const opened = (await Promise.all(Array.from({ length: 8 }, openEight))).flat();
    expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([201]));
    const numbers = opened.map(({ body }) => numberOf(body.reference)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 64 }, (_, index) => first + 1 + index));
  });

  it('answers a foreign project like one that does not exist, on every route', async () => {
    const { id } = (await create()).body;
    for (const who of [STRANGER, ADMIN]) {
      const attempts = (project: string) => [
        api.request<ProblemBody>('GET', `/projects/${project}`, { as: who }),
        api.request<ProblemBody>('GET', `/projects/${project}/history`, { as: who }),
        change(project, '"1"', { title: 'Gekapert' }, who),
      ];
      const foreign = await Promise.all(attempts(id));
      const unknown = await Promise.all(attempts(UNKNOWN));
      expect(foreign.map(essence)).toEqual(unknown.map(essence));
      expect(new Set(foreign.map(({ status }) => status))).toEqual(new Set([404]));
    }
    const malformed = await api.request<ProblemBody>('GET', '/projects/1%27%20or%201=1', { as: LEAD });
    expect([malformed.status, malformed.body.code]).toEqual([404, 'notFound']);
  });

  it('shows administrators no content and lets them open nothing', async () => {
    const list = await api.request('GET', '/projects', { as: ADMIN });
    expect(list.body).toEqual({ items: [], nextCursor: null, count: 0, countExact: true });
    const attempt = await create({ ...input, leadUnitId: DEMO_UNITS['BA-MITTE/ORG'] }, { as: ADMIN });
    expect([attempt.status, attempt.body.code]).toEqual([422, 'leadUnitOutside']);
  });

  it('changes what was read, and refuses a change of what was not', async () => {
    const { id } = (await create()).body;
    const missing = await api.request<ProblemBody>('PATCH', `/projects/${id}`, { as: LEAD, body: { title: 'Neu' } });
    expect([missing.status, missing.body.code]).toEqual([428, 'revisionRequired']);
    const changed = await change(id, '"1"', { title: 'Neuer Titel', participants: [] });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(ProjectDetail.parse(changed.body)).toMatchObject({ title: 'Neuer Titel', revision: 2 });
    const stale = await change(id, '"1"', { title: 'Zu spät' });
    expect([stale.status, stale.body.code]).toEqual([412, 'revisionConflict']);
    expect(stale.body.detail).toContain('Stand 2');
    expect((await api.request('GET', `/projects/${id}`, { as: PARTY })).status).toBe(404);
  });

  it('lets only the lead change, and nothing but what a change may hold', async () => {
    const { id } = (await create()).body;
    const byParty = await change(id, '"1"', { title: 'Von anderer Stelle' }, PARTY);
    expect([byParty.status, byParty.body.code]).toEqual([403, 'notLead']);
    for (const body of [{ leadUnitId: GES }, { state: 'closed' }, { title: null }, { areas: [] }, { revision: 9 }]) {
      const refused = await change(id, '"1"', body);
      expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
    }
    expect((await api.request<Detail>('GET', `/projects/${id}`, { as: LEAD })).body.revision).toBe(1);
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'state=deleted',
    'cursor=x',
    'sort=title',
    'limit=1&limit=2',
    'query=%00',
  ])('refuses a list with %s', async (query) => {
    const refused = await api.request<ProblemBody>('GET', `/projects?${query}`, { as: LEAD });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
  });
});
