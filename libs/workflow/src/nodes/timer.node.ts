import type { TimerNode } from '../definition';
import type { TimerStep } from '../state';
import { refuse } from '../command';
import type { StepKind } from './node';

export const timer: StepKind<TimerNode, TimerStep> = {
  enter(run, node) {
    run.openStep({
      id: run.nextStepId(),
      nodeId: node.id,
      type: 'timer',
      open: true,
      openedAt: run.now,
      closedAt: null,
      dueEnd: run.endOf(node.period),
    });
    return [];
  },
  dues: (step) => [{ at: step.dueEnd, id: '', what: 'period', index: 0 }],
  deadlines: (node, { openedAt, dueEnd }) => [{ id: '', unitId: null, from: openedAt, period: node.period, dueEnd }],
  move(_run, _node, step, _deadline, dueEnd) {
    step.dueEnd = dueEnd;
  },
  fire: (run, _node, step) => run.closeStep(step),
  command: () => refuse('notOpen'),
  tasks: () => [],
};
