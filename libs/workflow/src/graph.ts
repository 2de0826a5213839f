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

/** Every node from which a token can come to the given one; itself only where it stands on a circle. */
export function reachingOf(definition: Definition, nodeId: string): ReadonlySet<string> {
  const { reaching } = graphOf(definition);
  const known = reaching.get(nodeId);
  if (known !== undefined) return known;
  const found = new Set<string>();
  const ahead = [nodeId];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    for (const { from } of incomingOf(definition, next)) {
      if (found.has(from)) continue;
      found.add(from);
      ahead.push(from);
    }
  }
  reaching.set(nodeId, found);
  return found;
}

export function nodeOf(definition: Definition, nodeId: string): NodeDefinition {
  const node = graphOf(definition).nodes.get(nodeId);
  if (node === undefined) throw new Error(`The definition ${definition.key} has no node ${nodeId}.`);
  return node;
}
