import { Injectable } from '@nestjs/common';
import type { Task } from '@querraum/contracts';
import { fittingGrant } from '@querraum/workflow';
import { DomainError, Refused, Transactions, type ActorTransaction, type Caller } from '../platform';
import { lockProject } from '../projects';
import { actingOf, actingPerson, claimStep } from '../runs';
import { getTask, taskView, type TaskRow } from '../tasks';
import { perform, type Act } from './act';
import { actOn, closeTasks, issuingUnitOf, openTasks } from './assignment-authority';
import { getAssignment } from './assignment-record';
import { AssignmentWork } from './assignment-work';
import { writeWork } from './assignment-write';

type Claim = 'claim' | 'release';

/** Taking a task of the inbox over, and giving it back, whichever kind it is. */
@Injectable()
export class InboxClaimsService {
  constructor(private readonly transactions: Transactions) {}

  claim(caller: Caller, key: string, taskId: string, type: Claim): Promise<Task> {
    const request = { command: type, taskId };
    return this.transactions.command(caller, { key, request, hold: { kind: 'task', id: taskId } }, async (tx) => {
      const isStep = tx.held?.task?.id === taskId;
      const refused = await (isStep ? claimStep(tx, taskId, type) : claimByHand(tx, await getTask(tx, taskId), type));
      return refused ?? taskView(tx, await getTask(tx, taskId));
    });
  }
}

async function claimByHand(tx: ActorTransaction, task: TaskRow, type: Claim): Promise<Refused | undefined> {
  if (task.assignmentId === null) return claimStep(tx, task.id, type);
  if (task.id === task.assignmentId) await perform(tx, await actOn(tx, task.id, type), (act) => own(act, type));
  else await review(tx, task.assignmentId, type);
  await closeTasks(tx);
  return undefined;
}

async function own({ tx, work, task, named }: Act, type: Claim): Promise<void> {
  const isClaim = type === 'claim';
  const owner = isClaim
    ? { ownerId: tx.actor.personId, ownerName: tx.actor.name, ownerSince: tx.now }
    : { ownerId: null, ownerName: null, ownerSince: null };
  work.tell(work.change(task, owner), { act: isClaim ? 'claimed' : 'released', by: named });
}

/** Who of the issuing unit looks at the answer: nobody must, everybody there may decide. */
async function review(tx: ActorTransaction, id: string, type: Claim): Promise<void> {
  const seen = await getAssignment(tx, id);
  const project = await lockProject(tx, seen.projectId);
  const task = await getAssignment(tx, id);
  const unitId = issuingUnitOf(task, project);
  const mayAct = (by: Parameters<typeof fittingGrant>[0]) => fittingGrant(by, unitId) !== null;
  if (!mayAct(actingOf(tx.actor))) throw new DomainError('noAuthority');
  if (task.state !== 'answered' && task.state !== 'declined') throw new DomainError('notOpen');
  const isMine = task.reviewerId === tx.actor.personId;
  if (type === 'release' && !isMine) throw new DomainError('notOwner');
  if (type === 'claim' && task.reviewerId !== null && mayAct(await actingPerson(tx, task.reviewerId)))
    throw new DomainError('alreadyClaimed', { owner: task.reviewerName ?? '' });
  await openTasks(tx, project.id);
  const work = new AssignmentWork(tx, project);
  work.change(
    task,
    type === 'claim'
      ? { reviewerId: tx.actor.personId, reviewerName: tx.actor.name, reviewerSince: tx.now }
      : { reviewerId: null, reviewerName: null, reviewerSince: null },
  );
  await writeWork(work);
}
