import { randomUUID } from 'node:crypto';
import { Note, type NewNoteQuestion, type NoteVisibility } from '@querraum/contracts';
import { openDesk, type Desk } from '../assignments/assignments.fixture';
import { as, refusal, SMALL_CITY, UNITS, type PersonName } from '../projects/projects.fixture';
import { openTestDatabase, type TestDatabase } from '../testing';
import { words } from './notes.fixture';
import { NotesService } from './notes.service';

const QUESTION: NewNoteQuestion = {
  unitId: UNITS.JUG,
  title: 'Wie viele Plätze fehlen?',
  words: 'Bitte für 2028',
  due: { workingDays: 5 },
};

describe('a question that came up in a note', () => {
  let database: TestDatabase;
  let desk: Desk;
  let notes: NotesService;
  let projectId: string;

  beforeAll(async () => {
    database = await openTestDatabase(SMALL_CITY);
    desk = await openDesk(database);
    notes = new NotesService(database.transactions);
  });
  afterAll(async () => {
    await desk.close();
    await database.close();
  });
  beforeEach(async () => {
    projectId = (await desk.open()).id;
  });

  const write = (visibility: NoteVisibility) =>
    notes.add(as('gesa'), randomUUID(), projectId, {
      unitId: UNITS.GES,
      visibility,
      content: words('Es fehlt an Plätzen'),
    });
  const ask = (name: PersonName, id: string, over: Partial<NewNoteQuestion> = {}) =>
    notes.ask(as(name), randomUUID(), id, { ...QUESTION, ...over });
  const questionsFor = async (name: PersonName, id: string) => (await notes.get(as(name), id)).questions;

  it('is a task of the asked unit, and the thread shows its answer', async () => {
    const note = await write('parties');
    const asked = await ask('gesa', note.id);
    expect(Note.parse(asked)).toEqual(asked);
    const [question] = asked.questions;
    expect(question).toMatchObject({
      title: QUESTION.title,
      unit: { id: UNITS.JUG },
      state: 'open',
      answer: null,
      overdue: false,
    });
    expect(question?.lastDay).toMatch(/^\d{4}-\d\d-\d\d$/);
    const assignmentId = question?.assignmentId ?? '';
    expect(await desk.see('gesa', assignmentId)).toMatchObject({
      kind: 'question',
      issuer: { unit: { id: UNITS.GES } },
    });

    await desk.settle('jule', assignmentId, { result: 'answered', words: 'Vierzig.' });
    expect(await questionsFor('ada', note.id)).toMatchObject([
      { state: 'answered', answer: { words: 'Vierzig.', author: 'Person jule' } },
    ]);
    await desk.decide('gesa', 'sendBack', assignmentId, { words: 'Je Ortsteil bitte' });
    expect(await questionsFor('ada', note.id)).toMatchObject([{ state: 'open', answer: null }]);
  });

  it('does not tell the asked unit of an internal note, nor anybody else of the connection', async () => {
    const note = await write('unit');
    const { questions } = await ask('gesa', note.id);
    const task = JSON.stringify(await desk.see('jule', questions[0]?.assignmentId ?? ''));
    expect(task).not.toContain('Es fehlt an Plätzen');
    expect(task).not.toContain(note.id);
    expect((await refusal(notes.get(as('jule'), note.id))).code).toBe('notFound');
    const linked = (name: PersonName) =>
      database.transactions.read(as(name), (tx) =>
        tx.rows('select 1 from note_question where note_id = $1', [note.id]),
      );
    expect(await linked('gesa')).toHaveLength(1);
    for (const name of ['ada', 'jule', 'pia', 'ida'] as const) expect([name, await linked(name)]).toEqual([name, []]);
  });

  it('is asked by whoever reads the note and may give tasks, in the name of their own unit', async () => {
    const note = await write('parties');
    const { questions, allowed } = await ask('ada', note.id);
    expect(allowed).toEqual(['ask']);
    expect(await desk.see('ada', questions[0]?.assignmentId ?? '')).toMatchObject({
      issuer: { unit: { id: UNITS.SPK } },
    });
    // Pia's unit only takes note.
    expect((await refusal(ask('pia', note.id))).code).toBe('mayNotIssue');
    expect((await notes.get(as('pia'), note.id)).allowed).toEqual([]);
    const internal = await write('unit');
    expect((await refusal(ask('ada', internal.id))).code).toBe('notFound');
  });

  it('is refused to a unit that there is not, too late, and in a closed project, and leaves nothing behind', async () => {
    const note = await write('parties');
    const state = () =>
      database.owner.query('select (select count(*) from note_question) q, (select count(*) from assignment) a');
    const before = await state();
    expect((await refusal(ask('gesa', note.id, { unitId: randomUUID() }))).code).toBe('unitUnknown');
    expect((await refusal(ask('gesa', note.id, { due: { day: '2020-01-02' } }))).code).toBe('dueInPast');
    await database.owner.query("update project set state = 'closed' where id = $1", [projectId]);
    expect((await refusal(ask('gesa', note.id))).code).toBe('projectClosed');
    expect(await state()).toEqual(before);
  });
});
