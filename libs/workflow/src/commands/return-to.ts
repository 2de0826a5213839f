import { beginAt } from '../walk';
import type { LeadHandler } from './lead-handler';
import { planReturn } from './return-plan';

/** Whatever is open in the scope is closed, and a token begins before the node: back, or on where no signature lies between. */
export const returnTo: LeadHandler<'returnTo'> = (run, { nodeId, scope, reason }, lead) => {
  const { closes, refused } = planReturn(run.bundle, run.state, { nodeId, scope });
  if (refused !== null) return refused;
  const { name } = run.nodeOf({ nodeId, ...(scope !== undefined && { scope }) });
  run.record({ type: 'returnedTo', nodeId, name, closed: closes.map(({ stepId }) => stepId), reason }, lead);
  run.closeAll(scope);
  beginAt(run, nodeId, scope);
  return null;
};
