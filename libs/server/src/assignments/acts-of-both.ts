import type { AssignmentDependencies, AttachDocument, TickChecklist } from '@querraum/contracts';
import { isLive } from '@querraum/workflow';
import { DomainError, type ActorTransaction } from '../platform';
import { closeTasks, openTasks } from './assignment-authority';
import type { Act } from './act';
import { insertDependencies, requireNoCircle, waitsFor } from './assignment-issue';
import { findAssignments, type AssignmentRecord } from './assignment-record';

export async function tickItem({ tx, work, task, named }: Act, { itemId, done }: TickChecklist): Promise<void> {
  const item = task.checklist.find(({ id }) => id === itemId);
  if (!item) throw new DomainError('checklistItemUnknown');
  // Ticking what is ticked changes nothing: the first keeps the mark.
  if ((item.done !== null) === done) return;
  const mark = done ? { by: named.personName, at: tx.now.toISOString() } : null;
  const ticked = work.change(task, {
    checklist: task.checklist.map((one) => (one.id === itemId ? { ...one, done: mark } : one)),
  });
  work.tell(ticked, { act: done ? 'ticked' : 'unticked', by: named, data: { about: item.text } });
}

/** A document of the project goes with the task: given by the issuing unit, or added by the one that has it. */
export async function attachDocument(act: Act, { documentId }: AttachDocument): Promise<void> {
  const document = await requireDocument(act.tx, act.project.id, documentId);
  await attach(act, document);
}

export async function attach(act: Act, document: { id: string; title: string }): Promise<void> {
  const { tx, work, project, task, named, by } = act;
  const added = await tx.rows(
    `insert into assignment_document (tenant_id, assignment_id, document_id, project_id, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning document_id`,
    [project.tenantId, task.id, document.id, project.id, by.unitId === task.unitId ? 'addressee' : 'issuer', tx.now],
  );
  if (added.length === 0) return;
  const changed = work.change(task, {});
  work.tell(changed, { act: 'documentAdded', by: named, data: { about: document.title } });
}

/** A document that the person sees themselves, in this project: nobody hands on what is not theirs. */
export async function requireDocument(
  tx: ActorTransaction,
  projectId: string,
  documentId: string,
): Promise<{ id: string; title: string }> {
  await closeTasks(tx);
  const [document] = await tx.rows<{ id: string; title: string }>(
    'select id, title from document where id = $1 and project_id = $2',
    [documentId, projectId],
  );
  await openTasks(tx, projectId);
  if (!document) throw new DomainError('documentElsewhere');
  return document;
}

/** All that the task waits for from now on; with one that runs it waits, with none it begins. */
export async function setDependencies(act: Act, { dependsOn }: AssignmentDependencies): Promise<void> {
  const { tx, work, project, task, named } = act;
  await requirePredecessors(tx, project.id, dependsOn);
  await requireNoCircle(tx, project.id, task, dependsOn);
  const waits = await waitsFor(tx, project.id, dependsOn);
  if (waits && task.state === 'open') {
    const parts = await findAssignments(tx, 'parts', task.id);
    const open = parts.filter(({ state }) => isLive(state)).length;
    if (open > 0) throw new DomainError('subAssignmentsOpen', { count: open });
  }
  await tx.rows('delete from assignment_dependency where assignment_id = $1', [task.id]);
  await insertDependencies(tx, project, [task.id], dependsOn);
  const opens = !waits && task.state === 'waiting';
  const changed = work.change(task, { state: waits ? 'waiting' : 'open', ...(opens && { openedAt: tx.now }) });
  work.tell(changed, { act: 'dependenciesChanged', by: named });
  if (opens) work.notify(changed, 'addressee', 'newTask');
}

/** Each is a task of this project that the person sees. */
export async function requirePredecessors(
  tx: ActorTransaction,
  projectId: string,
  ids: string[],
): Promise<AssignmentRecord[]> {
  if (ids.length === 0) return [];
  await closeTasks(tx);
  const found = await findAssignments(tx, 'anyOfProject', projectId, ids);
  await openTasks(tx, projectId);
  if (found.length !== new Set(ids).size) throw new DomainError('dependencyUnknown');
  return found;
}
