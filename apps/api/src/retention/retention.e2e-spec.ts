import { randomUUID } from 'node:crypto';
import { RetentionRegister, RetentionView, type ProblemBody, type ProjectDetail } from '@querraum/contracts';
import { DEMO, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const ADMIN = 'katrin.moeller';

describe('retention over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  let projectId: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
    const body = { title: 'Geheimes Vorhaben', areas: [{ key: '01' }], leadUnitId: DEMO_UNITS['BA-MITTE/SPK'] };
    projectId = (await api.request<ProjectDetail>('POST', '/projects', { as: LEAD, body })).body.id;
    await database.owner.query(
      `update project set state = 'closed', closed_at = now(), filed_at = now(), filed_by_name = '', retain_until = '2020-12-31'
       where id = $1`,
      [projectId],
    );
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });

  const ofProject = (method: 'GET' | 'POST', path = '', body?: object) =>
    api.request<RetentionView & ProblemBody>(method, `/projects/${projectId}/retention${path}`, {
      as: LEAD,
      ...(body && { body }),
    });
  const ofHouse = (method: 'GET' | 'POST' | 'PUT', path = '', body?: object, revision?: number) =>
    api.request<RetentionRegister & ProblemBody>(method, `/retention${path}`, {
      as: ADMIN,
      ...(body && { body }),
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });

  it.each([
    ['POST /holds', {}],
    ['POST /holds', { reason: 'x' }],
    ['POST /offer/answer', { answer: 'lost', words: 'Verschollen' }],
    ['POST /offer/answer', { answer: 'waived' }],
    ['POST /deletion/stop', { reason: 7 }],
  ])('refuses %s with %j', async (route, body) => {
    const answer = await ofProject('POST', route.split(' ')[1], body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
  });

  it.each([
    ['no archive', { basis: 'Aktenordnung', waitingDays: 30 }],
    ['a basis without words', { basis: ' ', archive: 'Landesarchiv', waitingDays: 30 }],
    ['half days', { basis: 'Aktenordnung', archive: 'Landesarchiv', waitingDays: 0.5 }],
    ['ten years of waiting', { basis: 'Aktenordnung', archive: 'Landesarchiv', waitingDays: 3650 }],
    [
      'a kind that is no id',
      { basis: 'Aktenordnung', archive: 'Landesarchiv', waitingDays: 1, basisOfKinds: { VH: 'Gesetz' } },
    ],
  ])('refuses a rule with %s', async (_, body) => {
    expect(await ofHouse('PUT', '/rule', body, 0)).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
  });

  it('goes from the offer to the release, and tells the administrators no title', async () => {
    expect(RetentionView.parse((await ofProject('GET')).body)).toMatchObject({
      isDue: true,
      allowed: ['hold:place', 'archive:offer'],
    });
    RetentionView.parse((await ofProject('POST', '/offer')).body);
    const rule = { basis: 'Aktenordnung 2031', archive: 'Landesarchiv', waitingDays: 0 };
    expect((await ofHouse('PUT', '/rule', rule)).body.code).toBe('revisionRequired');
    expect((await ofHouse('PUT', '/rule', rule, 0)).body).toMatchObject({ ...rule, revision: 1 });
    RetentionView.parse((await ofProject('POST', '/offer/answer', { answer: 'waived', words: 'Kein Wert' })).body);
    const register = RetentionRegister.parse((await ofHouse('GET')).body);
    expect(register.due).toMatchObject([{ projectId, obstacle: null, answer: 'waived' }]);
    expect(JSON.stringify(register)).not.toContain('Geheimes');
    expect((await ofHouse('POST', `/projects/${randomUUID()}/release`)).body.code).toBe('notFound');
    const released = RetentionRegister.parse((await ofHouse('POST', `/projects/${projectId}/release`)).body);
    expect(released).toMatchObject({
      due: [],
      deletions: [{ projectId, state: 'released', basis: 'Aktenordnung des Hauses' }],
    });
    const stopped = await ofProject('POST', '/deletion/stop', { reason: 'Es kommt ein Nachtrag' });
    expect(RetentionView.parse(stopped.body).deletion?.state).toBe('stopped');
  });
});
