import type { BpmnNodeOf, Flow } from '../definition';
import { leavingFlows } from '../walk/routes';
import type { Run } from '../run';
import type { EventStep } from '../state';
import { bringAbout } from './events';
import { idle } from './idle';
import type { StepKind } from './node';

type ThrowEventNode = BpmnNodeOf<'throwEvent'>;

/** A link leads on at the catching event of its name in the same part of the model. */
function linked(run: Run, { parent }: ThrowEventNode, name: string): readonly Flow[] {
  const target = run.definition.nodes.find(
    (node) =>
      node.type === 'catchEvent' && node.parent === parent && node.event.kind === 'link' && node.event.name === name,
  );
  return target === undefined ? [] : leavingFlows(run, target, { scope: run.scope });
}

export const throwEvent: StepKind<ThrowEventNode, EventStep> = {
  ...idle,
  enter(run, node) {
    if (node.event === undefined) return leavingFlows(run, node, { scope: run.scope });
    if (node.event.kind === 'link') return linked(run, node, node.event.name);
    return bringAbout(run, node, 'throwEvent', node.event);
  },
};
