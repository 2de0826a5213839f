import type { ExclusiveGatewayNode, Flow } from '../definition';
import { conditionHolds } from '../feel';
import type { ConditionFacts } from '../feel';
import { outgoingOf } from '../graph';
import type { Run } from '../run';
import type { FinalSignatureStep, RoundStep, StepState } from '../state';
import type { NodeKind } from './node';
import { isShown } from './round/need';

export function conditionFacts(run: Run): ConditionFacts {
  const closed = run.state.steps.filter((step) => !step.open);
  const round = closed.findLast((step: StepState): step is RoundStep => step.type === 'coSignatureRound')?.round;
  const final = closed.findLast((step: StepState): step is FinalSignatureStep => step.type === 'finalSignature');
  return {
    round:
      round === undefined
        ? null
        : {
            outcome: round.outcome ?? 'cancelled',
            openReservations: round.seats.filter((seat) => seat.reservation === 'open').length,
            shownDissents: round.seats.filter(isShown).length,
          },
    finalSignature: final === undefined ? null : { result: resultOf(final) },
    lead: { unitId: run.facts.leadUnitId },
  };
}

function resultOf(step: FinalSignatureStep): string {
  return step.signers.find(({ state }) => state === 'returned' || state === 'rejected')?.state ?? 'signed';
}

function chosenFlow(run: Run, node: ExclusiveGatewayNode): Flow | undefined {
  const flows = outgoingOf(run.bundle.definition, node.id);
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
  obstacle: (run, node) => (chosenFlow(run, node) === undefined ? 'noFlow' : null),
  enter(run, node) {
    const flow = chosenFlow(run, node);
    return flow === undefined ? [] : [flow];
  },
};
