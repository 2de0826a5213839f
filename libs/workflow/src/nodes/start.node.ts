import type { StartNode } from '../definition';
import type { NodeKind } from './node';

export const start: NodeKind<StartNode> = {
  enter: (run, node) => run.outgoing(node.id),
};
