import type { BpmnNodeOf } from '../definition';
import { nodeOf } from '../graph';
import type { EventStep } from '../state';
import { at } from '../variables';
import { arm, scoped, waitFor } from '../walk/arm';
import { openEvent } from './events';
import { idle } from './idle';
import type { StepKind } from './node';

/** Waits for several events; the first to occur says the way. */
export const eventBasedGateway: StepKind<BpmnNodeOf<'eventBasedGateway'>, EventStep> = {
  ...idle,
  enter(run, node) {
    const step = openEvent(run, node, 'eventBasedGateway');
    for (const { to } of run.outgoing(node.id)) {
      const target = nodeOf(run.definition, to);
      if (target.type !== 'catchEvent') continue;
      // Behind the gateway only a change counts; what the start was given is one.
      const begin = run.isStarting ? arm : waitFor;
      begin(run, { nodeId: to, stepId: step.id, ...scoped(run.scope) }, target.event, at(step));
    }
    return [];
  },
};
