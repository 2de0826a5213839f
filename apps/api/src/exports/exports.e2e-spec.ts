import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ExportJob, ExportJobs, ProblemBody, ProjectDetail } from '@querraum/contracts';
import { DocumentStore, DomainError } from '@querraum/server';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const OUTSIDER = 'lukas.hartwig';
const ADMIN = 'katrin.moeller';

describe('exports over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  let projectId: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const body = { title: 'Geheimes Vorhaben', areas: [{ key: '01' }], leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] };
    projectId = (await api.request<ProjectDetail>('POST', '/projects', { as: LEAD, body })).body.id;
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  beforeEach(() => database.owner.query('delete from export_job'));

  const ofProject = (id = projectId) => ({ of: { what: 'project', projectId: id } });
  const ask = (body: object, as = LEAD, headers?: Record<string, string>) =>
    api.request<ExportJob & ProblemBody>('POST', '/exports', { as, body, ...(headers && { headers }) });
  const act = (method: 'GET' | 'POST', path: string, as = LEAD) =>
    api.request<ExportJob & ProblemBody>(method, `/exports${path}`, { as });

  it.each([
    ['nothing', {}],
    ['a project without its id', { of: { what: 'project' } }],
    ['versions that there are not', { ...ofProject(randomUUID()), versions: 'some' }],
    ['another field', { ...ofProject(randomUUID()), personId: randomUUID() }],
    ['a person to read as', { of: { what: 'list', as: 'admin' } }],
  ])('refuses %s', async (_, body) => {
    expect(await ask(body)).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
  });

  it('answers with what is owed, tells the history of the project, and owes it once for a key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await ask(ofProject(), LEAD, headers);
    expect(first).toMatchObject({
      status: 201,
      body: { state: 'waiting', total: 1, done: 0, versions: 'current', allowed: ['cancel'], size: null },
    });
    expect((await ask(ofProject(), LEAD, headers)).body).toEqual(first.body);
    const { body } = await api.request<ExportJobs>('GET', '/exports', { as: LEAD });
    expect(body.items).toEqual([first.body]);
    const history = await api.request<{ items: { kind: string; person: string }[] }>(
      'GET',
      `/projects/${projectId}/history`,
      { as: LEAD },
    );
    const told = history.body.items.filter(({ kind }) => kind === 'project.exportRequested');
    expect(told).toMatchObject([{ person: 'Jonas Albrecht', data: { versions: 'current' } }]);
  });

  it('does not exist for anybody else, nor its file', async () => {
    const { id } = (await ask(ofProject())).body;
    for (const as of [OUTSIDER, ADMIN, 'aylin.demirel']) {
      expect((await api.request<ExportJobs>('GET', '/exports', { as })).body.items).toEqual([]);
      for (const [method, path] of [
        ['GET', `/${id}`],
        ['GET', `/${id}/file`],
        ['POST', `/${id}/cancel`],
      ] as const)
        expect(await act(method, path, as)).toMatchObject({ status: 404, body: { code: 'notFound' } });
    }
    expect(await act('GET', `/${id}/file`)).toMatchObject({ status: 409, body: { code: 'exportNotReady' } });
    expect(await act('GET', `/${randomUUID()}`)).toMatchObject({ status: 404 });
  });

  it('exports no file that the person does not see, and no list without one', async () => {
    expect(await ask(ofProject(), OUTSIDER)).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(await ask(ofProject(randomUUID()))).toMatchObject({ status: 404 });
    expect(await ask({ of: { what: 'list', query: 'gibt es nicht' } })).toMatchObject({
      status: 422,
      body: { code: 'exportNothing' },
    });
  });

  it('makes so many at once for one person and no more, though they ask at the same instant', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(ofProject())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'exportTooMany' });
    const { id } = answers.find(({ status }) => status === 201)?.body ?? { id: '' };
    expect(await act('POST', `/${id}/cancel`)).toMatchObject({
      status: 200,
      body: { state: 'cancelled', allowed: [] },
    });
    expect(await act('POST', `/${id}/cancel`)).toMatchObject({ status: 409, body: { code: 'exportEnded' } });
    expect((await ask(ofProject())).status).toBe(201);
  });

  it('is cancelled once, whoever presses twice', async () => {
    const { id } = (await ask(ofProject())).body;
    const answers = await Promise.all([act('POST', `/${id}/cancel`), act('POST', `/${id}/cancel`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('refuses what is too large before it begins', async () => {
    await database.owner.query(
      `with made as (insert into document (tenant_id, id, project_id, title, active_at, created_at)
         select tenant_id, gen_random_uuid(), id, 'Groß', now(), now() from project where id = $1 returning tenant_id, id, project_id)
       insert into document_version (tenant_id, document_id, number, project_id, sha256, size, media_type, file_name, storage_key, author_id, author_name, created_at)
       select tenant_id, id, n, project_id, '', 1200000000, 'text/plain', 'x', gen_random_uuid()::text, id, '', now() from made, generate_series(1, 2) n`,
      [projectId],
    );
    expect(await ask({ ...ofProject(), versions: 'all' })).toMatchObject({
      status: 422,
      body: { code: 'exportTooLarge' },
    });
    expect((await ask(ofProject())).status).toBe(201);
  });

  it('says that the store of the bytes is away instead of cutting off, and gives all pieces when it is back', async () => {
    const { id } = (await ask(ofProject())).body;
    await database.owner.query(
      "update export_piece set state = 'done', storage_key = position::text, sha256 = '' where export_id = $1",
      [id],
    );
    await database.owner.query(
      `update export_job set state = 'done', size = 2, ended_at = app.now(), expires_at = app.now() + interval '1 day'
       where id = $1`,
      [id],
    );
    const read = jest.spyOn(api.app.get(DocumentStore), 'read').mockRejectedValue(new DomainError('documentStoreAway'));
    expect(await act('GET', `/${id}/file`)).toMatchObject({ status: 503, body: { code: 'documentStoreAway' } });
    read.mockImplementation(async (key) => Readable.from([Buffer.from(key)]));
    expect(await act('GET', `/${id}/file`)).toMatchObject({ status: 200, text: '12' });
    read.mockRestore();
  });
});
