import { mappedValue } from '../expressions';
import { activityKindOf } from '../nodes';
import type { Beginning, Run } from '../run';
import { at, setLocal } from '../variables';
import { armBoundary } from './arm';
import { openLoop } from './loops';

/** An activity begins, or one instance of it: its variables are set, then what may disturb it is waited for. */
export function begin(run: Run, { node, scope, variables, awaitedBy }: Beginning): void {
  run.scope = scope;
  const isInstance = variables !== undefined && node.loop !== undefined;
  if (node.loop !== undefined && !isInstance) {
    openLoop(run, node);
    return;
  }
  const kind = activityKindOf(node);
  const step = kind.open(node, {
    id: run.nextStepId(),
    nodeId: node.id,
    open: true,
    openedAt: run.now,
    closedAt: null,
  });
  run.openStep(step);
  if (variables !== undefined) setLocal(run, at(step), variables);
  for (const { name, value } of node.inputs ?? [])
    setLocal(run, at(step), { [name]: mappedValue(run, value, at(step)) });
  const event = awaitedBy === undefined ? undefined : run.step(awaitedBy);
  if (event !== undefined && 'waitsFor' in event) event.waitsFor = [...(event.waitsFor ?? []), step.id];
  if (!isInstance) armBoundary(run, step);
  kind.begun(run, node, step);
  if (!step.open) run.left.push(step);
}
