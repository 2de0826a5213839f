import { randomUUID } from 'node:crypto';
import { Measure, type MeasureEntry, type MeasureStep } from '@querraum/contracts';
import { as, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { closeProject, firstPage, measure, planning } from './planning.fixture';

let database: TestDatabase;
let plans: ReturnType<typeof planning>;
let projectId: string;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  plans = planning(database);
});
beforeEach(async () => {
  projectId = (await plans.project({ areas: [{ edition: '2021', key: '013008' }] })).id;
});
afterAll(() => database.close());

const add = (over: Partial<MeasureEntry> = {}, who: PersonName = 'ada') =>
  plans.measures.add(as(who), randomUUID(), { projectId, entry: measure(over) });
const change = ({ id, revision }: Measure, over: Partial<MeasureEntry>, who: PersonName = 'ada') =>
  plans.measures.change(as(who), randomUUID(), { projectId, id, revision, entry: measure(over) });
const step = ({ id, revision }: Measure, given: Partial<MeasureStep>, who: PersonName = 'gesa') =>
  plans.measures.step(as(who), randomUUID(), {
    ...{ projectId, id, revision },
    step: { state: 'running', note: '', ...given },
  });
const list = (who: PersonName = 'gesa', query = {}) =>
  plans.measures.list(as(who), projectId, { ...firstPage, ...query });
const countRows = async () => Number((await database.owner.query('select count(*) from measure'))[0].count);

/** What the measure $1 has, 299 times more. */
const COPIES = [
  `insert into measure select (jsonb_populate_record(t, jsonb_build_object('id', md5($1::text || n)::uuid, 'position', n + 1))).*
   from measure t, generate_series(1, 299) n where t.id = $1::uuid`,
  `insert into measure_partner select (jsonb_populate_record(t, jsonb_build_object('measure_id', md5($1::text || n)::uuid))).*
   from measure_partner t, generate_series(1, 299) n where t.measure_id = $1::uuid`,
  `insert into measure_area select (jsonb_populate_record(t, jsonb_build_object('measure_id', md5($1::text || n)::uuid))).*
   from measure_area t, generate_series(1, 299) n where t.measure_id = $1::uuid`,
];

