import type { Run } from '../run';
import { beginAt } from '../walk';
import type { LeadHandler } from './lead-handler';
import { planReopening, signs } from './return-plan';

/** What was agreed, signed or decided was so on another paper. */
function forgetBinding(run: Run): void {
  for (const { id } of run.state.steps.filter(signs)) {
    const step = run.step(id);
    if (step !== undefined) step.onEarlierPaper = true;
  }
}

/**
 * A run that has ended goes on at a node. Outcomes of rounds are final: what is asked again is asked in a new round.
 */
export const reopen: LeadHandler<'reopen'> = (run, { nodeId, reason, paper, authors }, lead) => {
  const { state, bundle } = run;
  const isNewPaper = paper !== undefined && paper.number !== state.paper.number;
  const { refused } = planReopening(bundle, state, { nodeId }, isNewPaper);
  if (refused !== null) return refused;
  state.status = 'running';
  if (isNewPaper) forgetBinding(run);
  if (paper !== undefined) state.paper = { ...paper };
  // Whoever wrote an earlier version stays one of its authors: four eyes are not forgotten.
  if (authors !== undefined) state.authors = [...new Set([...state.authors, ...authors])];
  run.record({ type: 'runReopened', nodeId, name: run.nodeOf({ nodeId }).name, reason }, lead);
  beginAt(run, nodeId, undefined);
  return null;
};
