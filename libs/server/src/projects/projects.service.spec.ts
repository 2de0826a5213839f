import { randomUUID } from 'node:crypto';
import { ProjectDetail, ProjectQuery, type NewProject, type ProjectChange } from '@querraum/contracts';
import { serveProject } from '../platform';
import { openTestDatabase, type TestDatabase } from '../testing';
import { followAddressees, lockProject } from './project-record';
import { as, MITTE, newProject, refusal, SMALL_CITY, startRun, UNITS } from './projects.fixture';
import { ProjectsService } from './projects.service';

let database: TestDatabase;
let projects: ProjectsService;

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  projects = new ProjectsService(database.transactions);
});
afterAll(() => database.close());

const input = newProject;
const create = (over: Partial<NewProject> = {}) => projects.create(as('ada'), randomUUID(), input(over));
const change = (id: string, revision: number, values: ProjectChange) =>
  projects.change(as('ada'), randomUUID(), { id, revision, change: values });
const firstPage = { limit: 50 };

const countProjects = async () => Number((await database.owner.query('select count(*) from project'))[0].count);

describe('opening a project', () => {
  it('gives the whole project as the contract says, with everything the lead may do', async () => {
    const project = await create({ description: 'Mehr Platz' });
    expect(ProjectDetail.parse(project)).toEqual(project);
    expect(project).toMatchObject({
      title: 'Bewegungsräume Brunnenviertel',
      description: 'Mehr Platz',
      state: 'open',
      revision: 1,
      leadUnitName: 'Stelle SPK',
      createdBy: 'Person ada',
      seesFile: true,
      areas: [{ edition: '2021', key: '013008', name: 'Brunnenstraße Nord', level: 'BZR' }],
      situation: null,
      documentCount: 0,
      runs: [],
      allowed: ['project:edit', 'document:add', 'run:start', 'participant:change', 'lead:offer', 'project:close'],
    });
    expect(project.parties.map(({ unit, role }) => [unit.code, unit.tenantName, role])).toEqual([
      ['SPK', 'Bezirksamt Mitte', 'LEAD'],
      ['GES', 'Bezirksamt Mitte', 'CO_SIGNATURE'],
      ['PANGES', 'Bezirksamt Pankow', 'TAKE_NOTE'],
    ]);
  });

  it('begins the history with who opened it, in which capacity and with whom', async () => {
    const { id, reference } = await create();
    const history = await projects.history(as('gesa'), id, firstPage);
    expect(history).toMatchObject({ count: 1, countExact: true, nextCursor: null });
    expect(history.items[0]).toMatchObject({
      seq: 1,
      kind: 'project.created',
      person: 'Person ada',
      capacity: 'BY_ORDER',
      unitName: 'Stelle SPK',
      onBehalfOf: null,
      data: { reference, areas: ['Brunnenstraße Nord (013008)'], leadUnitName: 'Stelle SPK' },
    });
    expect(history.items[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names one area once though it was named twice', async () => {
    const project = await create({ areas: input().areas.concat(input().areas) });
    expect(project.areas).toHaveLength(1);
  });

  it.each([
    ['1100101', { code: 'areaKeyLostZero', details: { key: '1100101', meant: '01100101' } }],
    ['1', { code: 'areaKeyLostZero', details: { key: '1', meant: '01' } }],
    ['99', { code: 'areaUnknown', details: { edition: '2021', key: '99' } }],
    ['123', { code: 'areaKeyMalformed', details: { key: '123' } }],
  ])('does not guess what the area %s may mean', async (key, expected) => {
    const before = await countProjects();
    expect(await refusal(create({ areas: [{ edition: '2021', key }] }))).toEqual(expected);
    expect(await countProjects()).toBe(before);
  });

  it('refuses a lead for which the person does not act, also where it is a unit of theirs as administrator', async () => {
    expect(await refusal(create({ leadUnitId: UNITS.GES }))).toMatchObject({ code: 'leadUnitOutside' });
    expect(await refusal(create({ leadUnitId: randomUUID() }))).toMatchObject({ code: 'leadUnitOutside' });
    const byAdmin = projects.create(as('ida'), randomUUID(), input({ leadUnitId: UNITS.IT }));
    expect(await refusal(byAdmin)).toMatchObject({ code: 'leadUnitOutside' });
  });

  it('refuses unknown units and units named twice, the lead among the participants included', async () => {
    const nobody = randomUUID();
    expect(await refusal(create({ participants: [{ unitId: nobody, involvement: 'STATEMENT' }] }))).toEqual({
      code: 'unitUnknown',
      details: { unitId: nobody },
    });
    const twice = { unitId: UNITS.GES, involvement: 'STATEMENT' } as const;
    expect(await refusal(create({ participants: [...input().participants, twice] }))).toEqual({
      code: 'unitTwice',
      details: { unit: 'Stelle GES' },
    });
    expect(await refusal(create({ participants: [{ unitId: UNITS.SPK, involvement: 'STATEMENT' }] }))).toEqual({
      code: 'unitTwice',
      details: { unit: 'Stelle SPK' },
    });
  });

  it('opens one project when the same request comes twice at once, and refuses the key for another request', async () => {
    const key = randomUUID();
    const before = await countProjects();
    const answers = await Promise.all(Array.from({ length: 8 }, () => projects.create(as('ada'), key, input())));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await countProjects()).toBe(before + 1);
    const other = projects.create(as('ada'), key, input({ title: 'Etwas anderes' }));
    expect(await refusal(other)).toMatchObject({ code: 'idempotencyKeyReused' });
  });

  it('gives 64 projects opened eight at a time numbers without gap or double, and none to those refused between them', async () => {
    const numberOf = (reference: string) => Number(/^SPK (\d+)\/\d{4}$/.exec(reference)?.[1]);
    const first = numberOf((await create()).reference);
    // No more at a time than the pool has connections: they stand in line for the number, not for one of those.
    const openEight = async () => {
      const opened = [];
      for (let project = 0; project < 8; project += 1) {
        if (project === 4) await refusal(create({ areas: [{ edition: '2021', key: '99' }] }));
        opened.push(await create());
      }
      return opened;
    };
    const opened = (await Promise.all(Array.from({ length: 8 }, openEight))).flat();
    const numbers = opened.map(({ reference }) => numberOf(reference)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 64 }, (_, index) => first + 1 + index));
  });

  it('counts each house and each year by itself, the year as it is in Berlin', async () => {
    const moveTo = (instant: string) =>
      database.owner.query(
        `insert into test_clock (id, shift_ms) values (1, extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)
         on conflict (id) do update set shift_ms = excluded.shift_ms`,
        [instant],
      );
    const open = async () => {
      const ofPankow = input({ leadUnitId: UNITS.PANGES, participants: [] });
      return (await projects.create(as('pia'), randomUUID(), ofPankow)).reference;
    };
    await moveTo('2098-12-31T22:58:00Z');
    expect([await open(), await open()]).toEqual(['PANGES 1/2098', 'PANGES 2/2098']);
    await moveTo('2098-12-31T23:01:00Z');
    expect(await open()).toBe('PANGES 1/2099');
    await database.owner.query('delete from test_clock');
  });
});

