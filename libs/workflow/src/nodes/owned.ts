import { actingFor, isTaken } from '../authority';
import { refuse } from '../command';
import type { Refusal } from '../command';
import type { LocalizedText } from '../definition';
import type { ActedBy } from '../effects';
import type { Run } from '../run';
import type { TaskStep, UserTaskStep } from '../state';
import { ofStep } from '../task-view';
import type { TaskView } from '../task-view';
import type { Acting, TaskCommand } from '../vocabulary';
import type { StepCommand } from './node';

/** A step that one unit does: somebody of it takes it over, gives it back or completes it. */
type Owned = TaskStep | UserTaskStep;
type Complete = Extract<TaskCommand, { type: 'complete' }>;

const isTaskCommand = ({ type }: StepCommand): boolean => type === 'claim' || type === 'release' || type === 'complete';

/** `complete`: what is left to do once the person may complete it. */
export function carryOutOwned(
  run: Run,
  step: Owned,
  by: Acting,
  command: StepCommand,
  complete: (command: Complete, acted: ActedBy) => Refusal | null,
): Refusal | null {
  if (!isTaskCommand(command)) return refuse('unknownStep');
  if (!step.open) return refuse('notOpen');
  const acted = actingFor(by, step.unitId);
  if (acted === null) return refuse('noAuthority');
  const place = { step, unitId: step.unitId };
  if (command.type === 'claim') {
    if (step.owner === by.personId) return null;
    if (isTaken(step, command.owner)) return refuse('alreadyClaimed', { owner: step.owner ?? '' });
    step.owner = by.personId;
    step.ownerSince = run.now;
    run.record({ type: 'seatClaimed' }, acted, place);
    return null;
  }
  if (command.type !== 'release' && command.type !== 'complete') return refuse('unknownStep');
  if (step.owner !== by.personId) return refuse('notOwner');
  if (command.type === 'release') {
    step.owner = null;
    step.ownerSince = null;
    run.record({ type: 'seatUnclaimed' }, acted, place);
    return null;
  }
  return complete(command, acted);
}

export const taskOf = (name: LocalizedText, step: Owned): TaskView => ({
  key: `task:${step.id}`,
  stepId: step.id,
  nodeId: step.nodeId,
  seatId: null,
  kind: 'task',
  name,
  unitId: step.unitId,
  ownerId: step.owner,
  ownerSince: step.ownerSince,
  openedAt: step.openedAt,
  dueEnd: step.type === 'task' ? step.dueEnd : null,
  status: ofStep(step, step.completed ? 'done' : 'open'),
  mandatory: true,
});
