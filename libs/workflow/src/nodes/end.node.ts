import { endScope } from '../called';
import type { EndNode } from '../definition';
import type { NodeKind } from './node';

/**
 * Returned and rejected end the run, or the called procedure, at once; otherwise it ends when the last token has
 * arrived.
 */
export const end: NodeKind<EndNode> = {
  enter(run, { outcome }) {
    if (outcome === 'completed') return [];
    if (run.scope === undefined) run.end(outcome);
    else endScope(run, run.scope, outcome);
    return [];
  },
};
