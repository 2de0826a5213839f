import { randomUUID } from 'node:crypto';
import { KindEntry, ProjectChange } from '@querraum/contracts';
import { openTestDatabase, type TestDatabase } from '../testing';
import { ProjectKindsService } from './project-kinds.service';
import { as, MITTE, newProject, PANKOW, refusal, SMALL_CITY } from './projects.fixture';
import { ProjectsService } from './projects.service';

const label = (de: string) => ({ de, en: `${de} (en)` });
const programme = {
  key: 'programme',
  type: 'choice' as const,
  label: label('Programm'),
  required: true,
  choices: [
    { key: 'qm', label: label('Quartiersmanagement') },
    { key: 'none', label: label('keines') },
  ],
};
const entry = (over: Partial<KindEntry> = {}): KindEntry =>
  KindEntry.parse({ code: 'IEK', name: label('Konzept'), fields: [programme], ...over });

describe('kinds of projects', () => {
  let database: TestDatabase;
  let kinds: ProjectKindsService;
  let projects: ProjectsService;
  const add = (over: Partial<KindEntry> = {}) => kinds.add(as('ida'), randomUUID(), entry(over));
  const open = (kindId: string, fields: Record<string, string | number | boolean> = {}) =>
    projects.create(as('ada'), randomUUID(), newProject({ kindId, fields }));
  const change = (id: string, revision: number, given: unknown) =>
    projects.change(as('ada'), randomUUID(), { id, revision, change: ProjectChange.parse(given) });

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
    kinds = new ProjectKindsService(database.transactions);
    projects = new ProjectsService(database.transactions);
  });
  afterAll(() => database.close());

  it('are „Vorhaben“ alone in a new house, and a project that names none is of it', async () => {
    expect(await kinds.list(as('pia'))).toMatchObject([{ id: PANKOW, code: 'VH', fields: [] }]);
    const project = await projects.create(as('ada'), randomUUID(), newProject());
    expect(project.kind).toEqual({ id: MITTE, code: 'VH', name: { de: 'Vorhaben', en: 'Project' } });
  });

  it('give a project its fields, checked by the server', async () => {
    const { id } = await add({ code: 'A' });
    expect(await refusal(open(id))).toMatchObject({
      code: 'projectFieldsInvalid',
      details: { summary: { de: 'Programm fehlt' } },
    });
    expect(await refusal(open(id, { programme: 'other', size: 3 }))).toMatchObject({
      details: { summary: { de: 'Programm steht nicht zur Auswahl; size dieses Feld hat die Vorhabenart nicht' } },
    });
    const project = await open(id, { programme: 'qm' });
    expect(project).toMatchObject({ kind: { code: 'A' }, fields: [{ key: 'programme', value: 'qm' }] });
    const { items } = await projects.list(as('ada'), { limit: 50, kind: id });
    expect(items.map((one) => one.id)).toEqual([project.id]);
  });

  it('tell the history which field changed, by its words', async () => {
    const { id } = await add({ code: 'B' });
    const project = await open(id, { programme: 'qm' });
    await change(project.id, 1, { fields: { programme: 'none' } });
    expect(await refusal(change(project.id, 2, { fields: { programme: null } }))).toMatchObject({
      code: 'projectFieldsInvalid',
    });
    const { items } = await projects.history(as('ada'), project.id, { limit: 1 });
    expect(items[0]?.data).toEqual({
      fieldsChanged: [{ label: label('Programm'), from: label('Quartiersmanagement'), to: label('keines') }],
    });
  });

  it('change without breaking the projects that are of them', async () => {
    const kind = await add({ code: 'C' });
    const project = await open(kind.id, { programme: 'qm' });
    const size = { key: 'size', type: 'number' as const, label: label('Größe'), required: true, choices: [] };
    const changed = await kinds.change(as('ida'), randomUUID(), kind.id, 1, entry({ code: 'C', fields: [size] }));
    expect(changed).toMatchObject({ revision: 2, projects: 1 });
    const read = await projects.get(as('ada'), project.id);
    expect(read.fields).toMatchObject([
      { key: 'size', value: null, isRemoved: false },
      { key: 'programme', value: 'qm', isRemoved: true },
    ]);
    // The new required field hinders no other change; it is judged once it is touched.
    await change(project.id, 1, { title: 'Anderer Titel' });
    expect(await refusal(change(project.id, 2, { fields: { programme: 'none' } }))).toMatchObject({
      code: 'projectFieldsInvalid',
    });
    const retyped = { ...size, key: 'programme' };
    expect(
      await refusal(kinds.change(as('ida'), randomUUID(), kind.id, 2, entry({ code: 'C', fields: [retyped] }))),
    ).toMatchObject({ code: 'kindFieldType' });
  });

  it('are kept by administrators of the house alone', async () => {
    expect(await refusal(kinds.add(as('ada'), randomUUID(), entry()))).toMatchObject({ code: 'adminOnly' });
    expect(await refusal(kinds.get(as('ida'), PANKOW))).toMatchObject({ code: 'notFound' });
    expect(await refusal(kinds.change(as('ida'), randomUUID(), PANKOW, 1, entry()))).toMatchObject({
      code: 'notFound',
    });
    expect(await refusal(open(PANKOW))).toMatchObject({ code: 'kindUnknown' });
  });

  it('refuse a code that is taken, a read state that is old and a procedure that is not released', async () => {
    const kind = await add({ code: 'D' });
    expect(await refusal(add({ code: 'D' }))).toMatchObject({ code: 'kindCodeTaken' });
    expect(await refusal(kinds.change(as('ida'), randomUUID(), kind.id, 7, entry()))).toMatchObject({
      code: 'revisionConflict',
      details: { current: 1 },
    });
    expect(await refusal(add({ code: 'E', procedureIds: [randomUUID()] }))).toMatchObject({
      code: 'kindProcedureUnknown',
    });
  });

  it('give one code to one of two who want it at once', async () => {
    const both = await Promise.allSettled([add({ code: 'F' }), add({ code: 'F' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('open no project once they are retired, and again once they are offered', async () => {
    const kind = await add({ code: 'G' });
    await kinds.retire(as('ida'), randomUUID(), kind.id, 1);
    expect(await refusal(open(kind.id, { programme: 'qm' }))).toMatchObject({ code: 'kindUnknown' });
    await kinds.offer(as('ida'), randomUUID(), kind.id, 2);
    await open(kind.id, { programme: 'qm' });
  });

  it('never leave a house without any', async () => {
    for (const { id, revision, retiredAt } of (await kinds.list(as('ida'))).filter((one) => one.id !== MITTE))
      if (retiredAt === null) await kinds.retire(as('ida'), randomUUID(), id, revision);
    expect(await refusal(kinds.retire(as('ida'), randomUUID(), MITTE, 1))).toMatchObject({ code: 'kindLast' });
  });
});
