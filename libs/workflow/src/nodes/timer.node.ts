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
  fire: (run, _node, step) => run.closeStep(step),
  command: () => refuse('notOpen'),
};
