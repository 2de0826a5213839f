import { randomUUID } from 'node:crypto';
import { addDays, localDate, startOfDay } from '@querraum/workflow';
import { as, MITTE, personId, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { RunsService } from '../runs';
import { openTestDatabase, type TestDatabase } from '../testing';
import { everything, one, openDesk, order, type Desk } from './assignments.fixture';

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

const unknown = { code: 'notFound', details: {} };
const inDays = (days: number) => addDays(localDate(new Date().toISOString()), days);
const stateOf = async (who: PersonName, id: string) => (await desk.see(who, id)).state;

/** What is refused leaves every row as it was, byte for byte. */
async function expectRefused(act: () => Promise<unknown>, code: string, details?: object): Promise<void> {
  const before = await everything(database.owner);
  expect(await refusal(act())).toEqual({ code, details: details ?? expect.anything() });
  expect(await everything(database.owner)).toBe(before);
}

describe('what cannot be given', () => {
  it.each([
    ['to a unit that does not exist', { addressees: [{ unitId: randomUUID() }] }, 'unitUnknown'],
    ['to the same unit twice', { addressees: [{ unitId: UNITS.JUG }, { unitId: UNITS.JUG }] }, 'unitTwice'],
    [
      'to a post that the unit has not',
      { addressees: [{ unitId: UNITS.JUG, positionId: randomUUID() }] },
      'positionUnknown',
    ],
    [
      'to a person of another unit',
      { addressees: [{ unitId: UNITS.JUG, personId: personId('gesa') }] },
      'personNotInUnit',
    ],
    [
      'to a person of another house',
      { addressees: [{ unitId: UNITS.PANGES, personId: personId('pia') }] },
      'personNotInUnit',
    ],
    ['until yesterday', { due: { day: inDays(-1) } }, 'dueInPast'],
    ['until a day that is a slip of the pen', { due: { day: inDays(4000) } }, 'dueTooFar'],
    ['with a document that nobody knows', { documentIds: [randomUUID()] }, 'documentElsewhere'],
    ['after a task that nobody knows', { dependsOn: [randomUUID()] }, 'dependencyUnknown'],
    ['each month until tomorrow', { recurrence: { every: 'month', until: inDays(1) } }, 'recurrenceBackwards'],
  ] as const)('%s', async (_, over, code) => {
    await expectRefused(() => desk.give(projectId, over as object), code);
  });

  it('to a dissolved unit, or to more than a hundred at once', async () => {
    await database.owner.query('update org_unit set dissolved_at = now() where id = $1', [UNITS.JUG]);
    await expectRefused(() => desk.give(projectId), 'unitUnknown', { unitId: UNITS.JUG });
    await database.owner.query('update org_unit set dissolved_at = null where id = $1', [UNITS.JUG]);
    const addressees = Array.from({ length: 101 }, () => ({ unitId: randomUUID() }));
    await expectRefused(() => desk.give(projectId, { addressees }), 'groupTooLarge', { limit: 100, count: 101 });
  });

  it('in a closed project, by who only takes note, and by who has nothing to do with it', async () => {
    await expectRefused(() => desk.give(projectId, {}, 'pia'), 'mayNotIssue', {});
    await expectRefused(() => desk.give(projectId, {}, 'jule'), 'notFound', {});
    await expectRefused(() => desk.give(projectId, {}, 'ida'), 'notFound', {});
    await database.owner.query("update project set state = 'closed' where id = $1", [projectId]);
    await expectRefused(() => desk.give(projectId), 'projectClosed');
  });
});

describe('who sees a task, and what of its project', () => {
  it('an assignee sees the head, the task and its documents, and neither file nor history nor other tasks', async () => {
    const document = async (title: string) =>
      (
        await desk.documents.add(as('ada'), desk.key(), {
          projectId,
          title,
          kind: 'OTHER',
          upload: await desk.upload(title),
        })
      ).id;
    const [given, kept] = [await document('Plan'), await document('Vermerk')];
    const { id } = await desk.giveOne(projectId, { documentIds: [given] });
    const other = await desk.giveOne(projectId, { addressees: [{ unitId: UNITS.GES }] });
    expect((await desk.see('jule', id)).documents.map(({ title }) => title)).toEqual(['Plan']);
    expect((await desk.see('jule', id)).project).toMatchObject({
      seesFile: false,
      title: 'Bewegungsräume Brunnenviertel',
    });
    expect((await desk.documents.content(as('jule'), given, 1)).version.number).toBe(1);
    expect(await refusal(desk.documents.get(as('jule'), kept))).toEqual(unknown);
    expect(await refusal(desk.see('jule', other.id))).toEqual(unknown);
    const runs = new RunsService(database.transactions, desk.documents);
    expect(await refusal(runs.task(as('jule'), other.id))).toEqual(unknown);
    const list = await desk.assignments.list(as('jule'), projectId, { order: 'due', limit: 50 });
    expect([list.count, list.items.map((item) => item.id)]).toEqual([1, [id]]);
    const head = await desk.projects.get(as('jule'), projectId);
    expect([head.runs, head.description, head.allowed]).toEqual([[], '', []]);
    // The second wall behind the services, asked in SQL.
    const [seen] = await database.transactions.read(as('jule'), (tx) =>
      tx.rows(
        `select (select count(*)::int from audit_entry where chain = $1) as history,
           (select count(*)::int from audit_body where chain = $1) as words,
           (select count(*)::int from document where project_id = $1) as documents,
           (select count(*)::int from assignment where project_id = $1) as tasks,
           (select count(*)::int from assignment_group where project_id = $1) as groups,
           (select count(*)::int from task where project_id = $1) as inbox,
           (select count(*)::int from notification where project_id = $1) as notices`,
        [projectId],
      ),
    );
    expect(seen).toEqual({ history: 0, words: 0, documents: 1, tasks: 1, groups: 0, inbox: 1, notices: 1 });
  });

  it('sees it as its own record after its end, but the project and the documents no more', async () => {
    const { id } = await desk.giveOne(projectId);
    await desk.settle('jule', id);
    await desk.decide('ada', 'accept', id, {});
    const detail = await desk.see('jule', id);
    expect([detail.state, detail.allowed, detail.project.title]).toEqual([
      'accepted',
      [],
      'Bewegungsräume Brunnenviertel',
    ]);
    expect(await refusal(desk.projects.get(as('jule'), projectId))).toEqual(unknown);
    expect((await desk.tasks.list(as('jule'), { box: 'done', limit: 50 })).items.map((task) => task.id)).toContain(id);
    await expectRefused(() => desk.answer('jule', id), 'assignmentEnded', {});
    await expectRefused(() => desk.decide('ada', 'takeBack', id, { reason: 'Zu spät' }), 'assignmentEnded', {});
  });

  it('loses sight by declining and by passing it on, and keeps it while another task is there', async () => {
    const first = await desk.giveOne(projectId);
    const second = await desk.giveOne(projectId);
    const { assignment } = await desk.acts.decline(as('jule'), desk.key(), first.id, { reason: 'Nicht unser Thema' });
    expect(assignment).toBeNull();
    expect(await refusal(desk.see('jule', first.id))).toEqual(unknown);
    expect((await desk.projects.get(as('jule'), projectId)).id).toBe(projectId);
    await desk.claim('jule', second.id);
    const to = { unitId: UNITS.GES };
    await expectRefused(
      () => desk.acts.handOver(as('jule'), desk.key(), second.id, { to, reason: '' }),
      'reasonRequired',
      {},
    );
    await desk.acts.handOver(as('jule'), desk.key(), second.id, { to, reason: 'Gehört dorthin' });
    expect(await refusal(desk.see('jule', second.id))).toEqual(unknown);
    expect(await refusal(desk.projects.get(as('jule'), projectId))).toEqual(unknown);
    expect((await desk.see('gesa', second.id)).allowed).toContain('claim');
  });

  it('does not see a task that waits, nor that it is there', async () => {
    const before = await desk.giveOne(projectId, { kind: 'completion', addressees: [{ unitId: UNITS.GES }] });
    const { id } = await desk.giveOne(projectId, { dependsOn: [before.id] });
    expect(await refusal(desk.see('jule', id))).toEqual(unknown);
    expect(await refusal(desk.projects.get(as('jule'), projectId))).toEqual(unknown);
    await desk.settle('gesa', before.id, { result: 'done', words: '' });
    expect(await stateOf('jule', id)).toBe('open');
    expect((await desk.see('jule', id)).dependsOn).toEqual([]);
    expect((await desk.see('ada', id)).dependsOn).toMatchObject([{ id: before.id, state: 'accepted' }]);
  });
});

describe('who may do what', () => {
  it('first claims, then answers; a second one learns who was faster, the head hands on, others have no authority', async () => {
    const { id } = await desk.giveOne(projectId, { addressees: [{ unitId: UNITS.SPK }] });
    await expectRefused(() => desk.answer('ada', id), 'notOwner', {});
    await desk.claim('ada', id);
    await expectRefused(() => desk.claim('ben', id), 'alreadyClaimed', { owner: 'Person ada' });
    await expectRefused(() => desk.claim('gesa', id), 'noAuthority', {});
    await desk.acts.handOver(as('ben'), desk.key(), id, {
      to: { unitId: UNITS.SPK, personId: personId('ben') },
      reason: '',
    });
    expect((await desk.see('ada', id)).owner?.name).toBe('Person ben');
    await expectRefused(
      () => desk.acts.handOver(as('ada'), desk.key(), id, { to: { unitId: UNITS.SPK }, reason: '' }),
      'noAuthority',
      {},
    );
  });

  it('decides only on the answer that it has read', async () => {
    const { id } = await desk.giveOne(projectId);
    await desk.settle('jule', id);
    await expectRefused(() => desk.acts.accept(as('ada'), desk.key(), id, {}, 1), 'revisionConflict', { current: 3 });
    await expectRefused(() => desk.acts.accept(as('gesa'), desk.key(), id, {}, 3), 'notIssuer', {});
    await desk.acts.accept(as('ada'), desk.key(), id, {}, 3);
  });

  it('a post is held by people: they alone claim it, and vacant it falls to the unit', async () => {
    const positionId = randomUUID();
    await database.owner.query(
      `insert into position (tenant_id, id, unit_id, code, name) values ($1, $2, $3, 'SPK 3', 'Netzwerke')`,
      [MITTE, positionId, UNITS.SPK],
    );
    const { id } = await desk.giveOne(projectId, { addressees: [{ unitId: UNITS.SPK, positionId }] });
    expect((await desk.see('ada', id)).position).toMatchObject({ code: 'SPK 3' });
    const hold = (who: PersonName, position: string | null) =>
      database.owner.query('update membership set position_id = $2 where person_id = $1', [personId(who), position]);
    await hold('ben', positionId);
    await expectRefused(() => desk.claim('ada', id), 'noAuthority', {});
    expect((await desk.see('ben', id)).allowed).toContain('claim');
    await hold('ben', null);
    await desk.claim('ada', id);
  });

  it('a deputy answers i. V., with both names, also for the owner who is away', async () => {
    const { id } = await desk.giveOne(projectId, { addressees: [{ unitId: UNITS.JUG, personId: personId('jule') }] });
    expect((await desk.see('jule', id)).owner?.name).toBe('Person jule');
    await database.owner.query(
      `insert into deputation (tenant_id, id, principal_id, deputy_id, valid_from, valid_to)
       values ($1, gen_random_uuid(), $2, $3, now() - interval '1 day', now() + interval '1 day')`,
      [MITTE, personId('jule'), personId('gesa')],
    );
    await desk.settle('gesa', id);
    const { entries } = await desk.see('gesa', id);
    expect(entries.at(-1)).toMatchObject({
      act: 'answered',
      by: { person: 'Person gesa', capacity: 'DEPUTY', onBehalfOf: 'Person jule', unitName: 'Stelle JUG' },
    });
    await database.owner.query('delete from deputation');
  });

  it.each([
    ['takeNote', { result: 'read', words: '' }, 'accepted'],
    ['statement', { result: 'given', words: 'Ja' }, 'answered'],
    ['contribution', { result: 'nil', words: '' }, 'answered'],
    ['examination', { result: 'noFindings', words: '' }, 'answered'],
    ['completion', { result: 'done', words: '' }, 'accepted'],
    ['question', { result: 'answered', words: 'Am Montag' }, 'answered'],
  ] as const)('%s ends by its own rule', async (kind, given, state) => {
    const { id } = await desk.giveOne(projectId, { kind });
    await desk.claim('jule', id);
    const wrong = kind === 'takeNote' ? 'done' : 'read';
    await expectRefused(() => desk.answer('jule', id, { result: wrong }), 'resultOfOtherKind');
    await desk.answer('jule', id, given);
    expect(await stateOf('ada', id)).toBe(state);
  });

  it('asks for words, or for a document of the unit’s own', async () => {
    const { id } = await desk.giveOne(projectId);
    await desk.claim('jule', id);
    await expectRefused(() => desk.answer('jule', id, { words: '  ' }), 'wordsOrDocumentRequired', {});
    const added = await desk.issuing.addFile(as('jule'), desk.key(), {
      ...{ assignmentId: id, title: 'Unsere Sicht', kind: 'STATEMENT' },
      upload: await desk.upload('Sicht'),
    });
    const documentId = added.assignment?.documents[0]?.id ?? '';
    await desk.answer('jule', id, { words: '', documentIds: [documentId] });
    const { documents, entries } = await desk.see('ada', id);
    expect(documents).toMatchObject([{ title: 'Unsere Sicht', addedBy: 'addressee' }]);
    expect(entries.at(-1)?.documents).toEqual([{ id: documentId, title: 'Unsere Sicht' }]);
    expect((await desk.documents.get(as('gesa'), documentId)).title).toBe('Unsere Sicht');
  });
});

describe('parent and child', () => {
  it('never contradict: not due later, not answered before, taken along when the parent goes', async () => {
    const parent = await desk.giveOne(projectId, { due: { day: inDays(10) } });
    await desk.claim('jule', parent.id);
    const toGes = { addressees: [{ unitId: UNITS.GES }] };
    await expectRefused(
      () => desk.givePart('jule', parent.id, { ...toGes, due: { day: inDays(11) } }),
      'dueAfterParent',
    );
    const part = await desk.givePart('jule', parent.id, toGes);
    expect(part.due?.lastDay).toBe(inDays(10));
    await expectRefused(() => desk.answer('jule', parent.id), 'subAssignmentsOpen', { count: 1 });
    await expectRefused(
      () => desk.decide('jule', 'extend', part.id, { lastDay: inDays(12), reason: 'x' }),
      'dueAfterParent',
    );
    const grandchild = await desk.givePart('gesa', part.id, { addressees: [{ unitId: UNITS.PANGES }] });
    await desk.answer('jule', parent.id, { openSubAssignments: 'takeBack' });
    expect([await stateOf('jule', part.id), await stateOf('gesa', grandchild.id)]).toEqual(['takenBack', 'takenBack']);
    expect(await stateOf('ada', parent.id)).toBe('answered');
  });

  it('shows a part to who gave it and to who has it, and its parent to who has the part not at all', async () => {
    const alone = (await desk.open({ participants: [] })).id;
    const parent = await desk.giveOne(alone);
    const part = await desk.givePart('jule', parent.id, { addressees: [{ unitId: UNITS.GES }] });
    expect((await desk.see('jule', parent.id)).subAssignments.map(({ id }) => id)).toEqual([part.id]);
    expect([(await desk.see('gesa', part.id)).parent, await refusal(desk.see('gesa', parent.id))]).toEqual([
      null,
      unknown,
    ]);
    await desk.decide('ada', 'takeBack', parent.id, { reason: 'Erledigt sich' });
    expect([await stateOf('jule', part.id), await stateOf('gesa', part.id)]).toEqual(['takenBack', 'takenBack']);
    expect(await refusal(desk.projects.get(as('gesa'), alone))).toEqual(unknown);
  });
});

describe('tasks that wait for each other', () => {
  it('refuse a circle, over dependencies and over parents, and wake when the last one ends', async () => {
    const [a, b] = [await desk.giveOne(projectId), await desk.giveOne(projectId)];
    const c = await desk.giveOne(projectId, { dependsOn: [a.id, b.id] });
    expect(c.state).toBe('waiting');
    await expectRefused(() => desk.decide('ada', 'setDependencies', a.id, { dependsOn: [c.id] }), 'dependencyCycle', {
      numbers: '1 → 3 → 1',
    });
    await expectRefused(() => desk.decide('ada', 'setDependencies', a.id, { dependsOn: [a.id] }), 'dependencyCycle');
    await desk.decide('ada', 'takeBack', a.id, { reason: 'Entfällt' });
    expect(await stateOf('ada', c.id)).toBe('waiting');
    await desk.decide('ada', 'takeBack', b.id, { reason: 'Entfällt' });
    expect(await stateOf('ada', c.id)).toBe('open');
    const part = await desk.givePart('jule', c.id);
    await expectRefused(
      () => desk.decide('ada', 'setDependencies', c.id, { dependsOn: [part.id] }),
      'subAssignmentsOpen',
    );
    await expectRefused(
      () => desk.decide('jule', 'setDependencies', part.id, { dependsOn: [c.id] }),
      'dependencyCycle',
    );
  });
});

describe('a task that was declined', () => {
  it('stands in the inbox of who gave it, and goes to somebody else with a new end', async () => {
    const { id } = await desk.giveOne(projectId, { due: { day: inDays(3) } });
    await desk.acts.decline(as('jule'), desk.key(), id, { reason: 'Nicht zuständig' });
    const mine = await desk.tasks.list(as('ada'), { box: 'mine', limit: 50 });
    expect(one(mine.items.filter(({ assignmentId }) => assignmentId === id))).toMatchObject({
      kind: 'readdress',
      reason: 'mine',
    });
    await desk.decide('ada', 'readdress', id, { to: { unitId: UNITS.GES }, due: { day: inDays(8) } });
    const given = await desk.see('gesa', id);
    expect([given.state, given.due?.lastDay, given.unit.id]).toEqual(['open', inDays(8), UNITS.GES]);
    const after = await desk.tasks.list(as('ada'), { box: 'mine', limit: 50 });
    expect(after.items.filter(({ assignmentId }) => assignmentId === id)).toEqual([]);
  });
});

describe('the end of a task', () => {
  it('is the first instant after its last day in Berlin, and only moves later', async () => {
    const { id, due } = await desk.giveOne(projectId, { due: { day: inDays(5) } });
    expect(due?.end).toBe(startOfDay(inDays(6)));
    await expectRefused(() => desk.decide('ada', 'extend', id, { lastDay: inDays(5), reason: 'x' }), 'notLater', {});
    await desk.decide('ada', 'extend', id, { lastDay: inDays(9), reason: 'Ferien' });
    expect((await desk.see('jule', id)).due?.lastDay).toBe(inDays(9));
  });
});

describe('the same request twice', () => {
  it('gives one task and one answer', async () => {
    const key = randomUUID();
    const give = () => desk.issuing.issue(as('ada'), key, projectId, order());
    const [first, second] = await Promise.all([give(), give()]);
    expect(first).toEqual(second);
    const { id } = one(first.assignments);
    const claims = await Promise.allSettled([desk.claim('jule', id), desk.claim('jule', id)]);
    expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
