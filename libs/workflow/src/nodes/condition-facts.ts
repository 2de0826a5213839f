import type { ConditionFacts } from '../feel';
import type { Run } from '../run';
import type { FinalSignatureStep, RoundStep, StepState } from '../state';
import { isShown } from './round/need';

function resultOf(step: FinalSignatureStep): string {
  return step.signers.find(({ state }) => state === 'returned' || state === 'rejected')?.state ?? 'signed';
}

/** The last result of each node that knows several ways to end. */
function resultsOf(steps: readonly StepState[]): ConditionFacts['steps'] {
  return Object.fromEntries(
    steps.flatMap(({ nodeId, result }) => (result === undefined ? [] : [[nodeId, { result }]])),
  );
}

/** What conditions may read where the run acts now: of a called procedure they see that procedure alone. */
export function conditionFacts(run: Run): ConditionFacts {
  const closed = run.state.steps.filter((step) => !step.open && step.scope === run.scope);
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
    facts: run.declared,
    steps: resultsOf(closed),
  };
}
