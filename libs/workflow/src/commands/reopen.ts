import { beginAt } from '../walk';
import type { LeadHandler } from './lead-handler';
import { planReopening } from './return-plan';

/**
 * A run that has ended goes on at a node. Outcomes of rounds are final: what is asked again is asked in a new round.
 */
export const reopen: LeadHandler<'reopen'> = (run, { nodeId, reason, paper, authors }, lead) => {
  const { state, bundle } = run;
  const isNewPaper = paper !== undefined && paper.number !== state.paper.number;
  const { refused } = planReopening(bundle, state, { nodeId }, isNewPaper);
  if (refused !== null) return refused;
  state.status = 'running';
  if (paper !== undefined) state.paper = { ...paper };
  if (authors !== undefined) state.authors = [...authors];
  run.record({ type: 'runReopened', nodeId, name: run.nodeOf({ nodeId }).name, reason }, lead);
  beginAt(run, nodeId, undefined);
  return null;
};
