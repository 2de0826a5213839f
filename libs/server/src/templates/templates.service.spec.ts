import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { KindEntry, TemplateContent, TemplateEntry, TemplateProposal } from '@querraum/contracts';
import { ProjectKindsService } from '../projects';
import { as, MITTE, newProject, refusal, SMALL_CITY, startRun, UNITS } from '../projects/projects.fixture';
import { commitInDoubt, openTestDatabase, type TestDatabase, untilItWaits } from '../testing';
import { TemplateProposalsService } from './template-proposals.service';
import { openTemplateWorld, type TemplateWorld } from './templates.fixture';

let database: TestDatabase;
let world: TemplateWorld;
beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  world = await openTemplateWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const entry = (over: Partial<TemplateEntry> = {}): TemplateEntry =>
  TemplateEntry.parse({ name: 'Muster', kindId: MITTE, content: {}, ...over });
const proposal = (over: Partial<TemplateProposal> = {}): TemplateProposal =>
  TemplateProposal.parse({ name: 'Aus dem Vorhaben', content: {}, ...over });
const propose = (projectId: string, over: Partial<TemplateProposal> = {}, who: Parameters<typeof as>[0] = 'ada') =>
  world.proposals.propose(as(who), randomUUID(), projectId, proposal(over));
const release = (id: string, revision = 1) => world.templates.release(as('ida'), randomUUID(), id, revision);
const open = (templateId: string, over = {}) =>
  world.opening.open(as('ada'), randomUUID(), newProject({ templateId, ...over }));
const namesFor = async (who: Parameters<typeof as>[0]) => (await world.templates.list(as(who))).map(({ name }) => name);

describe('templates of projects', () => {
  it('are kept by the administrators of the house', async () => {
    expect(await refusal(world.templates.add(as('ada'), randomUUID(), entry()))).toMatchObject({ code: 'adminOnly' });
    const added = await world.templates.add(as('ida'), randomUUID(), entry({ name: 'Vom Haus' }));
    expect(added).toMatchObject({ state: 'proposed', proposedBy: null, allowed: ['template:edit'], faults: [] });
    expect(await namesFor('ada')).not.toContain('Vom Haus');
    await release(added.id);
    expect(await namesFor('ada')).toContain('Vom Haus');
    expect(await namesFor('pia')).not.toContain('Vom Haus');
    const change = { ...entry({ name: 'Umbenannt' }), documentIds: [] };
    expect(await refusal(world.templates.change(as('ida'), randomUUID(), added.id, 1, change))).toMatchObject({
      code: 'revisionConflict',
    });
    await world.templates.change(as('ida'), randomUUID(), added.id, 2, change);
    await world.templates.retire(as('ida'), randomUUID(), added.id, 3);
    expect(await refusal(open(added.id))).toMatchObject({ code: 'projectTemplateUnknown' });
  });

  it('are not released with a part that could begin nowhere', async () => {
    const content = TemplateContent.parse({ procedures: [{ procedureId: randomUUID() }] });
    const added = await world.templates.add(as('ida'), randomUUID(), entry({ content }));
    expect(added.faults).toMatchObject([{ part: 'procedure', reason: 'procedureGone' }]);
    expect(await refusal(release(added.id))).toMatchObject({ code: 'projectTemplateNotReleasable' });
  });
});

