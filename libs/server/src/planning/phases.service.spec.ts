import { randomUUID } from 'node:crypto';
import { Milestone, Phase, Plan, type PhaseEntry } from '@querraum/contracts';
import { as, refusal, SMALL_CITY, UNITS } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { closeProject, firstPage, makeAssignee, milestone, planning } from './planning.fixture';

let database: TestDatabase;
let plans: ReturnType<typeof planning>;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  plans = planning(database);
});
beforeEach(async () => {
  projectId = (await plans.project()).id;
});
afterAll(() => database.close());

const PHASE: PhaseEntry = { name: 'Vorbereitung', from: '2031-03-01', to: '2031-05-31' };
const addPhase = (over: Partial<PhaseEntry> = {}, who: 'ada' | 'gesa' | 'jule' = 'ada') =>
  plans.phases.add(as(who), randomUUID(), { projectId, entry: { ...PHASE, ...over } });
const stepPhase = ({ id, revision }: Phase, state: Phase['state']) =>
  plans.phases.step(as('ada'), randomUUID(), { projectId, id, revision, step: { state } });
const addMilestone = (over: Parameters<typeof milestone>[0] = {}) =>
  plans.milestones.add(as('ada'), randomUUID(), { projectId, entry: milestone(over) });
const plan = (who: 'ada' | 'gesa' | 'jule' | 'berta' = 'ada') => plans.plan.get(as(who), projectId);

