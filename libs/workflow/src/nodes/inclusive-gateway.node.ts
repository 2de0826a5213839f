import type { Flow, InclusiveGatewayNode } from '../definition';
import { conditionHolds } from '../feel';
import { canReach, graphOf, incomingOf, isAwaited } from '../graph';
import type { Run } from '../run';
import { placeOfKey } from '../scopes';
import { leavingFlows } from '../walk/routes';
import { conditionFacts } from './condition-facts';
import type { NodeKind } from './node';

/** Every flow whose condition holds or that has none, else the default flow. */
function chosenFlows(run: Run, node: InclusiveGatewayNode): readonly Flow[] {
  const flows = run.outgoing(node.id);
  const facts = conditionFacts(run);
  const holding = flows.filter(
    ({ id, condition }) => id !== node.defaultFlow && (condition === undefined || conditionHolds(condition, facts)),
  );
  return holding.length > 0 ? holding : flows.filter(({ id }) => id === node.defaultFlow);
}

/** The nodes of this procedure at which a token stands: open steps that hold one, and places where tokens wait. */
function standing(run: Run): { working: string[]; waiting: string[] } {
  const working = run.state.steps.filter((step) => step.open && !step.detached && step.scope === run.scope);
  const waiting = Object.keys(run.state.joins)
    .map(placeOfKey)
    .filter(({ scope }) => scope === run.scope);
  // The order in which stored keys come back says nothing.
  return { working: working.map(({ nodeId }) => nodeId), waiting: waiting.map(({ nodeId }) => nodeId).sort() };
}

type Places = ReturnType<typeof standing>;

/** Whether something that stands elsewhere may still come to a node at which tokens wait. */
type Awaits = (nodeId: string) => boolean;

/** Only joins are left, each waiting for another: the first of them gives way. One that need not wait goes on before. */
function givesWay(run: Run, node: InclusiveGatewayNode, { working, waiting }: Places, awaits: Awaits): boolean {
  const isInclusive = (nodeId: string) => graphOf(run.definition).nodes.get(nodeId)?.type === 'inclusiveGateway';
  const isHeld = (nodeId: string) => isInclusive(nodeId) && awaits(nodeId);
  return working.length === 0 && waiting[0] === node.id && waiting.every(isHeld);
}

/** Of a model: goes on when as many tokens wait as flows lead here, or none can come any more, and takes them all. */
function releaseOfModel(run: Run, node: InclusiveGatewayNode, places: Places): readonly Flow[] | null {
  const positions = [...places.working, ...places.waiting];
  const awaits: Awaits = (nodeId) =>
    run.waitingAt(nodeId).length < incomingOf(run.definition, nodeId).length &&
    positions.some((position) => canReach(run.definition, position, nodeId));
  if (awaits(node.id) && !givesWay(run, node, places, awaits)) return null;
  run.keepWaiting(node.id, []);
  return leavingFlows(run, node, { scope: run.scope });
}

/**
 * Brings together whatever has been sent out: waits until no token of its procedure can reach it any more, then goes on
 * by every flow whose condition holds. Structured or not, the graph alone decides.
 */
export const inclusiveGateway: NodeKind<InclusiveGatewayNode> = {
  joins: true,
  enter(run, node, flow) {
    run.waitBefore(node.id, flow.id);
    return [];
  },
  release(run, node) {
    const places = standing(run);
    if (run.definition.imported !== undefined) return releaseOfModel(run, node, places);
    const positions = [...places.working, ...places.waiting];
    const awaits: Awaits = (nodeId) => isAwaited(run.definition, nodeId, run.waitingAt(nodeId), positions);
    if (awaits(node.id) && !givesWay(run, node, places, awaits)) return null;
    const flows = chosenFlows(run, node);
    if (flows.length === 0) {
      run.hold(node.id, 'noFlow');
      return null;
    }
    // One token of each flow is used up; a second one of the same flow waits for the next time.
    const rest = [...run.waitingAt(node.id)];
    for (const flowId of new Set(rest)) rest.splice(rest.indexOf(flowId), 1);
    run.keepWaiting(node.id, rest);
    return flows;
  },
};
