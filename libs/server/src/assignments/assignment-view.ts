import type { AssignmentDetail, AssignmentEntry, AssignmentOutcome, AssignmentResult } from '@querraum/contracts';
import { allowedActs, type Capacity } from '@querraum/workflow';
import { documentSummary } from '../documents';
import { DomainError, type ActorTransaction } from '../platform';
import { actingOf } from '../runs';
import { closeTasks, factsOf, projectHead } from './assignment-authority';
import { assignmentViewer, findShown, type ShownRow } from './assignment-summary';

/** What cannot be seen gives `notFound`, the same as what does not exist. */
export async function assignmentDetail(tx: ActorTransaction, id: string): Promise<AssignmentDetail> {
  const detail = await findDetail(tx, id);
  if (!detail) throw new DomainError('notFound');
  return detail;
}

/** The task after an act, as its person sees it now, if they still do. */
export async function outcomeOf(tx: ActorTransaction, id: string): Promise<AssignmentOutcome> {
  await closeTasks(tx);
  return { assignment: (await findDetail(tx, id)) ?? null };
}

async function findDetail(tx: ActorTransaction, id: string): Promise<AssignmentDetail | undefined> {
  const [row] = await findShown(tx, 'one', id);
  if (!row) return undefined;
  const head = await projectHead(tx, row.projectId);
  const viewer = await assignmentViewer(tx, row.projectId);
  const [sight] = await tx.rows<{ file: boolean; project: boolean }>(
    'select app.sees_file($1) as file, app.sees_project($1) as project',
    [row.projectId],
  );
  const mayAct = head.state === 'open' && sight?.project === true;
  const facts = await factsOf(tx, row, head.leadUnitId);
  const parts = await findShown(tx, 'parts', id);
  const [parent] = row.parentId === null ? [] : await findShown(tx, 'one', row.parentId);
  const predecessors = await findShown(tx, 'predecessors', id);
  return {
    ...viewer.summary(row),
    words: row.words,
    project: {
      ...{ id: row.projectId, reference: head.reference, title: head.title, leadUnitName: head.leadUnitName },
      seesFile: sight?.file ?? false,
      closed: head.state === 'closed',
    },
    acceptance: row.acceptance,
    checklistItems: row.checklist,
    documents: await documentsOf(tx, id),
    parent: parent ? { id: parent.id, number: parent.number, title: parent.title } : null,
    subAssignments: parts.map((part) => viewer.summary(part)),
    dependsOn: predecessors.map(nameOf),
    entries: (await entriesOf(tx, [id])).map(({ assignmentId: _id, ...entry }) => entry),
    allowed: mayAct ? allowedActs(facts, actingOf(tx.actor)) : [],
  };
}

const nameOf = ({ id, number, title, state }: ShownRow) => ({ id, number, title, state });

async function documentsOf(tx: ActorTransaction, id: string): Promise<AssignmentDetail['documents']> {
  const rows = await tx.rows<{ documentId: string; addedBy: 'issuer' | 'addressee' }>(
    `select m.document_id as "documentId", m.added_by as "addedBy"
     from assignment_document m join document d on d.tenant_id = m.tenant_id and d.id = m.document_id
     where m.assignment_id = $1 order by m.added_at, m.document_id`,
    [id],
  );
  const documents = [];
  for (const { documentId, addedBy } of rows) documents.push({ ...(await documentSummary(tx, documentId)), addedBy });
  return documents;
}

interface EntryRow {
  id: string;
  assignmentId: string;
  at: Date;
  act: AssignmentEntry['act'];
  personName: string | null;
  unitName: string | null;
  capacity: Capacity | null;
  onBehalfOfName: string | null;
  words: string | null;
  result: AssignmentResult | null;
  data: Partial<Pick<AssignmentEntry, 'to' | 'lastDay' | 'about' | 'documents'>>;
}

export async function entriesOf(
  tx: ActorTransaction,
  ids: string[],
): Promise<(AssignmentEntry & { assignmentId: string })[]> {
  const rows = await tx.rows<EntryRow>(
    `select id, assignment_id as "assignmentId", at, act, person_name as "personName", unit_name as "unitName", capacity,
       on_behalf_of_name as "onBehalfOfName", words, result, data
     from assignment_entry where assignment_id = any ($1) order by at, id`,
    [ids],
  );
  return rows.map(({ personName, unitName, capacity, onBehalfOfName, data, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    by:
      personName === null
        ? null
        : {
            person: personName,
            unitName: unitName ?? '',
            capacity: capacity ?? 'BY_ORDER',
            onBehalfOf: onBehalfOfName,
          },
    to: data.to ?? null,
    lastDay: data.lastDay ?? null,
    about: data.about ?? null,
    documents: data.documents ?? [],
  }));
}