describe('a finished project as template', () => {
  it('is proposed by its lead alone, once it is closed', async () => {
    const { id } = await world.projects.create(as('ada'), randomUUID(), newProject());
    expect(await refusal(propose(id))).toMatchObject({ code: 'projectNotClosed' });
    const closed = await world.closedProject();
    expect(await refusal(propose(closed, {}, 'gesa'))).toMatchObject({ code: 'notLead' });
    expect(await refusal(propose(closed, {}, 'jule'))).toMatchObject({ code: 'notFound' });
    expect(await refusal(propose(closed, {}, 'ida'))).toMatchObject({ code: 'notFound' });
  });

  it('shows beforehand what would go in: the procedures that ran, the documents to choose from', async () => {
    const closed = await world.closedProject(async (id) => {
      await world.addDocument(id, 'Gliederung');
      await startRun(database.owner, id);
    });
    const preview = await world.proposals.preview(as('ada'), closed);
    expect(preview.content.procedures).toHaveLength(1);
    expect(preview.documents.map(({ title }) => title)).toContain('Gliederung');
  });

  it('is seen by nobody but its lead and the administrators until it is released', async () => {
    const closed = await world.closedProject();
    const { id } = await propose(closed, { name: 'Noch nicht gelesen' });
    expect(await namesFor('ben')).toContain('Noch nicht gelesen');
    expect(await namesFor('ida')).toContain('Noch nicht gelesen');
    expect(await namesFor('gesa')).not.toContain('Noch nicht gelesen');
    expect(await refusal(world.templates.get(as('gesa'), id))).toMatchObject({ code: 'notFound' });
    await release(id);
    expect(await namesFor('gesa')).toContain('Noch nicht gelesen');
  });

  it('takes along the chosen documents alone, as copies that lead back to no project', async () => {
    let [chosen, left] = ['', ''];
    const closed = await world.closedProject(async (id) => {
      chosen = await world.addDocument(id, 'Gliederung', 'Eins, zwei, drei');
      left = await world.addDocument(id, 'Vertraulich');
    });
    const template = await propose(closed, { documentIds: [chosen] });
    expect(template.documents.map(({ title }) => title)).toEqual(['Gliederung']);
    expect(JSON.stringify(template)).not.toMatch(new RegExp([closed, chosen, left, 'Vertraulich'].join('|')));
    const [document] = template.documents;
    const { bytes } = await world.templates.content(as('ida'), template.id, document?.id ?? '');
    expect(await text(bytes)).toBe('Eins, zwei, drei');
    expect(await refusal(propose(closed, { documentIds: [randomUUID()] }))).toMatchObject({
      code: 'templateDocumentUnknown',
    });
    const { items } = await world.projects.history(as('gesa'), closed, { limit: 1 });
    expect(items[0]).toMatchObject({ kind: 'template.proposed', data: { documents: ['Gliederung'] } });
  });

  it('keeps its copies when the connection breaks while it is committed', async () => {
    let chosen = '';
    const closed = await world.closedProject(async (id) => {
      chosen = await world.addDocument(id, 'Gliederung', 'Eins, zwei, drei');
    });
    const doubt = commitInDoubt(database.transactions);
    const proposals = new TemplateProposalsService(doubt.breaking, world.documents);
    const answer = refusal(
      proposals.propose(as('ada'), randomUUID(), closed, proposal({ name: 'Im Zweifel', documentIds: [chosen] })),
    );
    await untilItWaits(database.owner, answer);
    await doubt.end('commit');
    expect(await answer).toMatchObject({ code: 'busy' });
    const template = (await world.templates.list(as('ida'))).find(({ name }) => name === 'Im Zweifel');
    const { documents } = await world.templates.get(as('ida'), template?.id ?? '');
    const { bytes } = await world.templates.content(as('ida'), template?.id ?? '', documents[0]?.id ?? '');
    expect(await text(bytes)).toBe('Eins, zwei, drei');
  });
});

