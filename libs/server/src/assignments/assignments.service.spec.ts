import { AssignmentDetail, AssignmentGroup, IssuedAssignments } from '@querraum/contracts';
import { as, MITTE, refusal, SMALL_CITY, startRun, UNITS } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { one, openDesk, type Desk } from './assignments.fixture';

let database: TestDatabase;
let desk: Desk;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  desk = await openDesk(database);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});
beforeEach(async () => {
  projectId = (await desk.open()).id;
});

describe('giving a task', () => {
  it('gives it as the contract says, with a number, its end in words and its place in the inbox', async () => {
    const issued = await desk.give(projectId, {
      words: '<b>Bitte</b> bis dahin',
      due: { workingDays: 10 },
      priority: 'high',
      checklist: ['Plan lesen', 'Votum'],
    });
    expect(IssuedAssignments.parse(issued)).toEqual(issued);
    const task = one(issued.assignments);
    expect(task).toMatchObject({ number: 1, kind: 'statement', state: 'open', unit: { id: UNITS.JUG }, groupSize: 1 });
    expect(task.due?.explained.de).toMatch(/^10 Arbeitstage ab /);
    const detail = await desk.see('jule', task.id);
    expect(AssignmentDetail.parse(detail)).toEqual(detail);
    expect(detail.words).toBe('<b>Bitte</b> bis dahin');
    expect(detail.allowed).toEqual([
      'claim',
      'decline',
      'handOver',
      'handOverToUnit',
      'tick',
      'addDocument',
      'giveSubAssignment',
    ]);
    const { items } = await desk.tasks.list(as('jule'), { box: 'unit', limit: 50 });
    expect(items.find(({ id }) => id === task.id)).toMatchObject({
      kind: 'statement',
      documentTitle: 'Spielplatzplan',
      runId: null,
      assignmentId: task.id,
      priority: 'high',
    });
  });
});

describe('one task from beginning to end', () => {
  it('is claimed, answered, sent back, answered again and accepted, with everything that was said', async () => {
    const { id } = await desk.giveOne(projectId);
    await desk.settle('jule', id);
    expect((await desk.see('ada', id)).allowed).toEqual(['accept', 'sendBack', 'takeBack']);
    await desk.decide('ada', 'sendBack', id, { words: 'Bitte mit Zahlen' });
    await desk.answer('jule', id, { words: 'Mit Zahlen' });
    await desk.decide('ada', 'accept', id, { words: 'Danke' });
    const { entries, state } = await desk.see('jule', id);
    expect(state).toBe('accepted');
    expect(entries.map(({ act, words }) => [act, words])).toEqual([
      ['issued', null],
      ['claimed', null],
      ['answered', 'Wir stimmen zu.'],
      ['sentBack', 'Bitte mit Zahlen'],
      ['answered', 'Mit Zahlen'],
      ['accepted', 'Danke'],
    ]);
  });

  it('lets the answers of a group be put together once all have ended', async () => {
    const { groupId, assignments } = await desk.give(projectId, {
      addressees: [{ unitId: UNITS.JUG }, { unitId: UNITS.GES }],
    });
    for (const { id, unit } of assignments) {
      const who = unit.id === UNITS.JUG ? 'jule' : 'gesa';
      await desk.settle(who, id);
      expect(
        await refusal(desk.groups.conclude(as('ada'), desk.key(), { id: groupId, revision: 1, words: 'Zu früh' })),
      ).toMatchObject({ code: 'groupOpen' });
      await desk.decide('ada', 'accept', id, {});
    }
    const group = await desk.groups.conclude(as('ada'), desk.key(), { id: groupId, revision: 1, words: 'Alle dafür' });
    expect(AssignmentGroup.parse(group)).toEqual(group);
    expect(group.assignments.map(({ answer }) => answer?.words)).toEqual(['Wir stimmen zu.', 'Wir stimmen zu.']);
    expect(group.conclusion).toMatchObject({ words: 'Alle dafür', by: { person: 'Person ada' } });
  });
});

describe('a hundred units at once', () => {
  it('get one task each in one transaction, with numbers without gap, and one of them sees nothing of the ninety-nine', async () => {
    await database.owner.query(
      `insert into org_unit (tenant_id, id, parent_id, code, name, kind, department)
       select $1, gen_random_uuid(), $2, 'X' || n, 'Stelle X' || n, 'OFFICE', null from generate_series(1, 99) n`,
      [MITTE, UNITS.BA],
    );
    const units = await database.owner.query("select id from org_unit where code like 'X%'");
    const addressees = [{ unitId: UNITS.JUG }, ...units.map(({ id }: { id: string }) => ({ unitId: id }))];
    const { groupId, assignments } = await desk.give(projectId, { kind: 'takeNote', addressees });
    expect(assignments.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    const mine = await desk.assignments.list(as('jule'), projectId, { order: 'newest', limit: 200 });
    expect(mine.items.map(({ unit, groupSize }) => [unit.id, groupSize])).toEqual([[UNITS.JUG, 1]]);
    await desk.settle('jule', mine.items[0]?.id ?? '', { result: 'read', words: '' });
    const group = await desk.groups.get(as('ada'), groupId);
    expect(group.assignments.filter(({ state }) => state === 'accepted')).toHaveLength(1);
    expect(group.assignments.every(({ groupSize }) => groupSize === 100)).toBe(true);
  });
});

describe('an act of a unit that sees no procedure', () => {
  it('leaves the standing of the project as its running procedures make it', async () => {
    const { id } = await desk.giveOne(projectId);
    const runId = await startRun(database.owner, projectId);
    const waitingFor = [
      {
        unit: { id: UNITS.GES, name: '' },
        owner: null,
        kind: 'coSignature',
        since: '2026-01-01T00:00:00.000Z',
        dueEnd: null,
      },
    ];
    await database.owner.query('update run set waiting_for = $2 where id = $1', [runId, JSON.stringify(waitingFor)]);
    const stages = async () =>
      (await database.owner.query('select stages from project where id = $1', [projectId]))[0].stages;
    await desk.claim('ben', (await desk.giveOne(projectId, { addressees: [{ unitId: UNITS.SPK }] })).id);
    const before = await stages();
    expect(before).toContain('coSignature');
    await desk.claim('jule', id);
    expect(await stages()).toEqual(before);
  });
});
