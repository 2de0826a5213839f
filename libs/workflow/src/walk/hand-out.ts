import type { NodeDefinition } from '../definition';
import { mappedValue } from '../expressions';
import { Failure } from '../failure';
import type { Run } from '../run';
import type { StepState } from '../state';
import { at, setVariables } from '../variables';

/** What an activity or an event gives to the scope around it when it is done. */
export function handOut(run: Run, node: NodeDefinition, step: StepState): void {
  if (!('outputs' in node) || !Array.isArray(node.outputs)) return;
  for (const { name, value } of node.outputs) {
    setVariables(run, { scope: step.scope }, { [name]: mappedValue(run, value, at(step)) });
  }
}

/** What is cancelled hands out what can be said by then; a loop as a whole has nothing to say. */
export function handOutAsFar(run: Run, node: NodeDefinition, step: StepState): void {
  if (node.type !== step.type) return;
  try {
    handOut(run, node, step);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}
