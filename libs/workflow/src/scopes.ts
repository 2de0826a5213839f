import type { Bundle, Definition, NodeDefinition } from './definition';
import { graphOf } from './graph';
import { withBegins } from './begins';
import { withLengths } from './lengths';
import { partOf, positionOf } from './parts';
import type { RunState, Scope, StepState } from './state';

type Scoped = Pick<RunState, 'scopes' | 'inserted'>;

export const scopeOf = ({ scopes }: Pick<RunState, 'scopes'>, id: string | undefined): Scope | undefined =>
  id === undefined ? undefined : scopes?.[positionOf(scopes, id)];

/** The step inside which the scope runs; none for the run itself. */
export function ownerOf(state: Pick<RunState, 'scopes' | 'steps'>, scopeId: string | undefined): StepState | undefined {
  const scope = scopeOf(state, scopeId);
  return scope && partOf(state.steps, scope.callStepId);
}

/** The procedure that runs there: the run's own, or the called one of a scope. */
export function definitionIn(bundle: Bundle, state: Pick<RunState, 'scopes'>, scopeId: string | undefined): Definition {
  if (scopeId === undefined) return bundle.definition;
  const scope = scopeOf(state, scopeId);
  // A part of a procedure stands in it.
  if (scope !== undefined && scope.procedure === undefined) return definitionIn(bundle, state, scope.parent);
  const procedure = scope?.procedure ?? '';
  const called = Object.hasOwn(bundle.called ?? {}, procedure) ? bundle.called?.[procedure] : undefined;
  if (called === undefined) throw new Error(`The bundle of ${bundle.definition.key} holds no procedure ${procedure}.`);
  return called;
}

/** The node of a step, its periods as they were counted when it began: of its procedure, or put in by the lead. */
export function nodeOfStep(
  bundle: Bundle,
  state: Scoped,
  step: Pick<StepState, 'nodeId' | 'scope' | 'lengths' | 'begins'>,
): NodeDefinition {
  const definition = definitionIn(bundle, state, step.scope);
  const node =
    graphOf(definition).nodes.get(step.nodeId) ?? state.inserted?.find((inserted) => inserted.id === step.nodeId);
  if (node === undefined) throw new Error(`The definition ${definition.key} has no node ${step.nodeId}.`);
  return withBegins(withLengths(node, step.lengths), step.begins);
}

/** How deep the scope lies; the run itself lies at 0. */
export function depthOf(state: Pick<RunState, 'scopes'>, scopeId: string | undefined): number {
  let depth = 0;
  for (let scope = scopeOf(state, scopeId); scope !== undefined; scope = scopeOf(state, scope.parent)) depth += 1;
  return depth;
}

/** The scope itself and everything called from within it; `undefined` is the run as a whole. */
export function scopesWithin(state: Pick<RunState, 'scopes'>, scopeId: string | undefined): Set<string | undefined> {
  const within = new Set<string | undefined>([scopeId]);
  // A scope stands behind the one from which it was called.
  for (const { id, parent } of state.scopes ?? []) if (within.has(parent)) within.add(id);
  return within;
}

/** Where tokens wait: the node's id in the run itself, `<scope>/<node>` in a called procedure. */
export const tokenKey = (scopeId: string | undefined, nodeId: string): string =>
  scopeId === undefined ? nodeId : `${scopeId}/${nodeId}`;

export function placeOfKey(key: string): { scope: string | undefined; nodeId: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { scope: undefined, nodeId: key } : { scope: key.slice(0, slash), nodeId: key.slice(slash + 1) };
}
