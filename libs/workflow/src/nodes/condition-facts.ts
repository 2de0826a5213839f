import type { ConditionFacts } from '../feel';
import type { Run } from '../run';
import type { FinalSignatureStep, RoundStep, StepState } from '../state';
import { isShown } from './round/need';

function signedResult({ signers }: FinalSignatureStep): string {
  const against = signers.find(({ state }) => state === 'returned' || state === 'rejected');
  // One that was closed from outside has not been signed.
  return against?.state ?? (signers.every(({ state }) => state === 'signed') ? 'signed' : 'cancelled');
}

/** Rounds and signatures keep their own state, in which their result stands. */
function resultOf(step: StepState): string | undefined {
  if (step.type === 'coSignatureRound') return step.round.outcome ?? undefined;
  return step.type === 'finalSignature' ? signedResult(step) : step.result;
}

/** The last result of each node that knows several ways to end. */
function resultsOf(steps: readonly StepState[]): ConditionFacts['steps'] {
  return Object.fromEntries(
    steps.flatMap((step) => {
      const result = resultOf(step);
      return result === undefined ? [] : [[step.nodeId, { result }]];
    }),
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
    finalSignature: final === undefined ? null : { result: signedResult(final) },
    lead: { unitId: run.facts.leadUnitId },
    facts: run.declared,
    steps: resultsOf(closed),
  };
}
