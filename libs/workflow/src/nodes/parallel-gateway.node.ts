import type { Flow, ParallelGatewayNode } from '../definition';
import { incomingOf } from '../graph';
import type { Run } from '../run';
import type { NodeKind } from './node';

/** Of a model: goes on with as many tokens as flows lead here, by whichever they have come (docs/bpmn-subset.md). */
function countTokens(run: Run, { id }: ParallelGatewayNode, flow: Flow): readonly Flow[] {
  const wanted = incomingOf(run.definition, id).length;
  if (run.waitBefore(id, flow.id) < wanted) return [];
  run.keepWaiting(id, run.waitingAt(id).slice(wanted));
  return run.outgoing(id);
}

/** Waits until a token has come on every incoming flow, then sends one out on every outgoing flow. */
export const parallelGateway: NodeKind<ParallelGatewayNode> = {
  joins: true,
  enter(run, node, flow) {
    if (run.definition.imported !== undefined) return countTokens(run, node, flow);
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
