import type { BpmnNodeOf } from '../definition';
import type { PassedTaskStep } from '../state';
import { activity } from './activity';
import type { ActivityKind } from './node';

/** Manual and abstract tasks: nothing is known of how they are done, so that the run goes on at once. */
export const passedTask: ActivityKind<BpmnNodeOf<'manualTask' | 'abstractTask'>, PassedTaskStep> = {
  ...activity,
  open: ({ type }, step) => ({ ...step, type }),
  begun: (run, _node, step) => run.closeStep(step),
};
