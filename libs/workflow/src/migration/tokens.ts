import type { Definition, Flow } from '../definition';
import { graphOf, incomingOf } from '../graph';
import { reachable } from '../lint/reach';
import { placeOfKey, tokenKey } from '../scopes';
import type { Obstacle } from '../state';
import { namedNode, refuseStep, type Migration } from './changes';
import type { NodeMapping } from './mapping';
import { findStuck, type Marking } from './stuck';

/** A procedure of the run in both versions: the run's own, or one that it has called. */
export interface MovingScope {
  scope: string | undefined;
  from: Definition;
  to: Definition;
  mapping: NodeMapping;
}

export const isJoining = (definition: Definition, nodeId: string): boolean => {
  const type = graphOf(definition).nodes.get(nodeId)?.type;
  return type === 'parallelGateway' || type === 'inclusiveGateway';
};

/** The way in the new version that stands for one in the old: between the same nodes, or the only one that leads on there. */
function counterpart(
  { to, mapping }: MovingScope,
  flow: Flow,
  target: string,
  free: readonly Flow[],
): Flow | undefined {
  const origin = mapping[flow.from];
  const exact = free.filter(({ from }) => from === origin);
  const [direct] = exact;
  if (direct !== undefined) return exact.find(({ id }) => id === flow.id) ?? direct;
  if (!isJoining(to, target)) return free[0];
  const ahead = origin === undefined ? undefined : reachable(to, [origin], 'forward', (id) => id === target);
  const leading = free.filter(({ from }) => ahead === undefined || ahead.has(from));
  return leading.length === 1 ? leading[0] : undefined;
}

/** The tokens that wait before one node, by the flows of the new version; `undefined` where a way is missing. */
function movedFlows(
  moving: MovingScope,
  nodeId: string,
  target: string,
  flowIds: readonly string[],
): Flow[] | undefined {
  const known = incomingOf(moving.from, nodeId);
  const free = [...incomingOf(moving.to, target)];
  const rounds = new Map<string, Flow>();
  for (const flowId of flowIds) {
    const flow = known.find(({ id }) => id === flowId);
    const found = rounds.get(flowId) ?? (flow && counterpart(moving, flow, target, free));
    if (found === undefined) return undefined;
    rounds.set(flowId, found);
    // At a join every branch has a way of its own; elsewhere one way is as good as another.
    if (isJoining(moving.to, target) && free.includes(found)) free.splice(free.indexOf(found), 1);
  }
  return flowIds.flatMap((flowId) => rounds.get(flowId) ?? []);
}

/** Tokens that wait before a node wait before its counterpart, with the reason why. */
export function migrateTokens(migration: Migration, moving: MovingScope): void {
  const { state } = migration.run;
  const { scope, from, mapping } = moving;
  const joins: Record<string, string[]> = {};
  const obstacles: Record<string, Obstacle> = {};
  const known = state.obstacles ?? {};
  for (const [key, flowIds] of Object.entries(state.joins)) {
    const place = placeOfKey(key);
    if (place.scope !== scope) {
      joins[key] = flowIds;
      if (known[key] !== undefined) obstacles[key] = known[key];
      continue;
    }
    const target = mapping[place.nodeId];
    const node = namedNode(from, place.nodeId);
    const flows = target === undefined ? undefined : movedFlows(moving, place.nodeId, target, flowIds);
    if (target === undefined) refuseStep(migration, 'nodeUnmapped', node);
    else if (flows === undefined) refuseStep(migration, 'flowGone', node);
    else {
      const movedKey = tokenKey(scope, target);
      joins[movedKey] = [...(joins[movedKey] ?? []), ...flows.map(({ id }) => id)];
      if (known[key] !== undefined) obstacles[movedKey] = known[key];
    }
  }
  state.joins = joins;
  state.obstacles = obstacles;
}

/** Where the tokens of a procedure stand; what is detached holds none. */
export function markingOf({ state }: Migration['run'], scope: string | undefined, definition: Definition): Marking {
  const { nodes } = graphOf(definition);
  const steps = state.steps.filter(({ open, detached, scope: of }) => open && detached !== true && of === scope);
  const waiting = Object.entries(state.joins).flatMap(([key, flowIds]) => {
    const place = placeOfKey(key);
    return place.scope === scope ? [{ nodeId: place.nodeId, flowIds }] : [];
  });
  return {
    steps: [
      ...steps.flatMap(({ nodeId }) => (nodes.has(nodeId) ? [nodeId] : [])),
      ...waiting.flatMap(({ nodeId, flowIds }) => (isJoining(definition, nodeId) ? [] : flowIds.map(() => nodeId))),
    ],
    arrived: waiting.flatMap(({ nodeId, flowIds }) =>
      isJoining(definition, nodeId)
        ? flowIds.flatMap((flowId) => incomingOf(definition, nodeId).filter(({ id }) => id === flowId))
        : [],
    ),
  };
}

/** A step that runs beside another must not lie behind it in the new version, else it would come twice. */
function findMeeting({ from, to, mapping }: MovingScope, old: readonly string[]): string | undefined {
  return old.find((later) =>
    old.some((earlier) => {
      const [one, other] = [mapping[earlier], mapping[later]];
      if (earlier === later || one === undefined || other === undefined) return false;
      if (one === other) return true;
      return reachable(to, [one], 'forward').has(other) && !reachable(from, [earlier], 'forward').has(later);
    }),
  );
}

/** No branch waits for ever that would have gone on, and no step comes a second time. */
export function checkWays(migration: Migration, moving: MovingScope, before: Marking): void {
  const { from, to, scope } = moving;
  const meeting = findMeeting(moving, before.steps);
  if (meeting !== undefined) return refuseStep(migration, 'tokensMeet', namedNode(from, meeting));
  const stuck = findStuck(to, markingOf(migration.run, scope, to));
  if (stuck !== undefined && findStuck(from, before) === undefined)
    refuseStep(migration, 'getsStuck', namedNode(to, stuck));
}
