import { Injectable } from '@nestjs/common';
import {
  mentionsOf,
  type NewNote,
  type NewNoteQuestion,
  type Note,
  type NoteAudience,
  type NoteCorrection,
  type NotePeople,
  type NotePeopleQuery,
  type NoteQuery,
  type Page,
} from '@querraum/contracts';
import { DomainError, newId, Transactions, workItems, type ActorTransaction, type Caller } from '../platform';
import { getProject, historyBy, lockProject, requireOpen, type ProjectRecord } from '../projects';
import { noteAudience, requireReaders, requireWriter, suggestReaders, type Reader } from './note-audience';
import { auditNote } from './note-audit';
import { askQuestion } from './note-questions';
import { getNote, listNotes, noteView } from './note-record';
import { checkedText, type CheckedText } from './note-text';

/** Vermerke of a project: written for a unit, read by that unit alone or by everybody who reads the file, never edited. */
@Injectable()
export class NotesService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: NoteQuery): Promise<Page<Note>> {
    return this.transactions.read(caller, async (tx) => {
      await getProject(tx, projectId);
      return listNotes(tx, projectId, query);
    });
  }

  get(caller: Caller, id: string): Promise<Note> {
    return this.transactions.read(caller, async (tx) => noteView(tx, await getNote(tx, id)));
  }

  audience(caller: Caller, projectId: string): Promise<NoteAudience> {
    return this.transactions.read(caller, async (tx) => noteAudience(tx, await getProject(tx, projectId)));
  }

  /** Who can be mentioned: only those who will be able to read the note. */
  people(caller: Caller, projectId: string, { query, ...asked }: NotePeopleQuery): Promise<NotePeople> {
    return this.transactions.read(caller, async (tx) => {
      const readers = { projectId: (await getProject(tx, projectId)).id, ...asked };
      await requireWriter(tx, readers);
      return { items: await suggestReaders(tx, readers, query) };
    });
  }

  add(caller: Caller, key: string, projectId: string, input: NewNote): Promise<Note> {
    const request = { command: 'addNote', projectId, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, projectId);
      return writeNote(tx, project, { ...input, corrects: null });
    });
  }

  correct(caller: Caller, key: string, id: string, { content }: NoteCorrection): Promise<Note> {
    const request = { command: 'correctNote', id, content };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, (await getNote(tx, id)).projectId);
      // Under the lock: whoever was faster has corrected it already.
      const { unitId, visibility, correctedBy } = await getNote(tx, id);
      if (correctedBy !== null) throw new DomainError('noteCorrected');
      return writeNote(tx, project, { unitId, visibility, content, corrects: { id } });
    });
  }

  /** A question with the duty to answer, out of what a note says; the thread of the note shows the answer. */
  ask(caller: Caller, key: string, id: string, input: NewNoteQuestion): Promise<Note> {
    const request = { command: 'askFromNote', id, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockProject(tx, (await getNote(tx, id)).projectId);
      requireOpen(project);
      await askQuestion(tx, project, await getNote(tx, id), input);
      return noteView(tx, await getNote(tx, id));
    });
  }
}

type NoteInput = NewNote & { corrects: { id: string } | null };

async function writeNote(tx: ActorTransaction, project: ProjectRecord, input: NoteInput): Promise<Note> {
  const { unitId, visibility, corrects } = input;
  const readers = { projectId: project.id, visibility, unitId };
  await requireWriter(tx, readers);
  requireOpen(project);
  const mentioned = await requireReaders(tx, readers, mentionsOf(input.content));
  const text = checkedText(input.content, new Map(mentioned.map(({ id, name }) => [id, name])));
  const [unit] = await tx.rows<{ id: string; tenantId: string; name: string }>(
    'select id, tenant_id as "tenantId", name from org_unit where id = $1',
    [unitId],
  );
  if (!unit) throw new DomainError('noteUnit');
  const id = newId();
  await insertNote(tx, project, { id, visibility, unit, corrects, text });
  await auditNote(tx, project, { id, visibility, unit, corrects, sha256: text.sha256 });
  await tellMentioned(tx, project, id, mentioned);
  return noteView(tx, await getNote(tx, id));
}

async function insertNote(
  tx: ActorTransaction,
  project: ProjectRecord,
  note: Pick<NoteInput, 'visibility' | 'corrects'> & {
    id: string;
    unit: { id: string; name: string };
    text: CheckedText;
  },
): Promise<void> {
  const { id, visibility, unit, corrects, text } = note;
  const by = historyBy(tx.actor, unit);
  await tx.rows(
    `insert into note (tenant_id, id, project_id, visibility, unit_id, unit_name, author_id, author_name, capacity,
       on_behalf_of_name, content, text, sha256, corrects_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14, $15)`,
    [
      ...[project.tenantId, id, project.id, visibility, unit.id, unit.name, by.personId, by.personName],
      ...[by.capacity, by.onBehalfOfName ?? null, JSON.stringify(text.content), text.text, text.sha256],
      ...[corrects?.id ?? null, tx.now],
    ],
  );
}

/** A notification and a mail for each person alone; both carry ids, never words. */
async function tellMentioned(
  tx: ActorTransaction,
  project: ProjectRecord,
  noteId: string,
  mentioned: Reader[],
): Promise<void> {
  const told = mentioned
    .filter((person) => person.id !== tx.actor.personId)
    .map((person) => ({ id: newId(), personId: person.id, unitId: person.unitId }));
  if (told.length === 0) return;
  await tx.rows(
    `insert into notification (tenant_id, id, project_id, unit_id, person_id, note_id, reason, at)
     select $1, r.id, $2, r."unitId", r."personId", $3, 'mentioned', $5
     from jsonb_to_recordset($4::jsonb) as r(id uuid, "unitId" uuid, "personId" uuid)`,
    [project.tenantId, project.id, noteId, JSON.stringify(told), tx.now],
  );
  await workItems.add(tx, 'addressMails', {
    payload: { projectId: project.id, notificationIds: told.map(({ id }) => id) },
    dueAt: tx.now,
    // Work items are behind no wall: not even the note's id stands there.
    dedupeKey: `addressMails:${told[0]?.id}`,
  });
}
