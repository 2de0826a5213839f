import { randomUUID } from 'node:crypto';
import { Citation, Resolution, ResolutionEntry, Risk, type RiskStep } from '@querraum/contracts';
import { as, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { closeProject, firstPage, planning, risk } from './planning.fixture';

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

/** Without weight: it is there already. */
const OBSTACLE = { kind: 'obstacle', likelihood: undefined, impact: undefined };

describe('risks and obstacles', () => {
  const add = (over: Record<string, unknown> = {}, who: PersonName = 'ada') =>
    plans.risks.add(as(who), randomUUID(), { projectId, entry: risk(over) });
  const step = ({ id, revision }: Risk, given: RiskStep, who: PersonName = 'gesa') =>
    plans.risks.step(as(who), randomUUID(), { projectId, id, revision, step: given });

  it('come with what is open first, then by weight; an obstacle may need a decision', async () => {
    const grave = await add({ title: 'Schwer', likelihood: 3, impact: 3 });
    await add({ title: 'Leicht', likelihood: 1, impact: 1 });
    const decided = await add({ ...OBSTACLE, title: 'Kein Raum', decisionUnitId: UNITS.BA });
    expect(decided).toMatchObject({ likelihood: null, impact: null, decisionUnit: { name: 'Stelle BA' } });
    await step(grave, { state: 'handled', words: 'Rücklage gebildet' });
    const { items } = await plans.risks.list(as('pia'), projectId, firstPage);
    expect(items.map((one) => Risk.parse(one))).toEqual(items);
    expect(items.map(({ title }) => title)).toEqual(['Kein Raum', 'Leicht', 'Schwer']);
    expect((await plans.plan.get(as('ada'), projectId)).counts.risks).toEqual({ open: 2, handled: 1, closed: 0 });
    const first = await plans.risks.list(as('pia'), projectId, { limit: 2 });
    const rest = await plans.risks.list(as('pia'), projectId, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items]).toEqual(items);
  });

  it('are handled and closed by their unit or the lead, in words', async () => {
    const created = await add();
    expect((await refusal(step(created, { state: 'handled', words: '' }))).code).toBe('reasonMissing');
    expect((await refusal(step(created, { state: 'handled', words: 'Geht' }, 'pia'))).code).toBe('notResponsible');
    const handled = await step(created, { state: 'handled', words: 'Zwischenfinanzierung' });
    expect(handled).toMatchObject({ state: 'handled', words: 'Zwischenfinanzierung', statedBy: 'Person gesa' });
    expect((await refusal(step(created, { state: 'closed', words: 'Erledigt' }))).code).toBe('planChanged');
    expect(await step(handled, { state: 'open', words: '' }, 'ada')).toMatchObject({ state: 'open', revision: 3 });
    expect((await plans.history(projectId)).map(({ kind }) => kind)).toEqual([
      'risk.added',
      'risk.stateChanged',
      'risk.stateChanged',
    ]);
  });

  it('are edited by the lead, also from a risk to an obstacle', async () => {
    const created = await add();
    const edit = (who: PersonName, entry: unknown) =>
      plans.risks.change(as(who), randomUUID(), { projectId, id: created.id, revision: 1, entry: entry as never });
    const entry = { kind: 'obstacle', category: 'law', title: 'Verfahren', description: '', unitId: UNITS.GES };
    expect((await refusal(edit('gesa', entry))).code).toBe('notLead');
    const unknown = randomUUID();
    expect((await refusal(edit('ada', { ...entry, decisionUnitId: unknown }))).code).toBe('unitUnknown');
    expect(await edit('ada', { ...entry, decisionUnitId: UNITS.BA })).toMatchObject({
      ...{ kind: 'obstacle', likelihood: null, impact: null, decisionUnit: { id: UNITS.BA } },
    });
    await closeProject(database, projectId);
    expect((await refusal(add())).code).toBe('projectClosed');
  });
});

