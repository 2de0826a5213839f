import { refuse } from '../command';
import type { Refusal } from '../command';
import type { Bundle, Definition, Flow, LocalizedText, NodeDefinition } from '../definition';
import { graphOf, incomingOf, outgoingOf } from '../graph';
import { idsOfType, reachable } from '../lint/reach';
import { definitionIn, nodeOfStep, placeOfKey, scopeOf, scopesWithin } from '../scopes';
import { STEP_TYPES } from '../state';
import type { RunState, StepState } from '../state';

export interface PlannedStep {
  stepId: string;
  nodeId: string;
  name: LocalizedText;
}

/** What a return to a node would do. */
export interface ReturnPlan {
  /** Open steps that it would close, work in progress included. */
  closes: PlannedStep[];
  /** Open steps that would go on as they are. */
  stays: PlannedStep[];
  /** Why it may not be; `null` where it may. */
  refused: Refusal | null;
}

export interface ReturnTarget {
  nodeId: string;
  scope?: string | undefined;
}

type State = Pick<RunState, 'steps' | 'joins' | 'scopes' | 'inserted'>;

/** Whoever signs or decides there binds the house: no way leads past it. */
const BINDING: ReadonlySet<string> = new Set(['coSignatureRound', 'finalSignature', 'committee']);
export const signs = ({ type }: NodeDefinition | StepState): boolean => BINDING.has(type);

/** The last one of the node holds: agreed and not sent back by a final signature, signed, or decided in favour. */
function isDone({ steps }: State, node: NodeDefinition, scope: string | undefined): boolean {
  const here = steps.filter((step) => step.scope === scope);
  const last = here.findLast(({ nodeId }) => nodeId === node.id);
  if (last?.onEarlierPaper) return false;
  if (last?.type === 'finalSignature') return last.signers.every(({ state }) => state === 'signed');
  if (last?.type === 'committee') return last.result === 'asDrafted' || last.result === 'changed';
  if (last?.type !== 'coSignatureRound' || last.round.outcome !== 'agreed') return false;
  // A paper that the final signature has sent back starts a new round.
  return !here.some(
    (step) =>
      step.type === 'finalSignature' &&
      step.roundStepId === last.id &&
      step.signers.some(({ state }) => state === 'returned' || state === 'rejected'),
  );
}

/** Where tokens stand in the scope; at the beginning where none is left. */
function positions({ steps, joins }: State, definition: Definition, scope: string | undefined): string[] {
  const working = steps.filter((step) => step.open && !step.detached && step.scope === scope);
  const waiting = Object.keys(joins).map(placeOfKey);
  const found = [
    ...working.map(({ nodeId }) => nodeId),
    ...waiting.filter((place) => place.scope === scope).map(({ nodeId }) => nodeId),
  ].filter((nodeId) => graphOf(definition).nodes.has(nodeId));
  return found.length > 0 ? found : idsOfType(definition, 'start');
}

/** Whether a token at each of these places can come to a good end without the node; a fork sends one on every branch. */
function canEndWithout(definition: Definition, begin: readonly string[], without: string): boolean {
  const good = new Set<string>();
  const leadsOn = ({ to }: Flow): boolean => good.has(to);
  const isGood = (node: NodeDefinition): boolean => {
    if (node.type === 'end') return node.outcome === 'completed';
    const flows = outgoingOf(definition, node.id);
    return node.type === 'parallelGateway' ? flows.every(leadsOn) : flows.some(leadsOn);
  };
  for (let known = -1; known < good.size;) {
    known = good.size;
    for (const node of definition.nodes) if (node.id !== without && isGood(node)) good.add(node.id);
  }
  return begin.every((id) => good.has(id));
}

/** A signature that would no longer be asked for: it lies between, or the way would lead round it. */
function skippedSignature(
  state: State,
  definition: Definition,
  { nodeId: target, scope }: ReturnTarget,
  done: typeof isDone,
): NodeDefinition | undefined {
  const from = positions(state, definition, scope);
  const canReach = (begin: readonly string[], nodeId: string): boolean =>
    reachable(definition, begin, 'forward').has(nodeId);
  return definition.nodes.find(
    (node) =>
      signs(node) &&
      node.id !== target &&
      !done(state, node, scope) &&
      ((canReach(from, node.id) && !canReach([target], node.id)) ||
        (!canEndWithout(definition, from, node.id) && canEndWithout(definition, [target], node.id))),
  );
}

/** One token alone would wait for the other branches for ever. */
function isInsideParallel(definition: Definition, target: string): boolean {
  const ahead = reachable(definition, [target], 'forward');
  return definition.nodes.some(({ id, type }) => {
    if (type !== 'parallelGateway' || !ahead.has(id)) return false;
    const coming = reachable(definition, [target], 'forward', (nodeId) => nodeId === id);
    return incomingOf(definition, id).some(({ from }) => !coming.has(from));
  });
}

/** Why a token may not begin there; `done` says which signatures still hold. */
function refusedAt(bundle: Bundle, state: State, target: ReturnTarget, done = isDone): Refusal | null {
  if (bundle.definition.imported !== undefined) return refuse('notInModel');
  const scope = scopeOf(state, target.scope);
  if (target.scope !== undefined && (scope === undefined || scope.outcome !== null)) return refuse('unknownNode');
  const definition = definitionIn(bundle, state, target.scope);
  const node = graphOf(definition).nodes.get(target.nodeId);
  if (node === undefined) return refuse('unknownNode');
  const isStep = STEP_TYPES.some((type) => type === node.type) || node.type === 'decision';
  if (!isStep || incomingOf(definition, node.id).length === 0) return refuse('notReturnable', { because: 'noStep' });
  if (isInsideParallel(definition, node.id)) return refuse('notReturnable', { because: 'insideParallel' });
  const skipped = skippedSignature(state, definition, target, done);
  return skipped === undefined ? null : refuse('notReturnable', { because: 'signature', nodeId: skipped.id });
}

/** What was signed binds the house; another decision is another run. */
const isSigned = ({ status, steps }: RunState): boolean =>
  status === 'completed' &&
  steps.some((step) => step.type === 'finalSignature' && step.signers.every(({ state }) => state === 'signed'));

/** Whether a run that has ended may go on at a node; a paper that has changed since has been signed by nobody. */
export function planReopening(bundle: Bundle, state: RunState, target: ReturnTarget, isNewPaper = false): ReturnPlan {
  const isOpen = state.status === 'running' || isSigned(state);
  const refused = isOpen
    ? refuse('notReopenable')
    : refusedAt(bundle, state, { nodeId: target.nodeId }, isNewPaper ? () => false : isDone);
  return { closes: [], stays: [], refused };
}

/** What a return would close, what would stay, and whether it may be: asked before, and by the command itself. */
export function planReturn(bundle: Bundle, state: RunState, target: ReturnTarget): ReturnPlan {
  const within = scopesWithin(state, target.scope);
  const planned = (step: StepState): PlannedStep => ({
    stepId: step.id,
    nodeId: step.nodeId,
    name: nodeOfStep(bundle, state, step).name,
  });
  const open = state.steps.filter((step) => step.open);
  return {
    closes: open.filter(({ scope }) => within.has(scope)).map(planned),
    stays: open.filter(({ scope }) => !within.has(scope)).map(planned),
    refused: state.status === 'running' ? refusedAt(bundle, state, target) : refuse('runEnded'),
  };
}
