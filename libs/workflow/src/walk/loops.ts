import { refuse } from '../command';
import type { ActivityNode } from '../definition';
import { holds, valueOf } from '../expressions';
import { Failure } from '../failure';
import type { Run } from '../run';
import type { Json, LoopStep, StepState } from '../state';
import { at, lookupAt, setLocal } from '../variables';
import type { Standing } from '../variables';
import { armBoundary } from './arm';
import { endPart } from './end-part';

const MOST_INSTANCES = 10_000;

function collectionOf(run: Run, text: string, standing: Standing): Json[] {
  const value = /[$#=]/.test(text[0] ?? '') ? valueOf(run, text, standing) : named(run, text, standing);
  if (!Array.isArray(value)) throw new Failure(refuse('expressionError', { expression: text }));
  return value;
}

function named(run: Run, name: string, standing: Standing): Json {
  const lookup = lookupAt(run, standing);
  if (!lookup.has(name)) throw new Failure(refuse('unknownVariable', { expression: name }));
  return lookup.get(name);
}

function totalOf(run: Run, node: ActivityNode, standing: Standing): number {
  const { cardinality, collection } = node.loop ?? {};
  const total =
    cardinality === undefined
      ? collectionOf(run, collection ?? '', standing).length
      : Number(valueOf(run, cardinality, standing));
  if (Number.isInteger(total) && total >= 0 && total <= MOST_INSTANCES) return total;
  throw new Failure(refuse('expressionError', { expression: cardinality ?? '' }));
}

const counters = ({ total, begun, done }: LoopStep, sequential: boolean): Record<string, Json> => ({
  nrOfInstances: total,
  nrOfCompletedInstances: done,
  nrOfActiveInstances: sequential ? 1 : begun - done,
});

function beginNext(run: Run, node: ActivityNode, loop: LoopStep): void {
  const { collection, elementVariable } = node.loop ?? {};
  const index = loop.begun;
  loop.begun += 1;
  const element =
    collection === undefined || elementVariable === undefined
      ? {}
      : { [elementVariable]: collectionOf(run, collection, { scope: loop.scope })[index] ?? null };
  run.beginnings.push({ node, scope: loop.ownScope, variables: { loopCounter: index, ...element } });
}

/** The activity as a whole begins: its instances stand in a scope of their own, together or one after the other. */
export function openLoop(run: Run, node: ActivityNode): void {
  const standing = { scope: run.scope };
  const sequential = node.loop?.sequential === true;
  const step: LoopStep = {
    id: run.nextStepId(),
    nodeId: node.id,
    type: 'loop',
    open: true,
    openedAt: run.now,
    closedAt: null,
    ownScope: '',
    total: totalOf(run, node, standing),
    begun: 0,
    done: 0,
  };
  run.openStep(step);
  if (step.total === 0) {
    run.closeStep(step);
    run.left.push(step);
    return;
  }
  step.ownScope = run.openScope(step).id;
  do beginNext(run, node, step);
  while (!sequential && step.begun < step.total);
  setLocal(run, at(step), counters(step, sequential));
  armBoundary(run, step);
}

/** An instance is done: the next begins, or the activity ends with the last one or by its condition. */
export function instanceDone(run: Run, node: ActivityNode, loop: LoopStep, instance: StepState): void {
  loop.done += 1;
  const { sequential = false, completionCondition } = node.loop ?? {};
  setLocal(run, at(loop), counters(loop, sequential));
  const enough = completionCondition !== undefined && holds(run, completionCondition, at(instance));
  if (enough || loop.done >= loop.total) endPart(run, loop.ownScope);
  else if (sequential) beginNext(run, node, loop);
}
