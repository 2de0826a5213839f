import type { ParallelGatewayNode } from '../definition';
import { incomingOf, outgoingOf } from '../graph';
import type { NodeKind } from './node';

/** Waits until a token has come on every incoming flow, then sends one out on every outgoing flow. */
export const parallelGateway: NodeKind<ParallelGatewayNode> = {
  enter(run, node, flow) {
    const { joins } = run.state;
    const arrived = [...(joins[node.id] ?? []), flow.id];
    const incoming = incomingOf(run.bundle.definition, node.id);
    if (!incoming.every(({ id }) => arrived.includes(id))) {
      joins[node.id] = arrived;
      return [];
    }
    for (const { id } of incoming) arrived.splice(arrived.indexOf(id), 1);
    if (arrived.length === 0) delete joins[node.id];
    else joins[node.id] = arrived;
    return outgoingOf(run.bundle.definition, node.id);
  },
};