describe('phases', () => {
  it('stand in the order that the lead gives them, seen by everybody of the file', async () => {
    await addPhase();
    const second = await addPhase({ name: 'Umsetzung', from: '2031-06-01', to: '2032-05-31' });
    await addPhase({ name: 'Abschluss', from: '2032-06-01', to: '2032-08-31', position: 1 });
    expect(Phase.parse(second)).toEqual(second);
    const names = (await plan('gesa')).phases.map(({ name, position }) => `${position} ${name}`);
    expect(names).toEqual(['1 Abschluss', '2 Vorbereitung', '3 Umsetzung']);
    const moved = await plans.phases.change(as('ada'), randomUUID(), {
      ...{ projectId, id: second.id, revision: 1 },
      entry: { ...PHASE, name: 'Umsetzen', position: 1 },
    });
    expect(moved).toMatchObject({ position: 1, revision: 2, name: 'Umsetzen' });
    expect((await plan()).phases.map(({ name }) => name)).toEqual(['Umsetzen', 'Abschluss', 'Vorbereitung']);
    const history = await plans.history(projectId);
    expect(history.map(({ kind }) => kind)).toEqual(['phase.added', 'phase.added', 'phase.added', 'phase.changed']);
    expect(history.at(-1)?.data).toMatchObject({ phaseId: second.id, title: 'Umsetzen' });
    expect(history.at(-1)?.data.changed).toEqual(['name', 'position', 'from', 'to']);
  });

  it('have one current phase at most, also when two are begun at once', async () => {
    const [first, second] = [await addPhase(), await addPhase({ name: 'Umsetzung' })];
    const outcomes = await Promise.allSettled([stepPhase(first, 'current'), stepPhase(second, 'current')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const running = (await plan()).phases.filter(({ state }) => state === 'current');
    expect(running).toHaveLength(1);
    const [waiting] = (await plan()).phases.filter(({ state }) => state === 'planned');
    const begun = stepPhase(waiting ?? second, 'current');
    expect(await refusal(begun)).toEqual({ code: 'phaseRunning', details: { phase: running[0]?.name } });
  });

  it('refuse an end before the beginning, a revision that is past, and a phase that milestones belong to', async () => {
    expect((await refusal(addPhase({ to: '2031-02-28' }))).code).toBe('periodBackwards');
    const phase = await addPhase();
    await stepPhase(phase, 'current');
    expect(await refusal(stepPhase(phase, 'done'))).toEqual({
      code: 'planChanged',
      details: { title: 'Vorbereitung', current: 2 },
    });
    await addMilestone({ phaseId: phase.id });
    const ending = { projectId, id: phase.id, revision: 2, ending: { reason: 'Doppelt' } };
    expect(await refusal(plans.phases.end(as('ada'), randomUUID(), ending))).toEqual({
      code: 'phaseInUse',
      details: { phase: 'Vorbereitung', milestones: 'Auftakt' },
    });
  });

  it('leave the plan with a reason, and stay in the database and in the history', async () => {
    const phase = await addPhase();
    const ending = { projectId, id: phase.id, revision: 1, ending: { reason: 'Doppelt angelegt' } };
    await plans.phases.end(as('ada'), randomUUID(), ending);
    expect((await plan()).phases).toEqual([]);
    expect((await plans.history(projectId)).at(-1)).toMatchObject({
      kind: 'phase.ended',
      data: { phaseId: phase.id, title: 'Vorbereitung', reason: 'Doppelt angelegt' },
    });
    const kept = await database.owner.query('select end_reason from project_phase where id = $1', [phase.id]);
    expect(kept).toEqual([{ end_reason: 'Doppelt angelegt' }]);
  });

  it('are planned by the lead alone, unknown to strangers and assignees, and read only once the project is closed', async () => {
    const phase = await addPhase();
    expect((await refusal(addPhase({}, 'gesa'))).code).toBe('notLead');
    expect((await refusal(addPhase({}, 'jule'))).code).toBe('notFound');
    await makeAssignee(database, projectId, UNITS.JUG);
    expect((await refusal(addPhase({}, 'jule'))).code).toBe('notFound');
    expect((await refusal(plan('jule'))).code).toBe('notFound');
    expect(await plan('ada')).toMatchObject({ allowed: ['plan:edit'] });
    expect(await plan('berta')).toMatchObject({ allowed: [] });
    await closeProject(database, projectId);
    expect((await refusal(addPhase())).code).toBe('projectClosed');
    expect((await refusal(stepPhase(phase, 'current'))).code).toBe('projectClosed');
    expect(await plan()).toMatchObject({ phases: [phase], allowed: [] });
  });

  it('are thirty at most', async () => {
    for (let number = 1; number <= 30; number += 1) await addPhase({ name: `Phase ${number}` });
    expect(await refusal(addPhase())).toEqual({ code: 'planFull', details: { limit: 30 } });
  });
});

describe('milestones', () => {
  it('come by day, say when they are overdue, and warn where they lie outside of what the phases cover', async () => {
    const phase = await addPhase();
    await addMilestone({ name: 'Zu spät', day: '2031-06-01', phaseId: phase.id });
    await addMilestone({ name: 'Drin', day: '2031-05-31', phaseId: phase.id });
    await addMilestone({ name: 'Versäumt', day: '2020-01-01' });
    const { items, count } = await plans.milestones.list(as('gesa'), projectId, firstPage);
    expect(items.map((one) => Milestone.parse(one))).toEqual(items);
    expect(count).toBe(3);
    expect(items.map(({ name, isOverdue, isOutside }) => [name, isOverdue, isOutside])).toEqual([
      ['Versäumt', true, true],
      ['Drin', false, false],
      ['Zu spät', false, true],
    ]);
    expect(Plan.parse(await plan()).counts.milestones).toEqual({ open: 2, done: 0, overdue: 1 });
  });

  it('are reached by their unit or the lead, on a day that has been, and can be taken back', async () => {
    const { id } = await addMilestone();
    const step = (who: 'gesa' | 'pia' | 'ada', revision: number, doneOn: string | null) =>
      plans.milestones.step(as(who), randomUUID(), { projectId, id, revision, step: { doneOn } });
    expect((await refusal(step('pia', 1, '2021-01-01'))).code).toBe('notResponsible');
    expect(await refusal(step('gesa', 1, '2031-01-01'))).toEqual({
      code: 'dayAhead',
      details: { day: { de: '01.01.2031', en: '2031-01-01' } },
    });
    expect(await step('gesa', 1, '2021-01-01')).toMatchObject({ doneOn: '2021-01-01', allowed: ['plan:report'] });
    expect(await step('ada', 2, null)).toMatchObject({ doneOn: null });
    expect((await plans.history(projectId)).slice(1)).toMatchObject([
      { kind: 'milestone.reached', unitName: 'Stelle GES', data: { milestoneId: id, doneOn: '2021-01-01' } },
      { kind: 'milestone.reopened', unitName: 'Stelle SPK' },
    ]);
  });

  it('lie with a unit that sees the file and exists', async () => {
    const unknown = randomUUID();
    expect(await refusal(addMilestone({ unitId: unknown }))).toEqual({
      code: 'unitUnknown',
      details: { unitId: unknown },
    });
    const outside = { code: 'unitNotInvolved', details: { unit: 'Stelle JUG' } };
    expect(await refusal(addMilestone({ unitId: UNITS.JUG }))).toEqual(outside);
    await makeAssignee(database, projectId, UNITS.JUG);
    expect(await refusal(addMilestone({ unitId: UNITS.JUG }))).toEqual(outside);
    expect((await refusal(addMilestone({ phaseId: unknown }))).code).toBe('phaseMissing');
    await database.owner.query('update org_unit set dissolved_at = now() where id = $1', [UNITS.PANGES]);
    expect(await refusal(addMilestone({ unitId: UNITS.PANGES }))).toEqual({
      code: 'unitGone',
      details: { unit: 'Stelle PANGES' },
    });
    await database.owner.query('update org_unit set dissolved_at = null where id = $1', [UNITS.PANGES]);
  });

  it('come page by page, each once', async () => {
    for (const day of ['2031-01-02', '2031-01-01', '2031-01-02']) await addMilestone({ name: day, day });
    const first = await plans.milestones.list(as('ada'), projectId, { limit: 2 });
    const second = await plans.milestones.list(as('ada'), projectId, { limit: 2, cursor: first.nextCursor ?? '' });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(second.nextCursor).toBeNull();
    const bent = plans.milestones.list(as('ada'), projectId, { limit: 2, cursor: 'x' });
    expect((await refusal(bent)).code).toBe('invalidInput');
  });
});
