import { refuse } from '../command';
import type { TaskNode } from '../definition';
import { graphOf } from '../graph';
import { openTask } from '../nodes/task.node';
import type { Run } from '../run';
import type { LeadHandler } from './lead-handler';

/** Counted on within the run, and no id of any of its procedures. */
function freeId({ bundle, state }: Run): string {
  const definitions = [bundle.definition, ...Object.values(bundle.called ?? {})];
  const isTaken = (id: string): boolean =>
    definitions.some((definition) => graphOf(definition).nodes.has(id)) ||
    (state.inserted?.some((node) => node.id === id) ?? false);
  let number = 1;
  while (isTaken(`inserted${number}`)) number += 1;
  return `inserted${number}`;
}

/** An unplanned task. Until it is done the step behind it cannot end, and that step's Fristen stand still. */
export const insertStep: LeadHandler<'insertStep'> = (run, { before, name, unitId, period, reason }, lead) => {
  if (run.bundle.definition.imported !== undefined) return refuse('notInModel');
  const held = run.step(before);
  if (held === undefined) return refuse('unknownStep');
  if (!held.open) return refuse('notOpen');
  // Nothing holds back what goes on without anybody.
  if (held.type === 'automatic' || held.type === 'call') return refuse('notInsertable');
  run.actIn(held);
  const node: TaskNode = {
    id: freeId(run),
    type: 'task',
    name: { ...name },
    addressee: { kind: 'unit', unitId },
    ...(period && { period: { ...period } }),
    reminders: [],
  };
  run.state.inserted = [...(run.state.inserted ?? []), node];
  run.record({ type: 'stepInserted', nodeId: node.id, name: node.name, reason }, lead, { step: held, unitId });
  held.heldSince ??= run.now;
  openTask(run, node, { before });
  return null;
};
