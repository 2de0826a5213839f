import type { BpmnNodeOf } from '../definition';
import type { EventStep } from '../state';
import { at } from '../variables';
import { arm, scoped } from '../walk/arm';
import { openEvent } from './events';
import { idle } from './idle';
import type { StepKind } from './node';

/** Waits until its event occurs. */
export const catchEvent: StepKind<BpmnNodeOf<'catchEvent'>, EventStep> = {
  ...idle,
  enter(run, node) {
    const step = openEvent(run, node, 'catchEvent');
    arm(run, { nodeId: node.id, stepId: step.id, ...scoped(run.scope) }, node.event, at(step));
    return [];
  },
};
