import type { BpmnNodeOf } from '../definition';
import type { EventStep } from '../state';
import { bringAbout } from './events';
import { idle } from './idle';
import type { StepKind } from './node';

/** The token ends here, once what the event brings about has happened. */
export const endEvent: StepKind<BpmnNodeOf<'endEvent'>, EventStep> = {
  ...idle,
  enter: (run, node) => (node.event === undefined ? [] : bringAbout(run, node, 'endEvent', node.event)),
};
