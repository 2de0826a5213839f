import {
  AssignmentDetail,
  AssignmentGroup,
  AssignmentOutcome,
  AssignmentSummary,
  IssuedAssignments,
  pageOf,
  Task,
  type Notification,
  type Page,
  type ProblemBody,
  type ProjectDetail,
} from '@querraum/contracts';
import { DEMO, DEMO_PEOPLE, DEMO_UNITS, openTestDatabase, type TestDatabase } from '@querraum/server/testing';
import { textForm } from '../access.world';
import { startTestApi, type TestApi } from '../testing';

const LEAD = 'jonas.albrecht';
const OFFICES = { GES: 'aylin.demirel', JUG: 'tobias.brandt', SOZ: 'leyla.aksoy', STADT: 'daniel.nowak' } as const;
const OTHER = 'moritz.engel';
const unit = (code: string) => DEMO_UNITS[`BA-MITTE/${code}`] ?? '';

describe('tasks by hand over HTTP', () => {
  let database: TestDatabase;
  let api: TestApi;
  let projectId: string;

  beforeAll(async () => {
    database = await openTestDatabase(DEMO);
    api = await startTestApi(database);
  });
  afterAll(async () => {
    await api.close();
    await database.close();
  });
  beforeEach(async () => {
    const { body } = await api.request<ProjectDetail>('POST', '/projects', {
      as: LEAD,
      body: { title: 'Spielplätze', areas: [{ edition: '2021', key: '013008' }], leadUnitId: unit('SPK') },
    });
    projectId = body.id;
  });

  const post = async <T>(as: string, path: string, body: unknown = {}, revision?: number) => {
    const read = revision === undefined ? {} : { headers: { 'if-match': `"${revision}"` } };
    const answer = await api.request<T>('POST', path, { as, body, ...read });
    return { ...answer, code: (answer.body as { code?: string } | undefined)?.code };
  };
  const done = async <T>(...given: Parameters<typeof post>): Promise<T> => {
    const { status, text, body } = await post<T>(...given);
    if (status >= 300) throw new Error(`${given[0]} ${given[1]}: ${text}`);
    return body;
  };
  const see = async (as: string, id: string) => {
    const answer = await api.request<AssignmentDetail>('GET', `/assignments/${id}`, { as });
    if (answer.status === 200) {
      expect(AssignmentDetail.parse(answer.body)).toEqual(answer.body);
      expect(answer.headers.get('etag')).toBe(`"${answer.body.revision}"`);
    }
    return answer;
  };
  const give = (over: object = {}, as = LEAD) =>
    post<IssuedAssignments>(as, `/projects/${projectId}/assignments`, {
      kind: 'statement',
      title: 'Stellungnahme zum Plan',
      addressees: [{ unitId: unit('GES') }],
      ...over,
    });
  const answer = async (as: string, id: string, words: string) => {
    await done(as, `/tasks/${id}/claim`);
    return done<AssignmentOutcome>(as, `/assignments/${id}/answer`, { result: 'given', words });
  };
  const accept = async (id: string) => {
    const { body } = await see(LEAD, id);
    return done(LEAD, `/assignments/${id}/accept`, {}, body.revision);
  };

  it('bring the statements of four offices together: one declined and readdressed, one with a part in a second office', async () => {
    const issued = await give({
      addressees: Object.keys(OFFICES).map((code) => ({ unitId: unit(code) })),
      due: { workingDays: 10 },
      words: 'Bitte aus Ihrer Sicht Stellung nehmen.',
    });
    expect(issued.status).toBe(201);
    expect(IssuedAssignments.parse(issued.body)).toEqual(issued.body);
    const { groupId, assignments } = issued.body;
    const ids = Object.fromEntries(assignments.map(({ id, unit: { id: unitId } }) => [unitId, id]));
    const taskOf = (code: string) => ids[unit(code)] ?? '';
    expect(new Set(assignments.map(({ due }) => due?.end)).size).toBe(1);

    // Each office sees its own task alone; the head of the project, not its file.
    const inbox = await api.request<Page<Task>>('GET', '/tasks?box=unit&limit=200', { as: OFFICES.GES });
    expect(pageOf(Task).parse(inbox.body)).toEqual(inbox.body);
    const own = inbox.body.items.filter((task) => task.projectId === projectId);
    expect(own.map(({ id, kind, documentTitle }) => [id, kind, documentTitle])).toEqual([
      [taskOf('GES'), 'statement', 'Stellungnahme zum Plan'],
    ]);
    expect((await see(OFFICES.GES, taskOf('JUG'))).status).toBe(404);
    expect((await api.request('GET', `/assignment-groups/${groupId}`, { as: OFFICES.GES })).status).toBe(404);

    await answer(OFFICES.GES, taskOf('GES'), 'Zugestimmt');
    await done(OFFICES.SOZ, `/assignments/${taskOf('SOZ')}/decline`, { reason: 'Betrifft uns nicht' });
    expect((await see(OFFICES.SOZ, taskOf('SOZ'))).status).toBe(404);
    const declined = await see(LEAD, taskOf('SOZ'));
    expect(declined.body).toMatchObject({ state: 'declined', allowed: ['takeBack', 'readdress'] });
    const to = { unitId: DEMO_PEOPLE[OTHER]?.unitId };
    await done(LEAD, `/assignments/${taskOf('SOZ')}/readdress`, { to }, declined.body.revision);
    await answer(OTHER, taskOf('SOZ'), 'An deren Stelle');

    await done(OFFICES.JUG, `/tasks/${taskOf('JUG')}/claim`);
    const part = await done<IssuedAssignments>(OFFICES.JUG, `/assignments/${taskOf('JUG')}/sub-assignments`, {
      kind: 'contribution',
      title: 'Zahlen der Schulen',
      addressees: [{ unitId: unit('STADT') }],
    });
    const partId = part.assignments[0]?.id ?? '';
    const early = await post(OFFICES.JUG, `/assignments/${taskOf('JUG')}/answer`, { result: 'given', words: 'Ja' });
    expect([early.status, early.code]).toEqual([409, 'subAssignmentsOpen']);
    await answer(OFFICES.STADT, partId, '3.200 Kinder');
    const given = await see(OFFICES.JUG, partId);
    await done(OFFICES.JUG, `/assignments/${partId}/accept`, {}, given.body.revision);
    await done(OFFICES.JUG, `/assignments/${taskOf('JUG')}/answer`, { result: 'given', words: 'Mit Zahlen' });
    await answer(OFFICES.STADT, taskOf('STADT'), 'Keine Bedenken');

    for (const code of Object.keys(OFFICES)) await accept(taskOf(code));
    const group = await done<AssignmentGroup>(
      LEAD,
      `/assignment-groups/${groupId}/conclude`,
      { words: 'Alle dafür' },
      1,
    );
    expect(AssignmentGroup.parse(group)).toEqual(group);
    expect(group.assignments.map((one) => [one.unit.id, one.answer?.words])).toEqual([
      [unit('GES'), 'Zugestimmt'],
      [unit('JUG'), 'Mit Zahlen'],
      [to.unitId, 'An deren Stelle'],
      [unit('STADT'), 'Keine Bedenken'],
    ]);
    const list = await api.request('GET', `/projects/${projectId}/assignments?state=accepted&order=newest`, {
      as: LEAD,
    });
    expect(pageOf(AssignmentSummary).parse(list.body)).toEqual(list.body);
    expect(list.body).toMatchObject({ count: 5 });
    // Whose task has ended keeps its own record, and nothing of the project.
    expect((await see(OFFICES.GES, taskOf('GES'))).body).toMatchObject({ state: 'accepted', allowed: [] });
    expect((await api.request('GET', `/projects/${projectId}`, { as: OFFICES.GES })).status).toBe(404);
    const told = await api.request<Page<Notification>>('GET', '/notifications', { as: OFFICES.GES });
    expect(told.body.items[0]).toMatchObject({
      reason: 'accepted',
      assignmentId: taskOf('GES'),
      projectTitle: 'Spielplätze',
    });
  });

  it('take a file of the addressed office as its answer, and show it to nobody who does not see the task', async () => {
    const id = (await give()).body.assignments[0]?.id ?? '';
    const form = textForm({ title: 'Anlage', kind: 'STATEMENT' });
    const added = await api.request<AssignmentOutcome>('POST', `/assignments/${id}/files`, { as: OFFICES.GES, form });
    expect(added.status).toBe(201);
    const document = added.body.assignment?.documents[0];
    expect(document).toMatchObject({ title: 'Anlage', addedBy: 'addressee' });
    const content = `/documents/${document?.id ?? ''}/versions/1/content`;
    expect((await api.request('GET', content, { as: OFFICES.GES })).text).toBe('Text');
    expect((await api.request('GET', content, { as: LEAD })).status).toBe(200);
    expect((await api.request('GET', content, { as: OFFICES.JUG })).status).toBe(404);
    await done(OFFICES.GES, `/tasks/${id}/claim`);
    const ids = { documentIds: [document?.id] };
    await done(OFFICES.GES, `/assignments/${id}/answer`, { result: 'given', ...ids });
    await accept(id);
    expect((await api.request('GET', content, { as: OFFICES.GES })).status).toBe(404);
  });

  it('are neither answered nor signed where steps of procedures are', async () => {
    const id = (await give()).body.assignments[0]?.id ?? '';
    await done(OFFICES.GES, `/tasks/${id}/claim`);
    const completed = await post<ProblemBody>(OFFICES.GES, `/tasks/${id}/completion`, {});
    expect([completed.status, completed.code]).toEqual([409, 'taskByHand']);
    const released = await done<Task>(OFFICES.GES, `/tasks/${id}/release`);
    expect(released).toMatchObject({ owner: null, assignmentId: id, runId: null });
  });

  it.each([
    ['no title', { title: ' ' }],
    ['a kind that does not exist', { kind: 'order' }],
    ['nobody to give it to', { addressees: [] }],
    [
      'a post and a person at once',
      { addressees: [{ unitId: unit('GES'), positionId: unit('GES'), personId: unit('GES') }] },
    ],
    ['half a working day', { due: { workingDays: 0.5 } }],
    ['a day that does not exist', { due: { day: '2027-02-30' } }],
    ['a recurrence without an end', { recurrence: { every: 'month' } }],
    ['a field that nobody knows', { secret: true }],
    ['a novel', { words: 'x'.repeat(8001) }],
  ])('are not given with %s', async (_, over) => {
    const { status, code } = await give(over);
    expect([status, code]).toEqual([400, 'invalidInput']);
  });

  it('keep markup as the text it is, and need key and revision where the contract says so', async () => {
    const words = '<img src=x onerror=alert(1)> & {{evil}}';
    const id = (await give({ title: words, words })).body.assignments[0]?.id ?? '';
    expect((await see(OFFICES.GES, id)).body).toMatchObject({ title: words, words });
    const without = await api.request<ProblemBody>('POST', `/assignments/${id}/take-back`, {
      as: LEAD,
      body: { reason: 'x' },
    });
    expect([without.status, without.body.code]).toEqual([428, 'revisionRequired']);
    const keyless = await api.request<ProblemBody>('POST', `/assignments/${id}/decline`, {
      as: OFFICES.GES,
      body: { reason: 'x' },
      key: null,
    });
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotencyKeyRequired']);
    const cursor = await api.request('GET', `/projects/${projectId}/assignments?cursor=e30`, { as: LEAD });
    expect(cursor.status).toBe(400);
  });

  it('let the administration keep posts, which people hold by a role', async () => {
    const admin = 'katrin.moeller';
    const entry = { code: 'GES 12', name: 'Gesundheitsplanung' };
    const added = await post<{ positions: { id: string; code: string }[] }>(
      admin,
      `/organisation/house/units/${unit('GES')}/positions`,
      entry,
    );
    expect(added.status).toBe(201);
    const position = added.body.positions.find(({ code }) => code === 'GES 12');
    expect(
      await post(admin, `/organisation/house/units/${unit('GES')}/positions`, { ...entry, code: 'ges 12' }),
    ).toMatchObject({
      status: 409,
      code: 'positionCodeTaken',
    });
    const listed = await api.request<{ items: { id: string; vacant: boolean }[] }>(
      'GET',
      `/organisation/units/${unit('GES')}/positions`,
      { as: 'lukas.hartwig' },
    );
    expect(listed.body.items.find(({ id }) => id === position?.id)?.vacant).toBe(true);
    const personId = DEMO_PEOPLE[OFFICES.GES]?.id ?? '';
    const { body: person } = await api.request<{ roles: { id: string }[] }>(
      'GET',
      `/organisation/house/people/${personId}`,
      { as: admin },
    );
    const path = `/organisation/house/people/${personId}/roles/${person.roles[0]?.id ?? ''}/position`;
    const held = await api.request<{ roles: unknown[] }>('PUT', path, {
      as: admin,
      body: { positionId: position?.id },
    });
    expect(held.body.roles[0]).toMatchObject({ position: { code: 'GES 12' } });
    const id =
      (await give({ addressees: [{ unitId: unit('GES'), positionId: position?.id }] })).body.assignments[0]?.id ?? '';
    expect(await post('henrik.falk', `/tasks/${id}/claim`)).toMatchObject({ status: 403, code: 'noAuthority' });
    await done(OFFICES.GES, `/tasks/${id}/claim`);
    const ended = await post(admin, `/organisation/house/positions/${position?.id ?? ''}/end`, {}, 1);
    expect(ended.status).toBe(200);
    expect((await give({ addressees: [{ unitId: unit('GES'), positionId: position?.id }] })).code).toBe(
      'positionUnknown',
    );
  });
});
