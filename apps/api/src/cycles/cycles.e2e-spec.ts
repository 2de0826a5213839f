import { CycleView, ProjectDetail, type ProblemBody } from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';

describe('the cycle of a project', () => {
  let database: TestDatabase;
  let api: TestApi;
  let projectId: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const body = { title: 'Profil Brunnenviertel', areas: [{ key: '013008' }], leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] };
    projectId = (await api.request<ProjectDetail>('POST', '/projects', { as: LEAD, body })).body.id;
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const ask = (method: 'GET' | 'PUT' | 'POST', path: string, body?: object, revision?: number | string) =>
    api.request<CycleView & ProblemBody>(method, `/projects/${projectId}/${path}`, {
      as: LEAD,
      ...(body && { body }),
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });

  it.each([
    ['a day that does not exist', { nextOn: '2031-02-30', months: 24 }],
    ['a day that is none', { nextOn: 'bald', months: 24 }],
    ['no day', { months: 24 }],
    ['no word on months', { nextOn: '2031-06-02' }],
    ['half months', { nextOn: '2031-06-02', months: 1.5 }],
    ['no months', { nextOn: '2031-06-02', months: 0 }],
    ['a hundred years', { nextOn: '2031-06-02', months: 1200 }],
    ['a reminder after the day', { nextOn: '2031-06-02', months: 24, remindMonths: -1 }],
    ['a field nobody asked for', { nextOn: '2031-06-02', months: 24, turn: 7 }],
  ])('refuses %s', async (_, body) => {
    expect(await ask('PUT', 'cycle', body, 0)).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
  });

  it('refuses a change without the revision that was read, and a title that is none', async () => {
    const body = { nextOn: '2031-06-02', months: 24 };
    expect((await ask('PUT', 'cycle', body)).body.code).toBe('revisionRequired');
    expect((await ask('PUT', 'cycle', body, 7)).body.code).toBe('revisionConflict');
    expect((await ask('POST', 'renewal', { title: 'x' })).body.code).toBe('invalidInput');
    expect((await ask('PUT', 'cycle', { ...body, nextOn: '2020-01-01' }, 0)).body.code).toBe('cyclePast');
  });

  it('is set, paused, set again, and opens the successor; each answer is what the contract says', async () => {
    const set = await ask('PUT', 'cycle', { nextOn: '2031-08-31', months: 36 }, 0);
    expect(CycleView.parse(set.body).cycle).toMatchObject({ state: 'running', remindOn: '2031-02-28' });
    const paused = await ask('POST', 'cycle/pause', { reason: 'Neuer Zuschnitt' }, 1);
    expect(CycleView.parse(paused.body).cycle?.state).toBe('paused');
    await ask('PUT', 'cycle', { nextOn: '2031-08-31', months: 36 }, 2);
    const { usualTitle } = CycleView.parse((await ask('GET', 'cycle')).body);
    expect(usualTitle).toBe('Profil Brunnenviertel (Fortschreibung 2031)');
    const tooFar = await ask('POST', 'renewal', { title: usualTitle, startOn: '2199-01-01' });
    expect(tooFar).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
    const renewed = await ask('POST', 'renewal', { title: usualTitle });
    expect(renewed.status).toBe(201);
    expect(ProjectDetail.parse(renewed.body).title).toBe(usualTitle);
    expect((await ask('POST', 'renewal', { title: usualTitle })).body).toMatchObject({ code: 'cyclePassedOn' });
  });
});
