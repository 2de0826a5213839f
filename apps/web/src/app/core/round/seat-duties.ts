import type { SeatView } from '@querraum/contracts';

/** What the asking person is to a seat. */
export interface SeatRole {
  lead: boolean;
  /** Acts for the unit of the seat. */
  party: boolean;
  /** Gave the answer that counts. */
  answerer: boolean;
  /** Has taken the task. */
  owner: boolean;
}

const isPending = (seat: SeatView): boolean => seat.condition === 'pending' && seat.current !== null;
const inDissent = (seat: SeatView): boolean => seat.dissent !== null && seat.dissent.ended === null;
const isUnanswered = (seat: SeatView): boolean => seat.state === 'open' || seat.state === 'waiting';

/**
 * What the round waits for and this person could do: offered first, with its own form. The server decides; this only
 * keeps away what would surely be refused.
 */
export const DUTIES = {
  condition: (seat, role) => role.lead && isPending(seat),
  dissent: (seat, role) => (role.lead || role.party) && inDissent(seat),
  readdress: (seat, role) => role.lead && seat.state === 'back',
  lift: (seat, role) => role.party && seat.reservation === 'open',
} as const satisfies Record<string, (seat: SeatView, role: SeatRole) => boolean>;
export type Duty = keyof typeof DUTIES;

/**
 * Whom a new version can ask again: an answer that stands. A pending condition and an open dissent stay what they are
 * until they are settled; naming them would do nothing.
 */
export const mayBeAskedAgain = (seat: SeatView): boolean =>
  seat.current !== null && !isPending(seat) && !inDissent(seat);

/** What is possible besides, while the round runs. */
export const STEPS = {
  extend: (seat, role) => role.lead && seat.state === 'open',
  replace: (seat, role) => role.lead && isUnanswered(seat),
  release: (seat, role) => role.lead && isUnanswered(seat) && !seat.mandatory && seat.answers.length === 0,
  delegate: (seat, role) => role.owner && seat.state === 'open',
  withdraw: (seat, role) => role.answerer && seat.state === 'answered',
} as const satisfies Record<string, (seat: SeatView, role: SeatRole) => boolean>;
export type SeatStep = keyof typeof STEPS;

export const dutiesOf = (seat: SeatView, role: SeatRole): Duty[] =>
  (Object.keys(DUTIES) as Duty[]).filter((duty) => DUTIES[duty](seat, role));

export const stepsOf = (seat: SeatView, role: SeatRole): SeatStep[] =>
  (Object.keys(STEPS) as SeatStep[]).filter((step) => STEPS[step](seat, role));

/** A dissent ends when both sides state the same: the side that has not yet said what the other one has. */
export function sideThatIsMissing({
  saysSettled,
  saysShown,
}: Pick<NonNullable<SeatView['dissent']>, 'saysSettled' | 'saysShown'>): 'seat' | 'lead' | undefined {
  const seat = saysShown.seat || saysSettled.seat;
  const lead = saysShown.lead || saysSettled.lead;
  if (seat === lead) return undefined;
  return seat ? 'lead' : 'seat';
}
