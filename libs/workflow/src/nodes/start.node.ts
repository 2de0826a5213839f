import type { StartNode } from '../definition';
import { outgoingOf } from '../graph';
import type { NodeKind } from './node';

export const start: NodeKind<StartNode> = {
  enter: (run, node) => outgoingOf(run.bundle.definition, node.id),
};