describe('resolutions', () => {
  const ENTRY = ResolutionEntry.parse({
    ...{ body: 'BVV', decidedOn: '2021-05-20', number: 'Drucksache 0167/V', text: '<script>alert(1)</script>' },
    result: 'einstimmig',
  });
  const add = (over: Partial<ResolutionEntry> = {}, who: PersonName = 'ada') =>
    plans.resolutions.add(as(who), randomUUID(), { projectId, entry: { ...ENTRY, ...over } });
  const correct = (id: string, who: PersonName = 'ada') =>
    plans.resolutions.correct(as(who), randomUUID(), {
      ...{ projectId, id },
      correction: { ...ENTRY, number: 'Drucksache 0176/V', reason: 'Zahlendreher' },
    });
  const list = () => plans.resolutions.list(as('gesa'), projectId, firstPage);

  it('come the youngest first, and are kept as they were written', async () => {
    await add({ decidedOn: '2020-01-01', body: 'Steuerungsrunde' });
    const created = await add();
    const { items } = await list();
    expect(items.map((one) => Resolution.parse(one))).toEqual(items);
    expect(items.map(({ body }) => body)).toEqual(['BVV', 'Steuerungsrunde']);
    expect(created.text).toBe('<script>alert(1)</script>');
  });

  it('are corrected once by an entry that takes their place; the wrong one stays readable', async () => {
    const wrong = await add();
    const outcomes = await Promise.all(
      [1, 2].map(() =>
        correct(wrong.id).then(
          () => 'done',
          (error) => error.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['done', 'resolutionCorrected']);
    const { items } = await list();
    const right = items.find(({ corrects }) => corrects === wrong.id);
    expect(right).toMatchObject({ number: 'Drucksache 0176/V', correctionReason: 'Zahlendreher', correctedBy: null });
    expect(items.find(({ id }) => id === wrong.id)).toMatchObject({
      number: 'Drucksache 0167/V',
      correctedBy: right?.id,
    });
    expect((await plans.history(projectId)).at(-1)).toMatchObject({
      ...{ kind: 'resolution.corrected', data: { correctedId: wrong.id, reason: 'Zahlendreher' } },
    });
  });

  it('refuse a day that has not been, a document of another project, and everybody but the lead', async () => {
    expect((await refusal(add({ decidedOn: '2031-01-01' }))).code).toBe('dayAhead');
    expect((await refusal(add({ documentId: randomUUID() }))).code).toBe('documentOutside');
    expect((await refusal(add({}, 'gesa'))).code).toBe('notLead');
    expect((await refusal(correct(randomUUID()))).code).toBe('notFound');
    const elsewhere = await plans.project();
    const resolution = await add();
    const misplaced = plans.resolutions.correct(as('ada'), randomUUID(), {
      ...{ projectId: elsewhere.id, id: resolution.id },
      correction: { ...ENTRY, reason: 'Falsches Vorhaben' },
    });
    expect((await refusal(misplaced)).code).toBe('notFound');
  });
});

describe('citations', () => {
  it('are added, changed and ended by the lead', async () => {
    const entry = {
      title: 'Bezirksregionenprofil',
      source: 'Bezirksamt Mitte, 2024',
      link: 'https://example.org/p.pdf',
    };
    const created = await plans.citations.add(as('ada'), randomUUID(), { projectId, entry });
    expect(Citation.parse(created)).toEqual(created);
    const edit = { projectId, id: created.id, revision: 1 };
    await plans.citations.change(as('ada'), randomUUID(), { ...edit, entry: { ...entry, link: null } });
    const late = plans.citations.change(as('ada'), randomUUID(), { ...edit, entry });
    expect((await refusal(late)).code).toBe('planChanged');
    expect((await plans.citations.list(as('gesa'), projectId, firstPage)).items).toMatchObject([{ link: null }]);
    const ending = { ...edit, revision: 2, ending: { reason: 'Veraltet' } };
    await plans.citations.end(as('ada'), randomUUID(), ending);
    expect((await plans.citations.list(as('gesa'), projectId, firstPage)).items).toEqual([]);
    expect((await plans.history(projectId)).map(({ kind }) => kind)).toEqual([
      'citation.added',
      'citation.changed',
      'citation.ended',
    ]);
  });
});
