import { actingFor, isTaken } from '../authority';
import { refuse } from '../command';
import type { Refusal } from '../command';
import type { TaskNode } from '../definition';
import type { Run } from '../run';
import type { TaskStep } from '../state';
import { ofStep } from '../task-view';
import type { TaskView } from '../task-view';
import type { Acting } from '../vocabulary';
import type { StepCommand, StepKind } from './node';

const isTaskCommand = ({ type }: StepCommand): boolean => type === 'claim' || type === 'release' || type === 'complete';

function carryOut(run: Run, step: TaskStep, by: Acting, command: StepCommand): Refusal | null {
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
  const { words } = command;
  run.record({ type: 'taskCompleted', ...(words === undefined ? {} : { words }) }, acted, place);
  step.completed = true;
  run.closeStep(step);
  return null;
}

const tasksOfTask = ({ name }: TaskNode, step: TaskStep): TaskView[] => [
  {
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
    dueEnd: step.dueEnd,
    status: ofStep(step, step.completed ? 'done' : 'open'),
    mandatory: true,
  },
];

export function openTask(run: Run, node: TaskNode, more: Pick<TaskStep, 'before'> = {}): void {
  const unitId = run.unitsOf(node.addressee)[0] ?? '';
  const dueEnd = node.period === undefined ? null : run.endOf(node.period);
  const reminders = run.remindersOf(node.reminders, dueEnd);
  const step: TaskStep = {
    id: run.nextStepId(),
    nodeId: node.id,
    type: 'task',
    open: true,
    openedAt: run.now,
    closedAt: null,
    completed: false,
    unitId,
    owner: null,
    ownerSince: null,
    dueEnd,
    reminders: dueEnd === null ? reminders : [...reminders, { at: dueEnd, fired: false }],
    ...more,
  };
  run.openStep(step);
  run.notify('newTask', { step, unitId });
}

export const task: StepKind<TaskNode, TaskStep> = {
  obstacle: (run, node) => (run.isComplete(node) ? null : 'missingParticipant'),
  enter(run, node) {
    openTask(run, node);
    return [];
  },
  dues: (step) =>
    step.reminders.flatMap(({ at, fired }, index) => (fired ? [] : [{ at, id: '', what: 'reminder', index }])),
  deadlines: ({ period }, { unitId, openedAt, dueEnd }) =>
    period === undefined || dueEnd === null ? [] : [{ id: '', unitId, from: openedAt, period, dueEnd }],
  move(run, node, step, _deadline, dueEnd) {
    step.dueEnd = dueEnd;
    const reminders = run.remindersAgain(node.reminders, step.openedAt, step.reminders, dueEnd);
    step.reminders = [...reminders, { at: dueEnd, fired: false }];
  },
  fire(run, _node, step, due) {
    const reminder = step.reminders[due.index];
    if (reminder === undefined || reminder.fired) return;
    reminder.fired = true;
    run.record({ type: 'reminded', dueEnd: step.dueEnd }, null, { step, unitId: step.unitId });
    run.notify('reminder', { step, unitId: step.unitId });
  },
  command: (run, _node, step, by, command) => carryOut(run, step, by, command),
  tasks: tasksOfTask,
};
