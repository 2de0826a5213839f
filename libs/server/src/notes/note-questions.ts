import type { NewNoteQuestion, NoteQuestion } from '@querraum/contracts';
import { lastDayBefore } from '@querraum/workflow';
import { giveAssignments } from '../assignments';
import type { ActorTransaction } from '../platform';
import type { ProjectRecord } from '../projects';
import { ownUnits } from '../tasks';

interface QuestionRow {
  noteId: string;
  assignmentId: string;
  title: string;
  unitId: string;
  unitName: string;
  state: NoteQuestion['state'];
  dueEnd: Date | null;
  words: string | null;
  author: string | null;
  answeredAt: Date | null;
}

/** The questions of these notes with the answers that count; row level security leaves out what is not theirs to see. */
export async function questionsOf(tx: ActorTransaction, noteIds: string[]): Promise<Map<string, NoteQuestion[]>> {
  const rows = await tx.rows<QuestionRow>(
    `select q.note_id as "noteId", a.id as "assignmentId", a.title, a.unit_id as "unitId", a.unit_name as "unitName", a.state,
       a.due_end as "dueEnd", e.words, e.person_name as author, e.at as "answeredAt"
     from note_question q
     join assignment a on a.tenant_id = q.tenant_id and a.id = q.assignment_id
     left join lateral (
       select words, person_name, at from assignment_entry
       where tenant_id = a.tenant_id and assignment_id = a.id and act = 'answered' and a.state in ('answered', 'accepted')
       order by id desc limit 1
     ) e on true
     where q.note_id = any ($1) order by q.asked_at, a.number`,
    [noteIds],
  );
  const questions = new Map<string, NoteQuestion[]>();
  for (const row of rows) questions.set(row.noteId, [...(questions.get(row.noteId) ?? []), questionOf(row, tx.now)]);
  return questions;
}

function questionOf(row: QuestionRow, now: Date): NoteQuestion {
  const { assignmentId, title, unitId, unitName, state, dueEnd, words, author, answeredAt } = row;
  return {
    ...{ assignmentId, title, state },
    unit: { id: unitId, name: unitName },
    lastDay: dueEnd && lastDayBefore(dueEnd.toISOString()),
    overdue: state === 'open' && dueEnd !== null && dueEnd <= now,
    answer: answeredAt && { words, author: author ?? '', at: answeredAt.toISOString() },
  };
}

/** Gives the task in the name of the note's unit where the person acts for it; what it asks is in its own words alone. */
export async function askQuestion(
  tx: ActorTransaction,
  project: ProjectRecord,
  note: { id: string; unitId: string },
  { unitId, title, words, due }: NewNoteQuestion,
): Promise<void> {
  const { assignments } = await giveAssignments(tx, project, {
    ...{ kind: 'question', title, words, due, addressees: [{ unitId }], priority: 'normal', acceptance: false },
    ...{ checklist: [], documentIds: [], dependsOn: [], recurrence: null },
    ...(ownUnits(tx.actor).includes(note.unitId) && { issuingUnitId: note.unitId }),
  });
  for (const { id } of assignments)
    await tx.rows(
      'insert into note_question (tenant_id, note_id, assignment_id, project_id, asked_at) values ($1, $2, $3, $4, $5)',
      [project.tenantId, note.id, id, project.id, tx.now],
    );
}
