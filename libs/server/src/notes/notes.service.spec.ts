import { createHash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Note, RICH_TEXT_LIMITS, type NewNote, type NoteVisibility, type RichText } from '@querraum/contracts';
import { serveProject } from '../platform';
import { ProjectsService } from '../projects';
import { as, newProject, personId, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { TasksService } from '../tasks';
import { openTestDatabase, type TestDatabase } from '../testing';
import { words } from './notes.fixture';
import { NotesService } from './notes.service';

let database: TestDatabase;
let projects: ProjectsService;
let notes: NotesService;
let tasks: TasksService;
let projectId: string;

const everybody: PersonName[] = ['ada', 'ben', 'gesa', 'jule', 'berta', 'ida', 'pia'];

beforeAll(async () => {
  database = await openTestDatabase(SMALL_CITY);
  projects = new ProjectsService(database.transactions);
  notes = new NotesService(database.transactions);
  tasks = new TasksService(database.transactions);
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ id: projectId } = await projects.create(as('ada'), randomUUID(), newProject()));
});

const add = (name: PersonName, visibility: NoteVisibility, content: RichText, over: Partial<NewNote> = {}) =>
  notes.add(as(name), randomUUID(), projectId, { unitId: unitOf(name), visibility, content, ...over });
const correct = (name: PersonName, id: string, content: RichText) =>
  notes.correct(as(name), randomUUID(), id, { content });
const unitOf = (name: PersonName) =>
  ({
    ada: UNITS.SPK,
    ben: UNITS.SPK,
    gesa: UNITS.GES,
    jule: UNITS.JUG,
    berta: UNITS.BA,
    ida: UNITS.IT,
    pia: UNITS.PANGES,
  })[name];
const read = (name: PersonName, query: Partial<Parameters<NotesService['list']>[2]> = {}) =>
  notes.list(as(name), projectId, { limit: 50, ...query });
