import type { Definition, Flow, NodeDefinition } from './definition';

export interface Graph {
  nodes: ReadonlyMap<string, NodeDefinition>;
  outgoing: ReadonlyMap<string, readonly Flow[]>;
  incoming: ReadonlyMap<string, readonly Flow[]>;
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
  };
  graphs.set(definition, graph);
  return graph;
}

export const outgoingOf = (definition: Definition, nodeId: string): readonly Flow[] =>
  graphOf(definition).outgoing.get(nodeId) ?? [];

export const incomingOf = (definition: Definition, nodeId: string): readonly Flow[] =>
  graphOf(definition).incoming.get(nodeId) ?? [];

export function nodeOf(definition: Definition, nodeId: string): NodeDefinition {
  const node = graphOf(definition).nodes.get(nodeId);
  if (node === undefined) throw new Error(`The definition ${definition.key} has no node ${nodeId}.`);
  return node;
}