describe('measures', () => {
  it('say what, who, with whom, for whom, where and when', async () => {
    const created = await add({
      ...{ description: '<b>fett</b>', targetGroup: 'Schulkinder', from: '2031-01-01', to: '2031-12-31', isKey: true },
      partners: [{ unitId: UNITS.JUG }, { name: 'Kiezsport e. V.' }],
      areas: [{ edition: '2021', key: '013008' }],
    });
    expect(Measure.parse(created)).toEqual(created);
    expect(created).toMatchObject({
      ...{ position: 1, description: '<b>fett</b>', leadUnit: { name: 'Stelle GES' }, state: 'planned', isKey: true },
      partners: [
        { unitId: UNITS.JUG, name: 'Stelle JUG' },
        { unitId: null, name: 'Kiezsport e. V.' },
      ],
      areas: [{ key: '013008', name: 'Brunnenstraße Nord' }],
      ...{ statedBy: 'Person ada', isOverdue: false, allowed: ['plan:report'] },
    });
    expect((await list('pia')).items).toEqual([{ ...created, allowed: [] }]);
    expect(await plans.measures.get(as('gesa'), projectId, created.id)).toEqual(created);
  });

  it('are set to running by their unit in another office, with a note that everybody of the file reads', async () => {
    const created = await add();
    const running = await step(created, { note: 'Zwei Schulen machen mit' });
    expect(running).toMatchObject({
      ...{ state: 'running', note: 'Zwei Schulen machen mit', statedBy: 'Person gesa', revision: 2 },
    });
    expect((await plans.history(projectId)).at(-1)).toMatchObject({
      ...{ kind: 'measure.stateChanged', person: 'Person gesa', unitName: 'Stelle GES' },
      data: {
        ...{ measureId: created.id, title: 'Bewegte Pause', from: 'planned', to: 'running' },
        note: 'Zwei Schulen machen mit',
      },
    });
    expect((await refusal(step(running, { state: 'done' }, 'pia'))).code).toBe('notResponsible');
    expect((await refusal(step(running, { state: 'done' }, 'jule'))).code).toBe('notFound');
    expect((await refusal(change(running, {}, 'gesa'))).code).toBe('notLead');
    expect((await refusal(step(running, { state: 'abandoned' }))).code).toBe('reasonMissing');
    expect(await step(running, { state: 'abandoned', note: 'Keine Halle' }, 'ada')).toMatchObject({ revision: 3 });
    expect((await list('ada', { state: 'abandoned' })).count).toBe(1);
  });

  it('is edited by one of two who both read the same, and the other is told', async () => {
    const created = await add();
    const outcomes = await Promise.all(
      ['Erster', 'Zweiter'].map((title) =>
        change(created, { title }).then(
          () => 'done',
          (error) => error.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['done', 'planChanged']);
    expect((await refusal(step(created, {}))).code).toBe('planChanged');
  });

  it('tell in the history what an edit changed, and replace partners and areas', async () => {
    const created = await add({ partners: [{ name: 'Alt e. V.' }], areas: [{ edition: '2021', key: '013008' }] });
    const changed = await change(created, { partners: [{ name: 'Neu e. V.' }], to: '2031-01-01' });
    expect(changed).toMatchObject({ partners: [{ unitId: null, name: 'Neu e. V.' }], areas: [] });
    expect((await plans.history(projectId)).at(-1)?.data.changed).toEqual(['partners', 'areas', 'to']);
  });

  it('are put in order by the lead', async () => {
    const [one] = [await add({ title: 'A' }), await add({ title: 'B' }), await add({ title: 'C' })];
    await change(one, { title: 'A', position: 3 });
    expect((await list()).items.map(({ title, position }) => `${position}${title}`)).toEqual(['1B', '2C', '3A']);
    await change({ ...one, revision: 2 }, { title: 'A', position: 2 });
    expect((await list()).items.map(({ title }) => title)).toEqual(['B', 'A', 'C']);
    const first = await list('gesa', { limit: 2 });
    const rest = await list('gesa', { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(['B', 'A', 'C']);
  });

  it.each<[string, Partial<MeasureEntry>, string]>([
    ['an end before the beginning', { from: '2031-02-01', to: '2031-01-31' }, 'periodBackwards'],
    ['an area that the project has not', { areas: [{ edition: '2021', key: '01100101' }] }, 'areaOutside'],
    ['a lead unit that does not take part', { leadUnitId: UNITS.JUG }, 'unitNotInvolved'],
    ['an unknown lead unit', { leadUnitId: randomUUID() }, 'unitUnknown'],
    ['an unknown partner', { partners: [{ unitId: randomUUID() }] }, 'unitUnknown'],
  ])('refuse %s, and nothing is written', async (_, over, code) => {
    const before = await countRows();
    expect((await refusal(add(over))).code).toBe(code);
    expect(await countRows()).toBe(before);
    const created = await add();
    expect((await refusal(change(created, over))).code).toBe(code);
    expect(await plans.measures.get(as('ada'), projectId, created.id)).toEqual(created);
  });

  it('keep a lead unit that left or was dissolved, until another is chosen', async () => {
    const created = await add();
    await database.owner.query('update org_unit set dissolved_at = now() where id = $1', [UNITS.GES]);
    expect(await change(created, { title: 'Anders' })).toMatchObject({ title: 'Anders' });
    expect((await refusal(add())).code).toBe('unitGone');
    await database.owner.query('update org_unit set dissolved_at = null where id = $1', [UNITS.GES]);
  });

  it('show an area only as long as the project has it', async () => {
    const created = await add({ areas: [{ edition: '2021', key: '013008' }] });
    await plans.projects.change(as('ada'), randomUUID(), {
      ...{ id: projectId, revision: 1 },
      change: { areas: [{ edition: '2021', key: '01' }] },
    });
    expect((await plans.measures.get(as('ada'), projectId, created.id)).areas).toEqual([]);
  });

  it('are read only once the project is closed', async () => {
    const created = await add();
    await closeProject(database, projectId);
    for (const refused of [add(), change(created, {}), step(created, {})])
      expect((await refusal(refused)).code).toBe('projectClosed');
    expect((await list()).items).toEqual([{ ...created, allowed: [] }]);
  });

  it('add one measure when the same request comes twice', async () => {
    const key = randomUUID();
    const twice = () => plans.measures.add(as('ada'), key, { projectId, entry: measure() });
    const [one, other] = await Promise.all([twice(), twice()]);
    expect(one).toEqual(other);
    expect((await list()).count).toBe(1);
  });

  it('leave as CSV in both languages, no cell of which is a formula', async () => {
    await add({ title: '=1+1', description: 'Mit; Strich', from: '2031-01-02', isKey: true });
    const { reference, csv } = await plans.measures.export(as('gesa'), projectId, 'de');
    expect(reference).toMatch(/^SPK/);
    const [head, line] = csv.split('\r\n');
    expect(head).toMatch(/^\uFEFFNr\.;Maßnahme;Schlüsselmaßnahme;/);
    expect(line).toMatch(/^1;'=1\+1;ja;"Mit; Strich";Stelle GES;;;;02\.01\.2031;;geplant;;/);
    expect((await plans.measures.export(as('gesa'), projectId, 'en')).csv).toContain(';planned;');
    expect((await refusal(plans.measures.export(as('jule'), projectId, 'de'))).code).toBe('notFound');
  });

  it('come three hundred with as many statements as one', async () => {
    const partners = [{ unitId: UNITS.JUG }, { name: 'Kiezsport e. V.' }];
    const { id } = await add({ partners, areas: [{ edition: '2021', key: '013008' }] });
    const runner = database.api.createQueryRunner();
    const statements = jest.spyOn(Object.getPrototypeOf(runner) as typeof runner, 'query');
    await runner.release();
    const statementsOf = async (shown: number) => {
      statements.mockClear();
      expect((await list()).items).toHaveLength(shown);
      return statements.mock.calls.length;
    };
    const forOne = await statementsOf(1);
    for (const statement of COPIES) await database.owner.query(statement, [id]);
    expect(await statementsOf(200)).toBe(forOne);
    expect(forOne).toBeLessThanOrEqual(10);
    statements.mockRestore();
  });
});
