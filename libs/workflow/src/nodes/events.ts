import type { BpmnNode, EventDefinition, Flow } from '../definition';
import { textOf } from '../expressions';
import type { Run } from '../run';
import type { EventStep } from '../state';
import { at } from '../variables';

export function openEvent(run: Run, { id }: BpmnNode, type: EventStep['type']): EventStep {
  const step: EventStep = { id: run.nextStepId(), nodeId: id, type, open: true, openedAt: run.now, closedAt: null };
  run.openStep(step);
  return step;
}

/** Its token stays until what it brings about has happened, which may cancel it. */
export function bringAbout(
  run: Run,
  node: BpmnNode,
  type: 'throwEvent' | 'endEvent',
  brought: EventDefinition,
): readonly Flow[] {
  const step = openEvent(run, node, type);
  const topic = brought.kind === 'message' ? brought.topic : undefined;
  if (topic === undefined) run.occurrences.push({ step, event: brought });
  else step.topic = textOf(run, topic, at(step));
  return [];
}
