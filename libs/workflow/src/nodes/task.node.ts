import { actingFor, isTaken } from '../authority';
import { refuse } from '../command';
import type { Refusal } from '../command';
import type { TaskNode } from '../definition';
import type { ActedBy } from '../effects';
import type { Run } from '../run';
import type { Reminder, TaskStep } from '../state';
import { ofStep } from '../task-view';
import type { TaskView } from '../task-view';
import type { Acting, Instant, TaskCommand } from '../vocabulary';
import type { Due, StepCommand, StepKind } from './node';
import { escalate, formOf, refuseCompletion } from './places';

const isTaskCommand = ({ type }: StepCommand): boolean => type === 'claim' || type === 'release' || type === 'complete';

type Complete = Extract<TaskCommand, { type: 'complete' }>;

function complete(run: Run, node: TaskNode, step: TaskStep, command: Complete, acted: ActedBy): Refusal | null {
  const refused = refuseCompletion(node, run.declaredFacts, command);
  if (refused !== null) return refused;
  const { words, result, values = {} } = command;
  const said = { ...(words === undefined ? {} : { words }), ...(result === undefined ? {} : { result }) };
  run.record({ type: 'taskCompleted', ...said }, acted, { step, unitId: step.unitId });
  run.setFacts(values, acted, { step });
  step.completed = true;
  if (result !== undefined) step.result = result;
  run.closeStep(step, result);
  return null;
}

function carryOut(run: Run, node: TaskNode, step: TaskStep, by: Acting, command: StepCommand): Refusal | null {
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
  return complete(run, node, step, command, acted);
}

const escalates = ({ onSilence }: TaskNode): boolean => onSilence === 'escalate';

/** Where nobody is told above, the unit is reminded once more at the end of the period. */
const withEnd = (node: TaskNode, reminders: Reminder[], dueEnd: Instant | null): Reminder[] =>
  dueEnd === null || escalates(node) ? reminders : [...reminders, { at: dueEnd, fired: false }];

/** Kept only where silence escalates. */
const periodRuns = ({ dueEnd, firedDueEnd }: TaskStep): boolean =>
  firedDueEnd !== undefined && dueEnd !== null && firedDueEnd !== dueEnd;

function duesOf(step: TaskStep): Due[] {
  const reminders = step.reminders.flatMap(({ at, fired }, index): Due[] =>
    fired ? [] : [{ at, id: '', what: 'reminder', index }],
  );
  if (step.dueEnd === null || !periodRuns(step)) return reminders;
  return [...reminders, { at: step.dueEnd, id: '', what: 'period', index: 0 }];
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
    reminders: withEnd(node, reminders, dueEnd),
    ...(escalates(node) ? { escalations: 0, firedDueEnd: null } : {}),
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
  dues: duesOf,
  deadlines: ({ period }, { unitId, openedAt, dueEnd, firedDueEnd, escalations = 0 }) => {
    if (period === undefined || dueEnd === null || firedDueEnd === dueEnd || escalations > 0) return [];
    return [{ id: '', unitId, from: openedAt, period, dueEnd }];
  },
  move(run, node, step, _deadline, dueEnd) {
    step.dueEnd = dueEnd;
    step.reminders = withEnd(node, run.remindersAgain(node.reminders, step.openedAt, step.reminders, dueEnd), dueEnd);
  },
  fire(run, node, step, due) {
    if (due.what === 'period') {
      if (!periodRuns(step) || step.dueEnd !== due.at) return;
      step.firedDueEnd = due.at;
      escalate(run, step, () => ({ step, unitId: step.unitId }), node);
      return;
    }
    const reminder = step.reminders[due.index];
    if (reminder === undefined || reminder.fired) return;
    reminder.fired = true;
    run.record({ type: 'reminded', dueEnd: step.dueEnd }, null, { step, unitId: step.unitId });
    run.notify('reminder', { step, unitId: step.unitId });
  },
  command: (run, node, step, by, command) => carryOut(run, node, step, by, command),
  tasks: tasksOfTask,
  form: (node, _step, _seatId, declared) => formOf(node, declared),
};
