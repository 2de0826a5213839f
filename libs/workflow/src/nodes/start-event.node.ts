import type { BpmnNodeOf } from '../definition';
import type { NodeKind } from './node';

export const startEvent: NodeKind<BpmnNodeOf<'startEvent'>> = {
  enter: (run, node) => run.outgoing(node.id),
};
