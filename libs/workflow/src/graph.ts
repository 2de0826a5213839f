import type { Definition, Flow, NodeDefinition } from './definition';

export interface Graph {
  nodes: ReadonlyMap<string, NodeDefinition>;
  outgoing: ReadonlyMap<string, readonly Flow[]>;
  incoming: ReadonlyMap<string, readonly Flow[]>;
  /** What `reachingOf` has found out. */
  reaching: Map<string, ReadonlySet<string>>;
}

const graphs = new WeakMap<Definition, Graph>();

function group(flows: readonly Flow[], end: 'from' | 'to'): Map<string, Flow[]> {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const known = groups.get(flow[end]);
    if (known === undefined) groups.set(flow[end], [flow]);
    else known.push(flow);
  }
  return groups;
}

export function graphOf(definition: Definition): Graph {
  const known = graphs.get(definition);
  if (known !== undefined) return known;
  const graph: Graph = {
    nodes: new Map(definition.nodes.map((node) => [node.id, node])),
    outgoing: group(definition.flows, 'from'),
    incoming: group(definition.flows, 'to'),
    reaching: new Map(),
  };
  graphs.set(definition, graph);
  return graph;
}

export const outgoingOf = (definition: Definition, nodeId: string): readonly Flow[] =>
  graphOf(definition).outgoing.get(nodeId) ?? [];

export const incomingOf = (definition: Definition, nodeId: string): readonly Flow[] =>
  graphOf(definition).incoming.get(nodeId) ?? [];

/** Every node from which a token can come onto the flow without passing the node to which it leads. */
function reachingOf(definition: Definition, flow: Flow): ReadonlySet<string> {
  const { reaching } = graphOf(definition);
  const known = reaching.get(flow.id);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const ahead = [flow.from];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (found.has(next) || next === flow.to) continue;
    found.add(next);
    ahead.push(...incomingOf(definition, next).map(({ from }) => from));
  }
  reaching.set(flow.id, found);
  return found;
}

/**
 * Whether an inclusive join has to wait (BPMN 2.0, 13.4.3): a token elsewhere can come onto a flow by which none has come
 * yet, and cannot come onto one by which one has.
 */
export function isAwaited(
  definition: Definition,
  nodeId: string,
  arrived: readonly string[],
  positions: readonly string[],
): boolean {
  const incoming = incomingOf(definition, nodeId);
  const [full, empty] = [
    incoming.filter(({ id }) => arrived.includes(id)),
    incoming.filter(({ id }) => !arrived.includes(id)),
  ];
  const reaches = (position: string) => (flow: Flow) => reachingOf(definition, flow).has(position);
  return positions.some(
    (position) => position !== nodeId && empty.some(reaches(position)) && !full.some(reaches(position)),
  );
}

export function nodeOf(definition: Definition, nodeId: string): NodeDefinition {
  const node = graphOf(definition).nodes.get(nodeId);
  if (node === undefined) throw new Error(`The definition ${definition.key} has no node ${nodeId}.`);
  return node;
}
