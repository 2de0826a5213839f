import type { ParallelGatewayNode } from '../definition';
import { incomingOf } from '../graph';
import type { NodeKind } from './node';

/** Waits until a token has come on every incoming flow, then sends one out on every outgoing flow. */
export const parallelGateway: NodeKind<ParallelGatewayNode> = {
  joins: true,
  enter(run, node, flow) {
    const arrived = [...run.waitingAt(node.id), flow.id];
    const incoming = incomingOf(run.definition, node.id);
    if (!incoming.every(({ id }) => arrived.includes(id))) {
      run.keepWaiting(node.id, arrived);
      return [];
    }
    for (const { id } of incoming) arrived.splice(arrived.indexOf(id), 1);
    run.keepWaiting(node.id, arrived);
    return run.outgoing(node.id);
  },
};
