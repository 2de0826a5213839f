import type { BpmnNodeOf } from '../definition';
import type { ReceiveTaskStep } from '../state';
import { at } from '../variables';
import { arm, scoped } from '../walk/arm';
import { activity } from './activity';
import type { ActivityKind } from './node';

/** Empfangsaufgabe: waits for its message; without one, until somebody tells it to go on. */
export const receiveTask: ActivityKind<BpmnNodeOf<'receiveTask'>, ReceiveTaskStep> = {
  ...activity,
  open: (_node, step) => ({ ...step, type: 'receiveTask' }),
  begun(run, { id, message }, step) {
    if (message === undefined) return;
    arm(run, { nodeId: id, stepId: step.id, ...scoped(step.scope) }, { kind: 'message', name: message }, at(step));
  },
};
