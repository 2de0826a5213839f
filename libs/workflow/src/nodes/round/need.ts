import type { RoundState, SeatAnswer } from '../../state';
import { howMany } from './alike';
import type { Stance } from './alike';

/** What a seat stands for now, and what the round needs (round.md, Need and Settle). Pure questions, no change. */

/** The answer that counts: the last one that is neither stale nor a mere "nicht zuständig". */
export function countingAnswer(seat: Stance): SeatAnswer | null {
  return seat.answers.findLast((answer) => !answer.stale && answer.kind !== 'notResponsible') ?? null;
}

const countsAs = (seat: Stance): SeatAnswer['kind'] | null =>
  seat.state === 'answered' && seat.silent === null ? (countingAnswer(seat)?.kind ?? null) : null;

export const isPending = (seat: Stance): boolean => seat.condition === 'pending';

export function isConsent(seat: Stance): boolean {
  const kind = countsAs(seat);
  if (kind === 'condition') return seat.condition === 'accepted';
  return kind === 'approve' || kind === 'reserve' || kind === 'deemed';
}

export function isRefusal(seat: Stance): boolean {
  if (seat.silent !== null) return seat.silent === 'refuse';
  const kind = countsAs(seat);
  return kind === 'refuse' || (kind === 'condition' && seat.condition === 'declined');
}

export const isNil = (seat: Stance): boolean => seat.silent === 'nil' || countsAs(seat) === 'nil';

export const inDissent = (seat: Stance): boolean => seat.dissent !== null && seat.dissent.ended === null;

/** A dissent goes to the decision shown as long as the refusal itself stands. */
export const isShown = (seat: Stance): boolean => seat.dissent?.ended === 'shown' && isRefusal(seat);

/** Under `return` and `reject`: a refusal that ends the round. */
export const decides = (round: RoundState, seat: Stance): boolean =>
  round.settings.onRefusal !== 'dissent' && isRefusal(seat) && (round.settings.refusalOf === 'any' || seat.mandatory);

export const isUnanswered = (seat: Stance): boolean =>
  seat.state === 'waiting' || seat.state === 'open' || seat.state === 'back';

export const mayStillConsent = (seat: Stance): boolean => isUnanswered(seat) || isPending(seat) || inDissent(seat);

export const isMet = (seat: Stance): boolean =>
  isConsent(seat) || (isNil(seat) && seat.silent === null) || isShown(seat);

/** The lead's release takes a seat out; "entbehrlich" does not, else the need would shrink because it was reached. */
const isCounted = (seat: Stance): boolean => (seat.state !== 'released' || seat.dispensable) && !isNil(seat);

export function needOf(round: RoundState): number {
  const isOptional = (seat: Stance): boolean => !seat.mandatory && isCounted(seat);
  const counted = howMany(round, isOptional);
  const { quorum } = round;
  switch (quorum.kind) {
    case 'all':
      return counted - howMany(round, (seat) => isOptional(seat) && isShown(seat));
    case 'count':
      return Math.min(quorum.n, counted);
    case 'percent':
      return Math.ceil((counted * quorum.p) / 100);
  }
}

export const optionalConsents = (round: RoundState): number =>
  howMany(round, (seat) => !seat.mandatory && isConsent(seat));
