import type { RoundState, Seat, SeatAnswer } from '../../state';

/** What a seat stands for now, and what the round needs (round.md, Need and Settle). Pure questions, no change. */

/** The answer that counts: the last one that is neither stale nor a mere "nicht zuständig". */
export function countingAnswer(seat: Seat): SeatAnswer | null {
  return seat.answers.findLast((answer) => !answer.stale && answer.kind !== 'notResponsible') ?? null;
}

const countsAs = (seat: Seat): SeatAnswer['kind'] | null =>
  seat.state === 'answered' && seat.silent === null ? (countingAnswer(seat)?.kind ?? null) : null;

export const isPending = (seat: Seat): boolean => seat.condition === 'pending';

export function isConsent(seat: Seat): boolean {
  const kind = countsAs(seat);
  if (kind === 'condition') return seat.condition === 'accepted';
  return kind === 'approve' || kind === 'reserve' || kind === 'deemed';
}

export function isRefusal(seat: Seat): boolean {
  if (seat.silent !== null) return seat.silent === 'refuse';
  const kind = countsAs(seat);
  return kind === 'refuse' || (kind === 'condition' && seat.condition === 'declined');
}

export const isNil = (seat: Seat): boolean => seat.silent === 'nil' || countsAs(seat) === 'nil';

export const inDissent = (seat: Seat): boolean => seat.dissent !== null && seat.dissent.ended === null;

/** A dissent goes to the decision shown as long as the refusal itself stands. */
export const isShown = (seat: Seat): boolean => seat.dissent?.ended === 'shown' && isRefusal(seat);

/** Under `return` and `reject`: a refusal that ends the round. */
export const decides = (round: RoundState, seat: Seat): boolean =>
  round.settings.onRefusal !== 'dissent' && isRefusal(seat) && (round.settings.refusalOf === 'any' || seat.mandatory);

export const isUnanswered = (seat: Seat): boolean =>
  seat.state === 'waiting' || seat.state === 'open' || seat.state === 'back';

export const mayStillConsent = (seat: Seat): boolean => isUnanswered(seat) || isPending(seat) || inDissent(seat);

export const isMet = (seat: Seat): boolean => isConsent(seat) || (isNil(seat) && seat.silent === null) || isShown(seat);

/** The lead's release takes a seat out; "entbehrlich" does not, else the need would shrink because it was reached. */
const isCounted = (seat: Seat): boolean => (seat.state !== 'released' || seat.dispensable) && !isNil(seat);

export function needOf(round: RoundState): number {
  const counted = round.seats.filter((seat) => !seat.mandatory && isCounted(seat));
  const { quorum } = round;
  switch (quorum.kind) {
    case 'all':
      return counted.length - counted.filter(isShown).length;
    case 'count':
      return Math.min(quorum.n, counted.length);
    case 'percent':
      return Math.ceil((counted.length * quorum.p) / 100);
  }
}

export const optionalConsents = (round: RoundState): number =>
  round.seats.filter((seat) => !seat.mandatory && isConsent(seat)).length;
