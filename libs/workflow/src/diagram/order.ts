import type { Definition, NodeDefinition } from '../definition';
import { outgoingOf } from '../graph';

const begins = ({ type }: NodeDefinition): boolean => type === 'start' || type === 'startEvent';

const isByEvent = (node: NodeDefinition): boolean => node.type === 'subProcess' && node.byEvent === true;

/** Where a node stands: inside of which sub-process; at the top where what it names is not there. */
export function homesOf({ nodes }: Definition): Map<string, string | undefined> {
  const named = new Map(nodes.map(({ id, parent, type }) => [id, { parent, type }]));
  const isRooted = (id: string): boolean => {
    const seen = new Set<string>();
    for (let next: string | undefined = id; next !== undefined; next = named.get(next)?.parent) {
      if (seen.has(next) || (next !== id && named.get(next)?.type !== 'subProcess')) return false;
      seen.add(next);
    }
    return true;
  };
  return new Map(nodes.map(({ id, parent }) => [id, isRooted(id) ? parent : undefined]));
}

/**
 * Nodes in the order of the course: as they are reached, what is attached to an activity and what is inside of it right
 * behind it. Those that are never reached come last, because the check tells of them.
 */
export function nodesInOrder(definition: Definition): NodeDefinition[] {
  const homes = homesOf(definition);
  const seen = new Set<string>();
  const inside = (home: string): NodeDefinition[] => definition.nodes.filter(({ id }) => homes.get(id) === home);
  const attached = new Map<string, NodeDefinition[]>();
  for (const node of definition.nodes) {
    if (node.type !== 'boundaryEvent') continue;
    attached.set(node.attachedTo, [...(attached.get(node.attachedTo) ?? []), node]);
  }
  const walk = (starts: readonly NodeDefinition[]): string[] => {
    const found: string[] = [];
    const ahead = starts.map(({ id }) => id);
    for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
      if (seen.has(id)) continue;
      const beside = (attached.get(id) ?? []).filter((event) => !seen.has(event.id));
      for (const one of [id, ...beside.map((event) => event.id)]) {
        seen.add(one);
        found.push(one);
        ahead.push(...outgoingOf(definition, one).map(({ to }) => to));
      }
      found.push(...walkAll(inside(id)));
    }
    return found;
  };
  /** Where tokens begin by themselves, then what an event begins. */
  const walkAll = (nodes: readonly NodeDefinition[]): string[] => [
    ...walk(nodes.filter(begins)),
    ...walk(nodes.filter(isByEvent)),
  ];
  const order = walkAll(definition.nodes.filter(({ id }) => homes.get(id) === undefined));
  const ranks = new Map(order.map((id, rank) => [id, rank]));
  const rank = ({ id }: NodeDefinition) => ranks.get(id) ?? order.length;
  return definition.nodes.toSorted((one, other) => rank(one) - rank(other));
}

/** How many frames are around each node. */
export function depthsOf(definition: Definition): Map<string, number> {
  const homes = homesOf(definition);
  const depth = (id: string): number => {
    const home = homes.get(id);
    return home === undefined ? 0 : depth(home) + 1;
  };
  return new Map(definition.nodes.map(({ id }) => [id, depth(id)]));
}
