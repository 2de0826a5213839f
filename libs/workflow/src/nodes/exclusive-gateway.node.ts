import type { ExclusiveGatewayNode, Flow } from '../definition';
import { conditionHolds } from '../feel';
import type { Run } from '../run';
import { exclusiveFlow } from '../walk/routes';
import { conditionFacts } from './condition-facts';
import type { NodeKind } from './node';

function chosenFlow(run: Run, node: ExclusiveGatewayNode): Flow | undefined {
  const flows = run.outgoing(node.id);
  const conditional = flows.filter((flow) => flow.id !== node.defaultFlow);
  const facts = conditionFacts(run);
  return (
    conditional.find((flow) => flow.condition !== undefined && conditionHolds(flow.condition, facts)) ??
    flows.find((flow) => flow.id === node.defaultFlow) ??
    // A gateway that only brings branches together needs no condition.
    (flows.length === 1 && flows[0]?.condition === undefined ? flows[0] : undefined)
  );
}

/** Takes the first flow whose condition holds, in the order of the definition, else the default flow. */
export const exclusiveGateway: NodeKind<ExclusiveGatewayNode> = {
  obstacle: (run, node) =>
    run.definition.imported === undefined && chosenFlow(run, node) === undefined ? 'noFlow' : null,
  enter(run, node) {
    if (run.definition.imported !== undefined) return exclusiveFlow(run, node);
    const flow = chosenFlow(run, node);
    return flow === undefined ? [] : [flow];
  },
};
