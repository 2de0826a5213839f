import { refuse } from '../command';
import type { RunState } from '../state';
import { beginAt } from '../walk';
import type { LeadHandler } from './lead';
import { refusedAt } from './return-plan';

/** What was signed binds the house; another decision is another run. */
const isSigned = ({ status, steps }: RunState): boolean =>
  status === 'completed' &&
  steps.some((step) => step.type === 'finalSignature' && step.signers.every(({ state }) => state === 'signed'));

/**
 * A run that has ended goes on at a node. Outcomes of rounds are final: what is asked again is asked in a new round. A
 * paper that has changed since has been signed by nobody.
 */
export const reopen: LeadHandler<'reopen'> = (run, { nodeId, reason, paper, authors }, lead) => {
  const { state, bundle } = run;
  if (state.status === 'running' || isSigned(state)) return refuse('notReopenable');
  const isNewPaper = paper !== undefined && paper.number !== state.paper.number;
  const refused = refusedAt(bundle, state, { nodeId }, isNewPaper ? () => false : undefined);
  if (refused !== null) return refused;
  state.status = 'running';
  if (paper !== undefined) state.paper = { ...paper };
  if (authors !== undefined) state.authors = [...authors];
  run.record({ type: 'runReopened', nodeId, reason }, lead);
  beginAt(run, nodeId, undefined);
  return null;
};
