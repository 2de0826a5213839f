import type { Definition, Flow } from '../definition';
import { incomingOf, outgoingOf } from '../graph';

type Direction = 'forward' | 'backward';

const step = {
  forward: { flows: outgoingOf, to: (flow: Flow) => flow.to },
  backward: { flows: incomingOf, to: (flow: Flow) => flow.from },
} as const satisfies Record<Direction, unknown>;

/** Every node that can be reached from the given ones, these included, without passing through a closed one. */
export function reachable(
  definition: Definition,
  from: readonly string[],
  direction: Direction,
  isClosed: (nodeId: string) => boolean = () => false,
): Set<string> {
  const found = new Set<string>();
  const ahead = from.filter((nodeId) => !isClosed(nodeId));
  for (let nodeId = ahead.pop(); nodeId !== undefined; nodeId = ahead.pop()) {
    if (found.has(nodeId)) continue;
    found.add(nodeId);
    for (const flow of step[direction].flows(definition, nodeId)) {
      const next = step[direction].to(flow);
      if (!isClosed(next)) ahead.push(next);
    }
  }
  return found;
}

export const idsOfType = (definition: Definition, type: Definition['nodes'][number]['type']): string[] =>
  definition.nodes.filter((node) => node.type === type).map(({ id }) => id);
