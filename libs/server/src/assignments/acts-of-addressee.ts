import type { AssignmentAnswer, HandOverAssignment } from '@querraum/contracts';
import { answerProblem, isLive, judgeAssignment, needsAcceptance } from '@querraum/workflow';
import { DomainError } from '../platform';
import { actingOf } from '../runs';
import { requireAddressee } from './addressees';
import type { Act } from './act';
import { factsOf } from './assignment-authority';
import { findAssignments } from './assignment-record';
import { kindWords } from './assignment-work';

/** What the addressed unit answers; it ends the task, or the issuer looks at it first. */
export async function answer({ tx, work, task, named }: Act, input: AssignmentAnswer): Promise<void> {
  const { result, words = '', documentIds } = input;
  const documents = await ownDocuments({ tx, task }, documentIds);
  const problem = answerProblem(task.kind, { result, words, documents: documents.length });
  if (problem === 'resultOfOtherKind') throw new DomainError(problem, { kind: kindWords(task) });
  if (problem !== null) throw new DomainError(problem);
  const parts = await findAssignments(tx, 'parts', task.id);
  const open = parts.filter(({ state }) => isLive(state));
  if (open.length > 0 && input.openSubAssignments === 'refuse')
    throw new DomainError('subAssignmentsOpen', { count: open.length });
  await work.takeBackParts(task, named, words);
  const answered = { result, answeredAt: tx.now };
  const ended = needsAcceptance(task.kind, task.acceptance)
    ? work.change(task, { ...answered, state: 'answered', reviewerSince: tx.now })
    : await work.end(task, { ...answered, state: 'accepted' });
  work.tell(ended, { act: 'answered', by: named, words, result, data: { documents } });
  // Whom somebody only took note of would drown in notices.
  if (task.kind !== 'takeNote') work.notify(ended, 'issuer', 'answered');
}

/** Documents of the answer are those that the addressed unit has added itself. */
async function ownDocuments({ tx, task }: Pick<Act, 'tx' | 'task'>, ids: string[]) {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ id: string; title: string }>(
    `select d.id, d.title from assignment_document m join document d on d.tenant_id = m.tenant_id and d.id = m.document_id
     where m.assignment_id = $1 and m.added_by = 'addressee' and d.id = any ($2) order by m.added_at, d.id`,
    [task.id, ids],
  );
  if (rows.length !== new Set(ids).size) throw new DomainError('documentElsewhere');
  return rows;
}

/** Back to the unit that gave it, which readdresses it or takes it back; sub-tasks end with it. */
export async function decline({ work, task, named }: Act, { reason }: { reason: string }): Promise<void> {
  await work.takeBackParts(task, named, reason);
  const declined = work.change(task, {
    state: 'declined',
    ...{ ownerId: null, ownerName: null, ownerSince: null, reviewerSince: work.tx.now },
  });
  work.tell(declined, { act: 'declined', by: named, words: reason });
  work.notify(declined, 'issuer', 'declined');
}

/** Inside the unit to a post, a person or all of it; to another unit with a reason, and then with a clean desk. */
export async function handOver(act: Act, { to, reason }: HandOverAssignment): Promise<void> {
  const { tx, work, project, task, named } = act;
  const leaves = to.unitId !== task.unitId;
  if (leaves) {
    const verdict = judgeAssignment('handOverToUnit', await factsOf(tx, task, project.leadUnitId), actingOf(tx.actor));
    if (verdict.refused === 'staysInUnit') throw new DomainError('staysInUnit', { kind: kindWords(task) });
    if (reason === '') throw new DomainError('reasonRequired');
  }
  const addressed = await requireAddressee(tx, to);
  const { unitId, unitName, positionId, personId, personName, inWords } = addressed;
  const isSame = !leaves && positionId === task.positionId && personId === task.personId;
  if (isSame && (personId === null ? task.ownerId === null : task.ownerId === personId))
    throw new DomainError('sameAddressee');
  if (leaves) await work.takeBackParts(task, named, reason);
  const handed = work.change(task, {
    ...{ unitId, unitName, positionId, personId },
    ...{ ownerId: personId, ownerName: personName, ownerSince: personId === null ? null : tx.now },
    ...(leaves && { openedAt: tx.now, remindedAt: null }),
  });
  work.tell(handed, { act: 'handedOver', by: named, words: reason, data: { to: inWords } });
  work.notify(handed, 'addressee', 'newTask');
}
