import type { AnswerView, RunDetail } from '@querraum/contracts';

export interface Difference {
  seatId: string;
  unit: string;
  kind: 'reservation' | 'dissent';
  words: string;
  answer: AnswerView;
}

/** What the signer has to acknowledge: open reservations and shown dissents of the round that is being signed. */
export function openDifferences(run: Pick<RunDetail, 'steps'>, signatureStepId: string): Difference[] {
  const signature = run.steps.find((step) => step.id === signatureStepId);
  if (signature?.type !== 'finalSignature') return [];
  const round = run.steps.find((step) => step.id === signature.roundStepId);
  if (round?.type !== 'coSignatureRound') return [];
  return round.seats.flatMap((seat): Difference[] => {
    const answer = seat.current ?? seat.answers.at(-1);
    if (answer === undefined) return [];
    const base = { seatId: seat.id, unit: seat.unit.name, answer };
    if (seat.dissent?.ended === 'shown') return [{ ...base, kind: 'dissent', words: seat.dissent.words }];
    if (seat.reservation === 'open') return [{ ...base, kind: 'reservation', words: answer.words ?? '' }];
    return [];
  });
}
