import type { Bundle } from './definition';
import { graphOf, incomingOf } from './graph';
import { tasksOf } from './projections/tasks';
import { definitionIn, ownerOf, placeOfKey, scopeOf } from './scopes';
import type { RunState, Scope, StepState } from './state';

const knows = (bundle: Bundle, state: RunState, scope: string | undefined, nodeId: string): boolean =>
  (scope === undefined || scopeOf(state, scope) !== undefined) &&
  (graphOf(definitionIn(bundle, state, scope)).nodes.has(nodeId) ||
    (state.inserted?.some(({ id }) => id === nodeId) ?? false));

const isOver = (state: RunState, scope: string | undefined): boolean =>
  state.status !== 'running' || (scope !== undefined && scopeOf(state, scope)?.outcome !== null);

/** What compensates runs in the scope of what it compensates for, which is over; an event that is not waits for it. */
function compensates(state: RunState, step: StepState): boolean {
  if (state.steps.some((event) => event.open && 'waitsFor' in event && event.waitsFor?.includes(step.id) === true)) {
    return true;
  }
  const owner = ownerOf(state, step.scope);
  return owner?.open === true && compensates(state, owner);
}

function danglingSteps(bundle: Bundle, state: RunState): string[] {
  return state.steps.flatMap((step) => {
    const { id, nodeId, scope, open, closedAt } = step;
    const isLost = open && isOver(state, scope) && !compensates(state, step);
    return [
      ...(knows(bundle, state, scope, nodeId) ? [] : [`step ${id} has no node`]),
      ...(isLost ? [`step ${id} is open, but what it belongs to is over`] : []),
      ...(open === (closedAt === null) ? [] : [`step ${id} is open and closed`]),
    ];
  });
}

function danglingTokens(bundle: Bundle, state: RunState): string[] {
  const tokens = Object.entries(state.joins).flatMap(([key, flowIds]) => {
    const { scope, nodeId } = placeOfKey(key);
    if (isOver(state, scope) || !knows(bundle, state, scope, nodeId)) return [`tokens wait at ${key}, which is over`];
    const incoming = incomingOf(definitionIn(bundle, state, scope), nodeId);
    const strange = flowIds.filter((flowId) => !incoming.some(({ id }) => id === flowId));
    return [
      ...(flowIds.length === 0 ? [`no token waits at ${key}`] : []),
      ...strange.map((flowId) => `a token waits at ${key} by ${flowId}, which does not lead there`),
    ];
  });
  const obstacles = Object.keys(state.obstacles ?? {}).filter((key) => !(key in state.joins));
  return [...tokens, ...obstacles.map((key) => `an obstacle at ${key} holds nobody`)];
}

/** Whether anything is left that could bring it to its end. */
const isAlive = ({ steps, joins }: RunState, scope: string | undefined): boolean =>
  steps.some((step) => step.open && step.scope === scope) ||
  Object.keys(joins).some((key) => placeOfKey(key).scope === scope);

const ownedBy = (step: StepState): string | undefined =>
  step.type === 'call' ? step.calledScope : 'ownScope' in step ? step.ownScope : undefined;

function danglingScope(state: RunState, { id, callStepId, outcome }: Scope): string[] {
  const call = state.steps.find((step) => step.id === callStepId);
  return [
    ...(call !== undefined && ownedBy(call) === id ? [] : [`scope ${id} was called by nobody`]),
    ...(call?.open === (outcome === null) ? [] : [`scope ${id} and its call do not end together`]),
    ...(outcome === null && !isAlive(state, id) ? [`scope ${id} has nothing left to do and has not ended`] : []),
  ];
}

/** What a command or a tick must never leave behind: tokens, steps, tasks or called procedures that nothing ends. */
export function danglingOf(bundle: Bundle, state: RunState): string[] {
  const found = [
    ...danglingSteps(bundle, state),
    ...danglingTokens(bundle, state),
    ...(state.scopes ?? []).flatMap((scope) => danglingScope(state, scope)),
    ...(state.status === 'running' && !isAlive(state, undefined) ? ['the run has nothing left to do'] : []),
    ...(state.status !== 'running' && state.suspended !== undefined ? ['the run has ended suspended'] : []),
  ];
  if (found.length > 0) return found;
  const closed = new Set(state.steps.filter(({ open }) => !open).map(({ id }) => id));
  return tasksOf(bundle, state)
    .filter(({ status, stepId }) => status === 'open' && closed.has(stepId))
    .map(({ key }) => `task ${key} is open, but its step is closed`);
}
