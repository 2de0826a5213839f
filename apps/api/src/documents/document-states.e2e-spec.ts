import type { DocumentSummary, Page, ProblemBody } from '@querraum/contracts';
import { DEMO, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { buildSubject, type Subject } from '../access.world';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const ADDRESSEE = 'aylin.demirel';
const UNKNOWN = '01926f00-0000-7000-8009-000000000999';
const REASON = { reason: 'Zahlen überholt' };

describe('how documents stand, over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  let draft: Subject;
  let round: Subject;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    draft = await buildSubject(api, 'mitte', 'draft');
    round = await buildSubject(api, 'mitte', 'round');
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const post = (path: string, body: unknown, revision?: number) =>
    api.request<DocumentSummary & ProblemBody>('POST', path, {
      as: LEAD,
      body,
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });
  const get = <T>(path: string, as = LEAD) => api.request<T & ProblemBody>('GET', path, { as });

  it.each<[string, string, unknown, number | undefined, number, string]>([
    ['without a reason', 'withdrawal', {}, 1, 400, 'invalidInput'],
    ['with a reason of blanks', 'withdrawal', { reason: '   ' }, 1, 400, 'invalidInput'],
    ['with more than is asked', 'withdrawal', { ...REASON, state: 'current' }, 1, 400, 'invalidInput'],
    ['without what was read', 'withdrawal', REASON, undefined, 428, 'revisionRequired'],
    ['after another change', 'withdrawal', REASON, 7, 412, 'revisionConflict'],
    ['by something unknown', 'replacement', { replacedById: UNKNOWN }, 1, 404, 'notFound'],
    ['by no id', 'replacement', { replacedById: '../1' }, 1, 400, 'invalidInput'],
    ['while it is current', 'restoration', REASON, 1, 409, 'documentCurrent'],
  ])('refuses %s (%s), and everything stays', async (_what, act, body, revision, status, code) => {
    const before = (await get(`/documents/${draft.documentId}`)).text;
    const refused = await post(`/documents/${draft.documentId}/${act}`, body, revision);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect((await get(`/documents/${draft.documentId}`)).text).toBe(before);
  });

  it('keeps a paper in its round: it is neither withdrawn nor replaced', async () => {
    const refused = await post(`/documents/${round.documentId}/withdrawal`, REASON, 1);
    expect([refused.status, refused.body.code]).toEqual([409, 'documentInRun']);
  });

  it('lets a withdrawn paper neither grow nor go into a procedure', async () => {
    const { documentId, projectId, procedureId } = await buildSubject(api, 'mitte', 'draft');
    expect((await post(`/documents/${documentId}/withdrawal`, REASON, 1)).body.state).toBe('withdrawn');
    const run = await post(`/projects/${projectId}/runs`, { documentId, procedureId });
    expect([run.status, run.body.code]).toEqual([409, 'documentNotCurrent']);
    const form = new FormData();
    form.append('file', new Blob(['Fassung zwei']), 'text.txt');
    const version = await api.request<ProblemBody>('POST', `/documents/${documentId}/versions`, { as: LEAD, form });
    expect([version.status, version.body.code]).toEqual([409, 'documentNotCurrent']);
    const current = await get<Page<DocumentSummary>>(`/projects/${projectId}/documents?state=current`);
    expect(current.body.items).toEqual([]);
  });

  it.each(['?state=lost', '?kind=x', '?limit=201', '?cursor=x', '?sort=title'])(
    'refuses the list %s',
    async (query) => {
      const refused = await get(`/projects/${draft.projectId}/documents${query}`);
      expect([refused.status, refused.body.code]).toEqual([400, 'invalidInput']);
    },
  );

  it.each([
    ['?from=1', 400],
    ['?from=0&to=1', 400],
    ['?from=1&to=x', 400],
    ['?from=1&to=2', 404],
  ])('answers a comparison %s with %i', async (query, status) => {
    expect((await get(`/documents/${draft.documentId}/comparison${query}`)).status).toBe(status);
  });

  it('notes once who opened what for a task, and shows it to the lead alone', async () => {
    const read = (number: string, as: string, taskId = round.taskId) =>
      api.request<ProblemBody>('POST', `/documents/${round.documentId}/versions/${number}/readings`, {
        as,
        body: { taskId },
      });
    for (const time of [1, 2]) expect([time, (await read('1', ADDRESSEE)).status]).toEqual([time, 204]);
    expect((await read('2', ADDRESSEE)).status).toBe(404);
    expect((await read('1', LEAD)).status).toBe(404);
    expect((await read('1', ADDRESSEE, UNKNOWN)).status).toBe(404);
    const { body } = await get<{ items: unknown[] }>(`/documents/${round.documentId}/readings`);
    expect(body.items).toMatchObject([{ number: 1, person: 'Aylin Demirel', at: expect.any(String) }]);
    expect((await get(`/documents/${round.documentId}/readings`, ADDRESSEE)).body.code).toBe('notLead');
  });
});
