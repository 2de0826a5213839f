import type { NewAssignments, RecurrenceInput } from '@querraum/contracts';
import { findCircle, isLive, type AssignmentDue } from '@querraum/workflow';
import { DomainError, newId, type Transaction } from '../platform';
import type { HistoryBy, ProjectRecord } from '../projects';
import type { Addressed } from './addressees';
import { dueFields } from './assignment-due';
import { findAssignments, type AssignmentRecord } from './assignment-record';
import { AssignmentWork } from './assignment-work';
import { writeWork } from './assignment-write';

export type GroupInput = Pick<
  NewAssignments,
  'kind' | 'title' | 'words' | 'due' | 'priority' | 'acceptance' | 'checklist' | 'documentIds'
>;

export interface Issue {
  input: GroupInput;
  due: AssignmentDue | null;
  addressed: Addressed[];
  issuer: { unitId: string; unitName: string; personId: string; personName: string };
  /** `null` where a recurring task comes by itself. */
  by: HistoryBy | null;
  parent?: AssignmentRecord;
  dependsOn: string[];
  series: {
    recurrence: RecurrenceInput;
    firstOn: string;
    turn: number;
    nextOn: string | null;
    previousId: string | null;
  } | null;
}

/** One group with one task for each addressee, under the lock of the project and with its tasks open to the command. */
export async function issue(tx: Transaction, project: ProjectRecord, order: Issue): Promise<string> {
  const groupId = newId();
  await insertGroup(tx, project, groupId, order);
  const [last] = await tx.rows<{ number: number }>(
    'select coalesce(max(number), 0)::int as number from assignment where project_id = $1',
    [project.id],
  );
  const waits = await waitsFor(tx, project.id, order.dependsOn);
  const work = new AssignmentWork(tx, project);
  const records = order.addressed.map((addressed, index) =>
    newRecord(tx, project, { groupId, order, addressed, number: (last?.number ?? 0) + index + 1, waits }),
  );
  if (records[0]) await requireNoCircle(tx, project.id, records[0], order.dependsOn);
  for (const [index, record] of records.entries()) {
    work.add(record);
    work.entries.push({
      assignmentId: record.id,
      act: 'issued',
      by: order.by,
      words: order.input.words,
      data: { to: order.addressed[index]?.inWords ?? record.unitName },
    });
    if (record.state === 'open') work.notify(record, 'addressee', 'newTask');
  }
  work.history.push({ action: 'assignment.issued', by: order.by, data: issuedWords(groupId, order, records) });
  await writeWork(work);
  await insertTies(tx, project, records, order);
  return groupId;
}

function newRecord(
  tx: Transaction,
  project: ProjectRecord,
  one: { groupId: string; order: Issue; addressed: Addressed; number: number; waits: boolean },
): AssignmentRecord {
  const { groupId, order, addressed, number, waits } = one;
  const { input, issuer, parent } = order;
  const { unitId, unitName, positionId, personId, personName } = addressed;
  return {
    ...{ tenantId: project.tenantId, id: newId(), projectId: project.id, groupId, number },
    ...{ groupSize: order.addressed.length, parentId: parent?.id ?? null },
    ...{ kind: input.kind, title: input.title, words: input.words, priority: input.priority },
    ...{ issuingUnitId: issuer.unitId, issuingUnitName: issuer.unitName },
    ...{ issuerId: issuer.personId, issuerName: issuer.personName },
    ...{ unitId, unitName, positionId, personId },
    state: waits ? 'waiting' : 'open',
    acceptance: input.acceptance,
    // Who is asked personally has it already.
    ...{ ownerId: personId, ownerName: personName, ownerSince: personId === null ? null : tx.now },
    ...{ reviewerId: issuer.personId, reviewerName: issuer.personName, reviewerSince: tx.now },
    checklist: input.checklist.map((text, index) => ({ id: index + 1, text, done: null })),
    ...dueFields(order.due, input.due),
    ...{ nextDueAt: null, result: null, issuedAt: tx.now, openedAt: tx.now, answeredAt: null, endedAt: null },
    revision: 1,
    wasHeld: false,
    issuerIsGone: false,
  };
}