describe('seeing a project', () => {
  it('shows it to every party, to heads above them and to nobody else; foreign and unknown look the same', async () => {
    const { id } = await create();
    for (const name of ['ada', 'ben', 'gesa', 'pia', 'berta'] as const)
      expect((await projects.get(as(name), id)).id).toBe(id);
    const unknown = await refusal(projects.get(as('jule'), randomUUID()));
    for (const name of ['jule', 'ida'] as const) {
      expect(await refusal(projects.get(as(name), id))).toEqual(unknown);
      expect(await refusal(projects.history(as(name), id, firstPage))).toEqual(unknown);
      expect(await refusal(projects.change(as(name), randomUUID(), { id, revision: 1, change: {} }))).toEqual(unknown);
    }
  });

  it('lets parties that do not lead read but not edit', async () => {
    const { id } = await create();
    expect((await projects.get(as('gesa'), id)).allowed).toEqual([]);
    expect((await projects.get(as('berta'), id)).allowed).toEqual([]);
    const edit = projects.change(as('gesa'), randomUUID(), { id, revision: 1, change: { title: 'Gekapert' } });
    expect(await refusal(edit)).toMatchObject({ code: 'notLead' });
  });

  it('shows it to a unit once a task addresses it, however often it is added', async () => {
    const { id } = await create();
    await database.workerTransactions.run(async (tx) => {
      await serveProject(tx, id);
      const project = await lockProject(tx, id);
      await followAddressees(tx, project, [UNITS.JUG, UNITS.GES]);
      await followAddressees(tx, project, [UNITS.JUG, UNITS.GES]);
    });
    const seen = await projects.get(as('jule'), id);
    expect(seen.parties.map(({ unit, role }) => [unit.code, role])).toEqual([
      ['SPK', 'LEAD'],
      ['GES', 'CO_SIGNATURE'],
      ['PANGES', 'TAKE_NOTE'],
      ['JUG', 'ADDRESSEE'],
    ]);
  });

  it('shows an assignee its head and nothing of the file', async () => {
    const { id } = await create({ description: 'Nur für Beteiligte' });
    await startRun(database.owner, id);
    await database.owner.query(`update project set situation = '{"status": "running"}' where id = $1`, [id]);
    await addAssignee(id);
    const seen = await projects.get(as('jule'), id);
    expect(ProjectDetail.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({ title: 'Bewegungsräume Brunnenviertel', leadUnitName: 'Stelle SPK', allowed: [] });
    expect(seen).toMatchObject({ seesFile: false, description: '', situation: null, documentCount: 0, runs: [] });
    expect(await projects.history(as('jule'), id, firstPage)).toMatchObject({ items: [], count: 0 });
    const { items } = await projects.list(as('jule'), ProjectQuery.parse({}));
    expect(items.find((project) => project.id === id)).toMatchObject({ seesFile: false, situation: null });
  });
});

const addAssignee = (projectId: string) =>
  database.owner.query(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     values ($1, gen_random_uuid(), $2, $3, $1, 'ASSIGNEE', now())`,
    [MITTE, projectId, UNITS.JUG],
  );

describe('changing a project', () => {
  it('raises the revision, follows the parties and tells in words what changed', async () => {
    const { id } = await create();
    const changed = await change(id, 1, {
      title: 'Bewegungsräume im Brunnenviertel',
      areas: [{ edition: '2021', key: '01' }],
      participants: [
        { unitId: UNITS.GES, involvement: 'STATEMENT' },
        { unitId: UNITS.JUG, involvement: 'CO_SIGNATURE' },
      ],
    });
    expect(changed).toMatchObject({ revision: 2, title: 'Bewegungsräume im Brunnenviertel' });
    expect(changed.areas.map(({ key }) => key)).toEqual(['01']);
    expect(changed.parties.map(({ unit, role }) => [unit.code, role])).toEqual([
      ['SPK', 'LEAD'],
      ['GES', 'STATEMENT'],
      ['JUG', 'CO_SIGNATURE'],
    ]);
    const { items } = await projects.history(as('ben'), id, firstPage);
    expect(items[0]).toMatchObject({ seq: 2, kind: 'project.changed', person: 'Person ada', unitName: 'Stelle SPK' });
    expect(items[0]?.data).toEqual({
      title: { from: 'Bewegungsräume Brunnenviertel', to: 'Bewegungsräume im Brunnenviertel' },
      areasAdded: ['Mitte (01)'],
      areasRemoved: ['Brunnenstraße Nord (013008)'],
      participantsAdded: [{ unitName: 'Stelle JUG', involvement: 'CO_SIGNATURE' }],
      participantsRemoved: [{ unitName: 'Stelle PANGES', involvement: 'TAKE_NOTE' }],
      participantsChanged: [{ unitName: 'Stelle GES', from: 'CO_SIGNATURE', to: 'STATEMENT' }],
    });
    expect(await refusal(projects.get(as('pia'), id))).toMatchObject({ code: 'notFound' });
    const ended = await database.owner.query(
      `select role from project_party where project_id = $1 and "until" is not null order by role`,
      [id],
    );
    expect(ended).toEqual([{ role: 'CO_SIGNATURE' }, { role: 'TAKE_NOTE' }]);
  });

  it('leaves revision and history alone when nothing differs', async () => {
    const { id } = await create();
    const same = await change(id, 1, { title: input().title, participants: input().participants });
    expect(same.revision).toBe(1);
    expect((await projects.history(as('ada'), id, firstPage)).count).toBe(1);
  });

  it('refuses a stale revision and says which one holds', async () => {
    const { id } = await create();
    await change(id, 1, { title: 'Erster' });
    expect(await refusal(change(id, 1, { title: 'Zweiter' }))).toEqual({
      code: 'revisionConflict',
      details: { current: 2 },
    });
    expect((await projects.get(as('ada'), id)).title).toBe('Erster');
  });

  it('lets exactly one of many edits of the same revision through', async () => {
    const { id } = await create();
    const edits = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => change(id, 1, { title: `Titel ${index}` })),
    );
    expect(edits.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await projects.get(as('ada'), id)).revision).toBe(2);
  });

  it('keeps everything as it was when a part of the change is wrong', async () => {
    const { id } = await create();
    const before = await projects.get(as('ada'), id);
    const wrong = change(id, 1, { title: 'Neu', areas: [{ edition: '2021', key: '1100101' }] });
    expect(await refusal(wrong)).toMatchObject({ code: 'areaKeyLostZero' });
    expect(await projects.get(as('ada'), id)).toEqual(before);
  });
});

describe('a project with a running procedure', () => {
  it('shows the run, and hands a new title and new areas on to the open tasks', async () => {
    const { id } = await create();
    const runId = await startRun(database.owner, id);
    const { runs } = await change(id, 1, { title: 'Neuer Titel', areas: [{ edition: '2021', key: '01' }] });
    expect(runs).toMatchObject([
      { id: runId, procedureName: { de: 'Mitzeichnung', en: 'Co-signature' }, procedureVersion: 1, status: 'running' },
    ]);
    const tasks = await database.owner.query(
      'select status, project_title, area_names from task where run_id = $1 order by status',
      [runId],
    );
    expect(tasks).toEqual([
      { status: 'done', project_title: 'Alt', area_names: 'Alt' },
      { status: 'open', project_title: 'Neuer Titel', area_names: 'Mitte' },
    ]);
  });
});
