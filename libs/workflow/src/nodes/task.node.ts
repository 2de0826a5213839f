import type { Refusal } from '../command';
import type { TaskNode } from '../definition';
import type { ActedBy } from '../effects';
import type { Run } from '../run';
import type { Reminder, TaskStep } from '../state';
import type { Instant, TaskCommand } from '../vocabulary';
import type { Due, StepKind } from './node';
import { carryOutOwned, taskOf } from './owned';
import { escalate, formOf, refuseCompletion } from './places';

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
  move(run, node, step, { from }, dueEnd) {
    step.dueEnd = dueEnd;
    step.reminders = withEnd(node, run.remindersAgain(node.reminders, from, step.reminders, dueEnd), dueEnd);
    // With a change of version the end may mean something else than when the task was opened.
    if (escalates(node)) step.firedDueEnd ??= null;
    else delete step.firedDueEnd;
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
  command: (run, node, step, by, command) =>
    carryOutOwned(run, step, by, command, (given, acted) => complete(run, node, step, given, acted)),
  tasks: ({ name }, step) => [taskOf(name, step)],
  form: (node, _step, _seatId, declared) => formOf(node, declared),
};