async function insertGroup(tx: Transaction, project: ProjectRecord, id: string, order: Issue): Promise<void> {
  const { input, issuer, series } = order;
  const { kind, title, words, ...rest } = input;
  const { due, priority, acceptance, checklist, documentIds } = rest;
  await tx.rows(
    `insert into assignment_group (tenant_id, id, project_id, issuing_unit_id, issuing_unit_name, issuer_id, issuer_name, kind, title,
       words, issued_at, input, recurrence, first_on, turn, next_on, previous_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      project.tenantId,
      id,
      project.id,
      issuer.unitId,
      issuer.unitName,
      issuer.personId,
      issuer.personName,
      kind,
      title,
      words,
      tx.now,
      JSON.stringify({ due, priority, acceptance, checklist, documentIds }),
      series && JSON.stringify(series.recurrence),
      series?.firstOn ?? null,
      series?.turn ?? 0,
      series?.nextOn ?? null,
      series?.previousId ?? null,
    ],
  );
}

/** Documents that go with each task, and what each waits for. */
async function insertTies(
  tx: Transaction,
  project: ProjectRecord,
  records: AssignmentRecord[],
  { input, dependsOn }: Issue,
): Promise<void> {
  const ids = records.map(({ id }) => id);
  await tx.rows(
    `insert into assignment_document (tenant_id, assignment_id, document_id, project_id, added_by, added_at)
     select distinct $1::uuid, a.id, d.id, $2::uuid, 'issuer', $5::timestamptz
     from unnest($3::uuid[]) a(id), unnest($4::uuid[]) d(id)`,
    [project.tenantId, project.id, ids, input.documentIds, tx.now],
  );
  await insertDependencies(tx, project, ids, dependsOn);
}

export async function insertDependencies(
  tx: Transaction,
  project: ProjectRecord,
  ids: string[],
  dependsOn: string[],
): Promise<void> {
  await tx.rows(
    `insert into assignment_dependency (tenant_id, assignment_id, predecessor_id, project_id)
     select distinct $1::uuid, a.id, p.id, $2::uuid from unnest($3::uuid[]) a(id), unnest($4::uuid[]) p(id)`,
    [project.tenantId, project.id, ids, dependsOn],
  );
}

export async function waitsFor(tx: Transaction, projectId: string, dependsOn: string[]): Promise<boolean> {
  if (dependsOn.length === 0) return false;
  const predecessors = await findAssignments(tx, 'anyOfProject', projectId, dependsOn);
  return predecessors.some(({ state }) => isLive(state));
}

/** Everything that would have to end before everything else: predecessors, and the sub-tasks of a task. */
export async function requireNoCircle(
  tx: Transaction,
  projectId: string,
  task: Pick<AssignmentRecord, 'id' | 'parentId' | 'number'>,
  dependsOn: string[],
): Promise<void> {
  if (dependsOn.length === 0) return;
  const rows = await tx.rows<{ id: string; on: string }>(
    `select assignment_id as id, predecessor_id as "on" from assignment_dependency where project_id = $1 and assignment_id <> $2
     union all select parent_id, id from assignment where project_id = $1 and parent_id is not null`,
    [projectId, task.id],
  );
  const own = dependsOn.map((on) => ({ id: task.id, on }));
  const parent = task.parentId === null ? [] : [{ id: task.parentId, on: task.id }];
  const circle = findCircle([...rows, ...own, ...parent], task.id);
  if (circle === null) return;
  const numbers = new Map((await findAssignments(tx, 'any', circle)).map(({ id, number }) => [id, number]));
  numbers.set(task.id, task.number);
  throw new DomainError('dependencyCycle', { numbers: circle.map((id) => numbers.get(id) ?? '').join(' → ') });
}

const issuedWords = (groupId: string, { input, parent, addressed, due }: Issue, records: AssignmentRecord[]) => ({
  groupId,
  assignmentId: records[0]?.id,
  assignmentIds: records.map(({ id }) => id),
  number: records[0]?.number,
  title: input.title,
  kind: input.kind,
  to: addressed.map(({ inWords }) => inWords),
  ...(due && { lastDay: due.lastDay }),
  ...(parent && { parentNumber: parent.number, parentTitle: parent.title }),
});
