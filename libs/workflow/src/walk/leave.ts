import type { NodeDefinition } from '../definition';
import type { Run } from '../run';
import type { StepState } from '../state';
import { canBeCompensated, handlerDone } from './compensation';
import { handOut } from './hand-out';
import { instanceDone } from './loops';
import { leavingFlows } from './routes';

/** Begun by an event, or to compensate: no flow leads on from there. */
const isAside = (node: NodeDefinition): boolean =>
  ('forCompensation' in node && node.forCompensation === true) || (node.type === 'subProcess' && node.byEvent === true);

/** The token of a step that was closed goes on: to the next instance of its loop, or by the flows behind it. */
export function leave(run: Run, step: StepState): void {
  const node = run.actIn(step);
  if (node.type === step.type) handOut(run, node, step);
  if (canBeCompensated(run, step)) step.compensable = true;
  const loop = run.loopOf(step);
  if (loop?.open === true && 'loop' in node) return instanceDone(run, node, loop, step);
  if (isAside(node)) handlerDone(run, step);
  else run.send(leavingFlows(run, node, { scope: step.scope }));
}
