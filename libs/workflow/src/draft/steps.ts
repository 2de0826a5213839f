import type { Definition, Flow, NodeDefinition } from '../definition';
import { incomingOf, outgoingOf } from '../graph';
import { BLOCKS } from '../settings';

type BlockType = NodeDefinition['type'];
const FLOW_ID = 'f';

/** A name that nothing in the procedure has, counted on from the highest there is, so that none comes back. */
function freeId(ids: readonly string[], stem: string): string {
  const numbers = ids.filter((id) => id.startsWith(stem)).map((id) => Number(id.slice(stem.length)));
  const highest = Math.max(0, ...numbers.filter((number) => Number.isInteger(number)));
  return `${stem}${highest + 1}`;
}
const freeFlow = (flows: readonly Flow[]): string =>
  freeId(
    flows.map(({ id }) => id),
    FLOW_ID,
  );

const isGateway = ({ type }: NodeDefinition): boolean => type.endsWith('Gateway');
const isFixed = ({ type }: NodeDefinition): boolean => type === 'start' || type === 'end';
const find = ({ nodes }: Definition, nodeId: string) => nodes.find(({ id }) => id === nodeId);

/** Puts a node on a path: what stood before it goes on to it, and it goes on to what came after. */
function putOn(definition: Definition, node: NodeDefinition, flowId: string): Definition {
  const way = definition.flows.find(({ id }) => id === flowId);
  if (way === undefined) return definition;
  const onward = { id: freeFlow(definition.flows), from: node.id, to: way.to };
  const flows = definition.flows.map((flow) => (flow === way ? { ...flow, to: node.id } : flow));
  const at = definition.nodes.findIndex(({ id }) => id === way.from) + 1;
  return { ...definition, nodes: definition.nodes.toSpliced(at, 0, node), flows: [...flows, onward] };
}

/** A decision begins as a detour whose condition is still to be written; the usual path goes on as before. */
function withDetour(definition: Definition, nodeId: string): Definition {
  const [onward] = outgoingOf(definition, nodeId);
  if (onward === undefined) return definition;
  const detour = { id: freeFlow(definition.flows), from: nodeId, to: onward.to, condition: '' };
  const nodes = definition.nodes.map((node) => (node.id === nodeId ? { ...node, defaultFlow: onward.id } : node));
  return { ...definition, nodes, flows: [...definition.flows, detour] };
}

/** Adds a block on the path of that id; nothing happens where there is no such path or the block is not added by hand. */
export function addStep(definition: Definition, type: BlockType, flowId: string): Definition {
  const { initial, name } = BLOCKS[type] as (typeof BLOCKS)['task'];
  if (initial === undefined || !definition.flows.some(({ id }) => id === flowId)) return definition;
  const id = freeId(
    definition.nodes.map((node) => node.id),
    type,
  );
  const node = { id, type, name, ...initial(definition) } as NodeDefinition;
  const added = putOn(definition, node, flowId);
  return type === 'exclusiveGateway' ? withDetour(added, id) : added;
}

/** The path on which the run goes on when the node is taken out. */
function onwardOf(definition: Definition, node: NodeDefinition): Flow | undefined {
  const flows = outgoingOf(definition, node.id);
  const usual = 'defaultFlow' in node ? flows.find(({ id }) => id === node.defaultFlow) : undefined;
  return usual ?? flows[0];
}

/** What can only be reached through something that is gone, goes with it; ends stay while one path leads to them. */
function withoutUnreachable({ nodes, flows, ...rest }: Definition): Definition {
  const reached = new Set<string>();
  const ahead = nodes.filter(({ type }) => type === 'start').map(({ id }) => id);
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    ahead.push(...flows.filter(({ from }) => from === id).map(({ to }) => to));
  }
  return {
    ...rest,
    nodes: nodes.filter(({ id }) => reached.has(id)),
    flows: flows.filter(({ from, to }) => reached.has(from) && reached.has(to)),
  };
}

export const canRemove = (definition: Definition, nodeId: string): boolean => {
  const node = find(definition, nodeId);
  return (
    node !== undefined && !isFixed(node) && !node.type.startsWith('parallel') && !node.type.startsWith('inclusive')
  );
};

/** Takes a step out; of a decision the usual path stays, and what only its other paths led to goes with it. */
export function removeStep(definition: Definition, nodeId: string): Definition {
  const node = find(definition, nodeId);
  const onward = node && onwardOf(definition, node);
  if (node === undefined || onward === undefined || onward.to === nodeId || !canRemove(definition, nodeId))
    return definition;
  const others = definition.flows.filter(({ from }) => from !== nodeId);
  const taken = {
    ...definition,
    nodes: definition.nodes.filter((one) => one !== node),
    flows: others.map((flow) => (flow.to === nodeId ? { ...flow, to: onward.to } : flow)),
  };
  return isGateway(node) ? withoutUnreachable(taken) : taken;
}

/** The path on which the step would stand after the move; none where it has no neighbour to change places with. */
function pathFor(definition: Definition, nodeId: string, direction: 'up' | 'down'): string | undefined {
  const node = find(definition, nodeId);
  const [before, ...more] = incomingOf(definition, nodeId);
  const [after, ...others] = outgoingOf(definition, nodeId);
  if (node === undefined || isFixed(node) || isGateway(node) || more.length > 0 || others.length > 0) return undefined;
  const neighbourId = direction === 'up' ? before?.from : after?.to;
  const neighbour = neighbourId === undefined ? undefined : find(definition, neighbourId);
  if (neighbour === undefined || isFixed(neighbour) || isGateway(neighbour)) return undefined;
  const ways = direction === 'up' ? incomingOf(definition, neighbour.id) : outgoingOf(definition, neighbour.id);
  return ways.length === 1 && incomingOf(definition, neighbour.id).length === 1 ? ways[0]?.id : undefined;
}

export const canMove = (definition: Definition, nodeId: string, direction: 'up' | 'down'): boolean =>
  pathFor(definition, nodeId, direction) !== undefined;

/** Changes places with the step before or after; decisions and branches stay as they are. */
export function moveStep(definition: Definition, nodeId: string, direction: 'up' | 'down'): Definition {
  const way = pathFor(definition, nodeId, direction);
  const node = find(definition, nodeId);
  if (way === undefined || node === undefined) return definition;
  return putOn(removeStep(definition, nodeId), node, way);
}
