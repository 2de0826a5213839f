import { takeBack } from '../nodes/call-activity.node';
import type { Run } from '../run';
import { scopeOf } from '../scopes';

/** A part of the procedure, a loop or a called model is over: the step that stands for it goes on. */
export function endPart(run: Run, scopeId: string): void {
  const scope = scopeOf(run.state, scopeId);
  const owner = scope && run.step(scope.callStepId);
  if (scope === undefined || owner === undefined || !owner.open) return;
  const node = run.nodeOf(owner);
  if (node.type === 'callActivity' && owner.type === 'callActivity') takeBack(run, node, owner);
  run.closeAll(scopeId);
  scope.outcome = 'completed';
  run.closeStep(owner);
  run.left.push(owner);
}