describe('a project from a template', () => {
  it('starts with the documents of the template as first versions of its own', async () => {
    const closed = await world.closedProject(async (id) => {
      await world.addDocument(id, 'Gliederung', 'Muster');
    });
    const chosen = (await world.proposals.preview(as('ada'), closed)).documents.map(({ id }) => id);
    const template = await propose(closed, { documentIds: chosen });
    await release(template.id);
    const key = randomUUID();
    const input = newProject({ templateId: template.id });
    const before = await world.countFiles();
    const project = await world.opening.open(as('ada'), key, input);
    expect(await world.opening.open(as('ada'), key, input)).toEqual(project);
    expect(await world.countFiles()).toBe(before + 1);
    const { items } = await world.documents.list(as('gesa'), project.id, { limit: 50 });
    expect(items).toMatchObject([{ title: 'Gliederung', versions: [{ number: 1, author: 'Person ada' }] }]);
    const history = await world.projects.history(as('gesa'), project.id, { limit: 50 });
    expect(history.items.map(({ kind }) => kind)).toEqual([
      'template.applied',
      'document.versionAdded',
      'project.created',
    ]);
  });

  it('is opened with all of it or not at all, and leaves no file behind', async () => {
    const closed = await world.closedProject();
    const template = await propose(closed);
    const gone = TemplateContent.parse({
      measures: [{ title: 'Spielplatz', unit: { kind: 'unit', unitId: UNITS.JUG } }],
    });
    await release(template.id);
    await world.templates.change(as('ida'), randomUUID(), template.id, 2, {
      ...entry({ content: gone }),
      documentIds: [],
    });
    const count = async () => (await world.projects.list(as('ada'), { limit: 200 })).count;
    const [projects, files] = [await count(), await world.countFiles()];
    expect(await refusal(open(template.id))).toMatchObject({
      code: 'projectTemplateUnfit',
      details: { summary: { de: 'Maßnahme „Spielplatz“: Stelle JUG nimmt nicht teil.' } },
    });
    expect([await count(), await world.countFiles()]).toEqual([projects, files]);
  });

  it('is of the kind of its template', async () => {
    const kinds = new ProjectKindsService(database.transactions);
    const words = { de: 'Andere', en: 'Other' };
    const kind = await kinds.add(as('ida'), randomUUID(), KindEntry.parse({ code: 'AND', name: words }));
    const template = await world.templates.add(as('ida'), randomUUID(), entry({ kindId: kind.id }));
    await release(template.id);
    expect(await refusal(open(template.id))).toMatchObject({ code: 'projectTemplateKind' });
    expect(await open(template.id, { kindId: kind.id })).toMatchObject({ kind: { code: 'AND' } });
  });

  it('starts with its phases, milestones and measures, counted from its first day', async () => {
    const content = TemplateContent.parse({
      phases: [{ key: 'one', name: 'Analyse', startDay: 0, days: 30 }],
      milestones: [{ name: 'Auftakt', day: 14, unit: { kind: 'lead' }, phase: 'one' }],
      measures: [
        {
          title: 'Spielplatz',
          unit: { kind: 'unit', unitId: UNITS.GES },
          startDay: 30,
          days: 10,
          targetGroup: 'Familien',
        },
        { title: 'Ohne Zeitraum', unit: { kind: 'lead' }, isKey: true },
      ],
    });
    const template = await world.templates.add(as('ida'), randomUUID(), entry({ content }));
    await release(template.id);
    const project = await open(template.id, { startOn: '2027-03-01' });
    expect(await planOf(project.id)).toEqual({
      phases: [{ name: 'Analyse', from: '2027-03-01', to: '2027-03-30' }],
      milestones: [{ name: 'Auftakt', day: '2027-03-15', phase: 'Analyse', unit: UNITS.SPK }],
      measures: [
        { title: 'Spielplatz', from: '2027-03-31', to: '2027-04-09', unit: UNITS.GES, target: 'Familien', key: false },
        { title: 'Ohne Zeitraum', from: null, to: null, unit: UNITS.SPK, target: '', key: true },
      ],
    });
    // Closed, it gives the same template back.
    await database.owner.query("update project set state = 'closed' where id = $1", [project.id]);
    const again = (await world.proposals.preview(as('ada'), project.id)).content;
    const sameKeys = JSON.stringify(again).replaceAll(again.phases[0]?.key ?? '', 'one');
    expect(JSON.parse(sameKeys)).toEqual(content);
  });

  it('starts with its tasks, each waiting for those that must end before it', async () => {
    const content = TemplateContent.parse({
      tasks: [
        { key: 'b', kind: 'completion', title: 'Profil schreiben', unit: { kind: 'lead' }, dependsOn: ['a'] },
        {
          ...{ key: 'a', kind: 'contribution', title: 'Daten zuliefern', workingDays: 10, checklist: ['Sozialindex'] },
          unit: { kind: 'unit', unitId: UNITS.JUG },
        },
      ],
    });
    const template = await world.templates.add(as('ida'), randomUUID(), entry({ content }));
    await release(template.id);
    const project = await open(template.id);
    const given = await database.owner.query(
      'select title, unit_id as unit, state, issuer_name as issuer from assignment where project_id = $1 order by number',
      [project.id],
    );
    expect(given).toEqual([
      { title: 'Daten zuliefern', unit: UNITS.JUG, state: 'open', issuer: 'Person ada' },
      { title: 'Profil schreiben', unit: UNITS.SPK, state: 'waiting', issuer: 'Person ada' },
    ]);
    // The Jugendamt takes no part: it sees the head of the project, and its task.
    expect(await world.projects.get(as('jule'), project.id)).toMatchObject({ seesFile: false });
    await database.owner.query("update project set state = 'closed' where id = $1", [project.id]);
    const again = (await world.proposals.preview(as('ada'), project.id)).content.tasks;
    expect(again.map(({ title, workingDays, checklist }) => [title, workingDays, checklist])).toEqual([
      ['Daten zuliefern', 10, ['Sozialindex']],
      ['Profil schreiben', null, []],
    ]);
    expect(again[1]?.dependsOn).toEqual([again[0]?.key]);
  });

  it('waits for a change of the calendar, and counts by what it has left', async () => {
    const task = { kind: 'completion', title: 'Bald', workingDays: 1, unit: { kind: 'lead' } };
    const content = TemplateContent.parse({ tasks: [{ key: 'a', ...task }] });
    const template = await world.templates.add(as('ida'), randomUUID(), entry({ content }));
    await release(template.id);
    const changer = database.owner.createQueryRunner();
    await changer.startTransaction();
    await changer.query("select pg_advisory_xact_lock(hashtextextended('calendar:' || $1::text, 0))", [MITTE]);
    const opened = open(template.id);
    await untilItWaits(database.owner, opened);
    await changer.query(
      `insert into house_day (tenant_id, date, name, kind)
       select $1::uuid, app.now()::date + n, 'Umzug', 'closed' from generate_series(1, 20) n`,
      [MITTE],
    );
    await changer.commitTransaction();
    await changer.release();
    const { id } = await opened;
    const late = `select due_end > app.now() + interval '20 days' as "isLate" from assignment where project_id = $1`;
    expect(await database.owner.query(late, [id])).toEqual([{ isLate: true }]);
    await database.owner.query("delete from house_day where name = 'Umzug'");
  });

  it('without a template begins with the phases of its kind, one after the other', async () => {
    const kinds = new ProjectKindsService(database.transactions);
    const words = (de: string) => ({ de, en: de });
    const phases = [
      { name: words('Analyse'), days: 30 },
      { name: words('Beschluss'), days: 10 },
    ];
    const given = KindEntry.parse({ code: 'PHA', name: words('Mit Phasen'), phases });
    const kind = await kinds.add(as('ida'), randomUUID(), given);
    const input = newProject({ kindId: kind.id, startOn: '2027-03-01' });
    const project = await world.opening.open(as('ada'), randomUUID(), input);
    expect((await planOf(project.id)).phases).toEqual([
      { name: 'Analyse', from: '2027-03-01', to: '2027-03-30' },
      { name: 'Beschluss', from: '2027-03-31', to: '2027-04-09' },
    ]);
  });

  it('begins neither in the last century nor in the next', async () => {
    for (const startOn of ['1999-12-31', '2150-01-01'])
      expect(await refusal(world.opening.open(as('ada'), randomUUID(), newProject({ startOn })))).toMatchObject({
        code: 'invalidInput',
      });
  });
});

async function planOf(projectId: string) {
  const rows = (sql: string): Promise<Record<string, unknown>[]> => database.owner.query(sql, [projectId]);
  return {
    phases: await rows(
      'select name, from_day::text as "from", to_day::text as "to" from project_phase where project_id = $1 order by position',
    ),
    milestones: await rows(
      `select m.name, m.day::text as day, p.name as phase, m.unit_id as unit from milestone m
       left join project_phase p on p.id = m.phase_id where m.project_id = $1 order by m.day`,
    ),
    measures: await rows(
      `select title, from_day::text as "from", to_day::text as "to", lead_unit_id as unit, target_group as target, is_key as key
       from measure where project_id = $1 order by position`,
    ),
  };
}