const textsFor = async (name: PersonName) => (await read(name)).items.map(({ text }) => text);
/** Everybody who finds the note, by its id and in the list. */
async function readersOf(id: string): Promise<PersonName[]> {
  const readers: PersonName[] = [];
  for (const name of everybody) {
    const alone = await notes.get(as(name), id).then(
      () => true,
      () => false,
    );
    const page = await read(name).catch(() => ({ items: [], count: 0 }));
    const isListed = page.items.some((note) => note.id === id);
    expect([name, page.count, isListed]).toEqual([name, page.items.length, alone]);
    if (alone) readers.push(name);
  }
  return readers;
}
/** As a task by hand does: the unit sees the head of the project, not its file. */
const giveTask = (unitId: string) =>
  database.owner.query(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since)
     select tenant_id, gen_random_uuid(), id, $2, tenant_id, 'ASSIGNEE', app.now() from project where id = $1`,
    [projectId, unitId],
  );

describe('who reads a note', () => {
  it('is the unit that wrote it and who stands above it, where it is internal; not even the lead', async () => {
    const { id } = await add('gesa', 'unit', words('Nur für uns'));
    expect(await readersOf(id)).toEqual(['gesa', 'berta']);
  });

  it('is nobody but the unit where the lead keeps it, though its head sees every party', async () => {
    const { id } = await add('ada', 'unit', words('Nur für die SPK'));
    expect(await readersOf(id)).toEqual(['ada', 'ben', 'berta']);
  });

  it('is everybody of the file where it is for all parties, in whichever house', async () => {
    await giveTask(UNITS.JUG);
    const { id } = await add('gesa', 'parties', words('Für alle'));
    expect(await readersOf(id)).toEqual(['ada', 'ben', 'gesa', 'berta', 'pia']);
  });

  it('is a unit that only has a task, of its own notes alone', async () => {
    await giveTask(UNITS.JUG);
    const { id } = await add('jule', 'unit', words('Merkzettel des Jugendamts'));
    expect(await readersOf(id)).toEqual(['jule', 'berta']);
    expect((await refusal(add('jule', 'parties', words('x')))).code).toBe('noteForParties');
  });

  it('ends when the unit has nothing to do with the project any more', async () => {
    const { id } = await add('gesa', 'unit', words('Alt'));
    await database.owner.query(`update project_party set "until" = app.now() where project_id = $1 and unit_id = $2`, [
      projectId,
      UNITS.GES,
    ]);
    // Berta sees the project through the lead, and stands above the unit.
    expect(await readersOf(id)).toEqual(['berta']);
  });

  it('is never the worker, who has no right to the table', async () => {
    await add('gesa', 'parties', words('Für alle'));
    const served = database.workerTransactions.run(async (tx) => {
      await serveProject(tx, projectId);
      return tx.rows('select 1 from note');
    });
    await expect(served).rejects.toThrow(/permission denied/);
  });
});

describe('writing a note', () => {
  it('gives it back as the contract says, with the hash of its content', async () => {
    const note = await add('gesa', 'parties', words('Bitte ', personId('ada')));
    expect(Note.parse(note)).toEqual(note);
    expect(note).toMatchObject({
      visibility: 'parties',
      unit: { id: UNITS.GES, name: 'Stelle GES' },
      author: 'Person gesa',
      capacity: 'BY_ORDER',
      text: 'Bitte @Person ada',
      corrects: null,
      correctedBy: null,
      questions: [],
      allowed: ['correct', 'ask'],
    });
    const hash = createHash('sha256').update(canonicalize(note.content) ?? '');
    expect(note.sha256).toBe(hash.digest('hex'));
  });

  it('is refused for a unit that one does not act for, also from above', async () => {
    for (const name of ['gesa', 'berta', 'ida'] as const)
      if (name !== 'ida')
        expect([name, (await refusal(add(name, 'unit', words('x'), { unitId: UNITS.SPK }))).code]).toEqual([
          name,
          'noteUnit',
        ]);
    expect((await refusal(add('ida', 'unit', words('x')))).code).toBe('notFound');
    expect((await refusal(add('jule', 'unit', words('x')))).code).toBe('notFound');
  });

  it('is refused without words and beyond the limits, and leaves nothing behind', async () => {
    const state = () =>
      database.owner.query('select (select count(*) from note) n, (select count(*) from audit_entry) a');
    const before = await state();
    const long = 'x'.repeat(RICH_TEXT_LIMITS.characters);
    const tooLong: RichText = { type: 'doc', content: [...words(long).content, ...words('y').content] };
    const many: RichText = { type: 'doc', content: Array.from({ length: 2000 }, () => words('y').content).flat() };
    expect((await refusal(add('gesa', 'unit', words('\u202E \u2066')))).code).toBe('noteEmpty');
    expect(await refusal(add('gesa', 'unit', tooLong))).toMatchObject({
      code: 'noteTooLong',
      details: { characters: 20_002 },
    });
    expect(await refusal(add('gesa', 'unit', many))).toMatchObject({ code: 'noteTooLong', details: { nodes: 4000 } });
    expect(await state()).toEqual(before);
  });

  it('is refused once the project is closed', async () => {
    const { id } = await add('gesa', 'unit', words('Vorher'));
    await database.owner.query("update project set state = 'closed' where id = $1", [projectId]);
    expect((await refusal(add('gesa', 'unit', words('x')))).code).toBe('projectClosed');
    expect((await refusal(correct('gesa', id, words('x')))).code).toBe('projectClosed');
    expect((await notes.get(as('gesa'), id)).allowed).toEqual([]);
    expect(await notes.audience(as('gesa'), projectId)).toMatchObject({ isOpen: false });
  });

  it('does once what is asked twice with one key', async () => {
    const key = randomUUID();
    const input = { unitId: UNITS.GES, visibility: 'unit' as const, content: words('Einmal') };
    const [first, second] = [
      await notes.add(as('gesa'), key, projectId, input),
      await notes.add(as('gesa'), key, projectId, input),
    ];
    expect(second).toEqual(first);
    expect(await textsFor('gesa')).toEqual(['Einmal']);
  });
});

describe('correcting a note', () => {
  it('leaves the old one readable and names the new one, for the same readers', async () => {
    const first = await add('gesa', 'unit', words('7 Plätze'));
    const second = await correct('gesa', first.id, words('9 Plätze'));
    expect(second).toMatchObject({ corrects: first.id, visibility: 'unit', unit: first.unit });
    expect(await readersOf(second.id)).toEqual(['gesa', 'berta']);
    expect(await notes.get(as('gesa'), first.id)).toMatchObject({
      text: '7 Plätze',
      correctedBy: second.id,
      allowed: ['ask'],
    });
  });

  it('happens once, also when two want it at the same instant', async () => {
    const { id } = await add('ada', 'parties', words('Alt'));
    const tries = await Promise.allSettled(
      (['ada', 'ben', 'ada', 'ben'] as const).map((name) => correct(name, id, words(`Neu von ${name}`))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await refusal(correct('ada', id, words('x')))).code).toBe('noteCorrected');
  });

  it('is for the unit that wrote it', async () => {
    const { id } = await add('gesa', 'parties', words('Alt'));
    expect((await refusal(correct('ada', id, words('x')))).code).toBe('noteUnit');
    const hidden = await add('gesa', 'unit', words('Alt'));
    expect((await refusal(correct('ada', hidden.id, words('x')))).code).toBe('notFound');
  });
});

describe('what a note leaves behind', () => {
  const history = async () => (await projects.history(as('ada'), projectId, { limit: 50 })).items;

  it('is a line of the history with its hash, where it is for all', async () => {
    const note = await add('gesa', 'parties', words('Für alle'));
    const [entry] = await history();
    expect(entry).toMatchObject({
      kind: 'note.added',
      person: 'Person gesa',
      unitName: 'Stelle GES',
      data: { noteId: note.id, sha256: note.sha256 },
    });
    expect(JSON.stringify(entry)).not.toContain('Für alle');
  });

  it('is nothing that others can see, where it is internal', async () => {
    const before = [await history(), await projects.get(as('ada'), projectId)];
    const note = await add('gesa', 'unit', words('Nur für uns', personId('gesa')));
    expect([await history(), await projects.get(as('ada'), projectId)]).toEqual(before);
    const chain = (name: PersonName) =>
      database.transactions.read(as(name), (tx) =>
        tx.rows<{ body: { sha256: string } }>('select body from audit_body where chain = $1 order by seq', [UNITS.GES]),
      );
    expect((await chain('gesa')).at(-1)?.body).toEqual({ projectId, noteId: note.id, sha256: note.sha256 });
    for (const name of ['ada', 'ben', 'pia', 'ida'] as const) expect([name, await chain(name)]).toEqual([name, []]);
  });
});

describe('mentions', () => {
  const told = async (name: PersonName) =>
    (await tasks.notifications(as(name), { limit: 50 })).items.filter((one) => one.projectId === projectId);
  const suggested = async (name: PersonName, visibility: NoteVisibility, query = '') =>
    (await notes.people(as(name), projectId, { unitId: unitOf(name), visibility, query })).items.map((one) => one.name);

  it('are suggested from those who may read the note, without oneself', async () => {
    expect(await suggested('ada', 'unit')).toEqual(['Person ben']);
    expect(await suggested('ada', 'parties')).toEqual(['Person ben', 'Person gesa', 'Person pia']);
    expect(await suggested('ada', 'parties', 'GES')).toEqual(['Person gesa']);
    expect(await suggested('ada', 'parties', '%')).toEqual([]);
    expect(
      (await refusal(notes.people(as('ada'), projectId, { unitId: UNITS.GES, visibility: 'unit', query: '' }))).code,
    ).toBe('noteUnit');
  });

  it('tell the person, and nobody else of the unit', async () => {
    const note = await add('ada', 'unit', words('Bitte ', personId('ben')));
    expect(await told('ben')).toMatchObject([
      { reason: 'mentioned', noteId: note.id, unit: { id: UNITS.SPK }, runId: null },
    ]);
    expect(await told('ada')).toEqual([]);
    const seen = (name: PersonName) =>
      database.transactions.read(as(name), (tx) => tx.rows('select 1 from notification where note_id = $1', [note.id]));
    expect(await seen('ben')).toHaveLength(1);
    for (const name of ['ada', 'gesa', 'berta'] as const) expect([name, await seen(name)]).toEqual([name, []]);
  });

  it('are refused in the same words for whoever may not read it and for whoever is nobody', async () => {
    const asked = [personId('gesa'), personId('pia'), personId('ida'), randomUUID()];
    const answers = [];
    for (const person of asked) answers.push(await refusal(add('ada', 'unit', words('x', personId('ben'), person))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.code).toBe('noteMentions');
    expect(await told('ben')).toEqual([]);
  });

  it('carry the name that the person has, whatever was sent', async () => {
    const { content } = await add('ada', 'unit', words('', personId('ben')));
    expect(JSON.stringify(content)).toContain('Person ben');
    expect(JSON.stringify(content)).not.toContain('Sent Name');
  });
});

describe('the list', () => {
  it('comes newest first, page by page, and finds by kind and by words', async () => {
    for (const text of ['eins', 'zwei', 'drei 50 %'])
      await add('gesa', text === 'zwei' ? 'parties' : 'unit', words(text));
    expect(await textsFor('gesa')).toEqual(['drei 50 %', 'zwei', 'eins']);
    const first = await read('gesa', { limit: 2 });
    expect(first).toMatchObject({ count: 3, countExact: true });
    const second = await read('gesa', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ text }) => text)).toEqual(['eins']);
    expect((await read('gesa', { visibility: 'parties' })).items.map(({ text }) => text)).toEqual(['zwei']);
    expect((await read('gesa', { query: '0 %' })).items.map(({ text }) => text)).toEqual(['drei 50 %']);
    expect(await read('ada', { query: 'eins' })).toMatchObject({ count: 0, items: [] });
  });

  it('says before sending for whom one may write and who will read it', async () => {
    await giveTask(UNITS.JUG);
    const named = (units: { name: string }[] | null) => units?.map(({ name }) => name);
    const { units, parties, isOpen } = await notes.audience(as('gesa'), projectId);
    expect([named(units), named(parties), isOpen]).toEqual([
      ['Stelle GES'],
      ['Stelle GES', 'Stelle PANGES', 'Stelle SPK'],
      true,
    ]);
    expect(await notes.audience(as('jule'), projectId)).toMatchObject({ parties: null });
  });
});
