import type { Note, NoteQuery } from '@querraum/contracts';
import { COUNT_CAP, Instant, type Page } from '@querraum/contracts';
import { z } from 'zod';
import { decodeCursor, DomainError, toPage, type ActorTransaction } from '../platform';
import { issuingUnits } from '../assignments';
import { ownUnits } from '../tasks';
import { questionsOf } from './note-questions';

export type NoteRow = Omit<Note, 'at' | 'unit' | 'allowed' | 'questions'> & {
  at: Date;
  tenantId: string;
  unitId: string;
  unitName: string;
  projectState: 'open' | 'closed';
};

const COLUMNS = `n.tenant_id as "tenantId", n.id, n.project_id as "projectId", n.visibility, n.unit_id as "unitId",
  n.unit_name as "unitName", n.author_name as author, n.on_behalf_of_name as "onBehalfOf", n.capacity, n.at, n.content,
  n.text, encode(n.sha256, 'hex') as sha256, n.corrects_id as corrects, c.id as "correctedBy", p.state as "projectState"`;
const NOTES = `note n
  join project p on p.tenant_id = n.tenant_id and p.id = n.project_id
  left join note c on c.tenant_id = n.tenant_id and c.corrects_id = n.id`;

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function getNote(tx: ActorTransaction, id: string): Promise<NoteRow> {
  const [note] = await tx.rows<NoteRow>(`select ${COLUMNS} from ${NOTES} where n.id = $1`, [id]);
  if (!note) throw new DomainError('notFound');
  return note;
}

const NoteCursor = z.object({ order: Instant, id: z.uuid() });
const FILTER = `n.project_id = $1 and ($2::text is null or n.visibility = $2) and ($3::text is null or n.text ilike $3)`;

/** Newest first. Row level security decides which notes are there at all, for the page and for its count. */
export async function listNotes(tx: ActorTransaction, projectId: string, query: NoteQuery): Promise<Page<Note>> {
  const cursor = decodeCursor(query.cursor, NoteCursor);
  const words = query.query?.trim();
  const filter = [projectId, query.visibility ?? null, words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : null];
  const rows = await tx.rows<NoteRow>(
    `select ${COLUMNS} from ${NOTES}
     where ${FILTER} and ($4::timestamptz is null or (n.at, n.id) < ($4, $5::uuid))
     order by n.at desc, n.id desc limit $6`,
    [...filter, cursor?.order ?? null, cursor?.id ?? null, query.limit + 1],
  );
  const [total] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from (select 1 from note n where ${FILTER} limit ${COUNT_CAP + 1}) capped`,
    filter,
  );
  const view = await noteViewer(tx, projectId, rows);
  return toPage(rows, {
    limit: query.limit,
    count: total?.count ?? 0,
    item: view,
    cursorOf: ({ at, id }) => ({ order: at, id }),
  });
}

export async function noteView(tx: ActorTransaction, row: NoteRow): Promise<Note> {
  return (await noteViewer(tx, row.projectId, [row]))(row);
}

/** Shows notes of one project as the asking person sees them. */
async function noteViewer(tx: ActorTransaction, projectId: string, rows: NoteRow[]): Promise<(row: NoteRow) => Note> {
  const questions = await questionsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const mayAsk = (await issuingUnits(tx, projectId)).length > 0;
  const own = ownUnits(tx.actor);
  return ({ tenantId: _tenant, unitId, unitName, projectState, at, ...note }) => {
    const isOpen = projectState === 'open';
    return {
      ...note,
      unit: { id: unitId, name: unitName },
      at: at.toISOString(),
      questions: questions.get(note.id) ?? [],
      allowed: [
        ...(isOpen && note.correctedBy === null && own.includes(unitId) ? (['correct'] as const) : []),
        ...(isOpen && mayAsk ? (['ask'] as const) : []),
      ],
    };
  };
}
