import type { EndNode } from '../definition';
import type { NodeKind } from './node';

/** Returned and rejected end the run at once; otherwise it ends when the last token has arrived. */
export const end: NodeKind<EndNode> = {
  enter(run, node) {
    run.reachedEnd = node.outcome;
    if (node.outcome !== 'completed') run.end(node.outcome);
    return [];
  },
};
