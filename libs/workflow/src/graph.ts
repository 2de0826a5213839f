import type { BpmnNodeOf, Definition, Flow, NodeDefinition } from './definition';

/** An event sub-process with the event that begins it. */
export interface EventHandler {
  part: BpmnNodeOf<'subProcess'>;
  start: BpmnNodeOf<'startEvent'>;
}

export interface Graph {
  nodes: ReadonlyMap<string, NodeDefinition>;
  outgoing: ReadonlyMap<string, readonly Flow[]>;
  incoming: ReadonlyMap<string, readonly Flow[]>;
  /** The boundary events of each activity. */
  attached: ReadonlyMap<string, readonly BpmnNodeOf<'boundaryEvent'>[]>;
  /** The start of each sub-process. */
  starts: ReadonlyMap<string, BpmnNodeOf<'startEvent'>>;
  /** The event sub-processes of each sub-process; of the procedure itself under the empty name. */
  handlers: ReadonlyMap<string, readonly EventHandler[]>;
  /** What `reachingOf` has found out. */
  reaching: Map<string, ReadonlySet<string>>;
  /** From where a token can come to a node, by flows that do not pass it before. */
  reachingNode: Map<string, ReadonlySet<string>>;
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

/** Where each sub-process begins; the first, should there be several. */
const startsOf = ({ nodes }: Definition): Graph['starts'] =>
  new Map(
    nodes
      .flatMap((node) =>
        node.type === 'startEvent' && node.parent !== undefined ? [[node.parent, node] as const] : [],
      )
      .toReversed(),
  );

function handlersOf({ nodes }: Definition, starts: Graph['starts']): Graph['handlers'] {
  const handlers = nodes.flatMap((part): EventHandler[] => {
    const start = part.type === 'subProcess' && part.byEvent === true ? starts.get(part.id) : undefined;
    return part.type === 'subProcess' && start !== undefined ? [{ part, start }] : [];
  });
  return Map.groupBy(handlers, ({ part }) => part.parent ?? '');
}

export function graphOf(definition: Definition): Graph {
  const known = graphs.get(definition);
  if (known !== undefined) return known;
  const starts = startsOf(definition);
  const boundaries = definition.nodes.filter((node) => node.type === 'boundaryEvent');
  const graph: Graph = {
    nodes: new Map(definition.nodes.map((node) => [node.id, node])),
    outgoing: group(definition.flows, 'from'),
    incoming: group(definition.flows, 'to'),
    attached: Map.groupBy(boundaries, ({ attachedTo }) => attachedTo),
    starts,
    handlers: handlersOf(definition, starts),
    reaching: new Map(),
    reachingNode: new Map(),
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
    const node = graphOf(definition).nodes.get(next);
    // Where an activity stands, its boundary events may still occur.
    if (node?.type === 'boundaryEvent') ahead.push(node.attachedTo);
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

/** Whether a token that stands there can still come to the node by flows. */
export function canReach(definition: Definition, position: string, nodeId: string): boolean {
  const { reachingNode } = graphOf(definition);
  let known = reachingNode.get(nodeId);
  if (known === undefined) {
    known = new Set(incomingOf(definition, nodeId).flatMap((flow) => [...reachingOf(definition, flow)]));
    reachingNode.set(nodeId, known);
  }
  return position !== nodeId && known.has(position);
}

export function nodeOf(definition: Definition, nodeId: string): NodeDefinition {
  const node = graphOf(definition).nodes.get(nodeId);
  if (node === undefined) throw new Error(`The definition ${definition.key} has no node ${nodeId}.`);
  return node;
}
