/**
 * Reference model of docs/round.md, one function per paragraph: no engine code, no calendar, no clock.
 * Where the page leaves something open:
 *  1. A seat released as "entbehrlich" still counts in the number of the need, else a percentage would shrink with every release.
 *  2. A seat that comes back keeps its owner; in a serial wave it waits for its turn, a `back` seat is `back` again.
 *  3. A refusal by silence and a declined condition are refusals: the seat "ever refused". But silence is no answer.
 *  4. A dissent settled by an agreed text opens the seat again: only its own answer is consent to the new version.
 *  5. Statements that a newer version settles a dissent lapse with the next version.
 *  6. "Accepted condition touched by the change" is said by the lead, by naming the seat.
 */
import type { Quorum, RoundSettings, SeatKind } from '../definition';
import type { AnswerKind, Capacity, RoundOutcome, SeatState } from '../vocabulary';

export type PeriodName = 'seat' | 'reminder' | 'resign' | 'resignTwice' | 'escalation' | 'dissent' | 'signature';

/** What the model may know of the outside; instants are milliseconds. */
export interface World {
  /** `Infinity` for a period that is not set. */
  due(at: number, period: PeriodName): number;
  /** Local days from one instant to the other. */
  daysBetween(from: number, to: number): number;
  /** The same clock time so many local days later; a last day that must be a working day (`null`: set by hand) becomes the next one. */
  later(at: number, days: number, period: PeriodName | null): number;
  boardMemberOf(lead: string): string;
  /** The end of the first working day after that instant. */
  nextWorkingDay(at: number): number;
  /** Whether one of the days lies within a count from `at` to `until`, and is no weekend. */
  touches(dates: readonly string[], at: number, until: number): boolean;
  superiors: Record<string, string | null>;
  responsibilityUnit: string;
}

export interface ModelAnswer {
  kind: AnswerKind;
  personId: string | null;
  capacity: Capacity | null;
  onBehalfOf: string | null;
  at: number;
  version: number;
  words: string | null;
  /** After the period, while the round still runs. */
  late: boolean;
  stale: boolean;
}

export interface ModelDissent {
  level: number;
  due: number;
  fired: boolean;
  version: number;
  settledSaid: { seat: boolean; lead: boolean };
  shownSaid: { seat: boolean; lead: boolean };
  shown: boolean;
}

export interface ModelSeat {
  unit: string;
  mandatory: boolean;
  kind: SeatKind;
  wave: number;
  state: SeatState;
  owner: string | null;
  everOpened: boolean;
  due: number;
  /** From when and as what `due` was counted; `null` after an extension or an escalation. */
  counted: { from: number; period: 'seat' | 'resign' } | null;
  /** Whether it has stood still since it was counted: then it is set by hand, as it were. */
  stoodStill: boolean;
  fired: boolean;
  escalations: number;
  answers: ModelAnswer[];
  silent: 'nil' | 'refuse' | null;
  condition: 'pending' | 'accepted' | 'declined' | null;
  /** The version that fulfils an accepted condition: the consent is to this one. */
  acceptedOn: number | null;
  reservation: boolean;
  dissent: ModelDissent | null;
  levelReached: number;
  everRefused: boolean;
  notResponsible: number;
  /** The state it had when it was released as "entbehrlich". */
  dispensableFrom: SeatState | null;
  /** When the unit is reminded while open; the lead, then its superior, of a pending condition or a seat that is `back`. */
  nudges: number[];
  /** When the seat opened last, and whether its unit has been reminded since. */
  openedAt: number;
  reminded: boolean;
}

export interface ModelRound {
  lead: string;
  quorum: Quorum;
  settings: RoundSettings;
  modes: ('parallel' | 'serial')[];
  wave: number;
  seats: ModelSeat[];
  version: number;
  authors: string[];
  outcome: RoundOutcome | null;
}

export type Verdict = 'none' | 'consent' | 'nil' | 'silentNil' | 'pending' | 'refusal' | 'dissent' | 'shown';

export const BOARD = 4;

export const countingAnswer = (seat: ModelSeat): ModelAnswer | undefined =>
  seat.answers.findLast((answer) => !answer.stale);

/** What the seat's last answer counts as. */
export function verdict(seat: ModelSeat): Verdict {
  if (seat.state !== 'answered') return 'none';
  const kind = countingAnswer(seat)?.kind;
  if (seat.silent === 'nil') return 'silentNil';
  if (kind === 'nil') return 'nil';
  if (seat.silent === 'refuse' || kind === 'refuse' || seat.condition === 'declined') {
    if (seat.dissent === null) return 'refusal';
    return seat.dissent.shown ? 'shown' : 'dissent';
  }
  return seat.condition === 'pending' ? 'pending' : 'consent';
}

/** "Nicht zuständig" is no answer, and neither is silence that is shown as none. */
export const everAnswered = (seat: ModelSeat): boolean => seat.answers.some(({ kind }) => kind !== 'notResponsible');

export const isOpenReservation = (seat: ModelSeat): boolean => verdict(seat) === 'consent' && seat.reservation;

export const isOpen = (seat: ModelSeat): boolean => seat.state === 'open' || seat.state === 'back';
export const isUnanswered = (seat: ModelSeat): boolean => isOpen(seat) || seat.state === 'waiting';
export const isSettling = (seat: ModelSeat): boolean => ['pending', 'dissent'].includes(verdict(seat));
export const mayStillConsent = (seat: ModelSeat): boolean => isUnanswered(seat) || isSettling(seat);
export const isMet = (seat: ModelSeat): boolean => ['consent', 'nil', 'shown'].includes(verdict(seat));
export const optional = (round: ModelRound): ModelSeat[] => round.seats.filter((seat) => !seat.mandatory);
export const consents = (round: ModelRound): number =>
  optional(round).filter((seat) => verdict(seat) === 'consent').length;

/** "Need". */
export function need(round: ModelRound, without?: ModelSeat): number {
  const counted = optional(round).filter(
    (seat) =>
      seat !== without &&
      (seat.state !== 'released' || seat.dispensableFrom !== null) &&
      !['nil', 'silentNil'].includes(verdict(seat)),
  );
  const number = counted.length;
  switch (round.quorum.kind) {
    case 'all':
      return number - counted.filter((seat) => verdict(seat) === 'shown').length;
    case 'count':
      return Math.min(round.quorum.n, number);
    case 'percent':
      return Math.ceil((number * round.quorum.p) / 100);
  }
}

export const decides = (round: ModelRound, seat: ModelSeat): boolean =>
  round.settings.onRefusal !== 'dissent' &&
  verdict(seat) === 'refusal' &&
  (seat.mandatory || round.settings.refusalOf === 'any');

/** The seat's turn; one that opens again has at least `resignPeriod` left. */
export function openSeat(seat: ModelSeat, world: World, at: number): void {
  const due = seat.everOpened ? Math.max(seat.due, world.due(at, 'resign')) : world.due(at, 'seat');
  seat.fired = seat.fired && due === seat.due;
  if (due !== seat.due) {
    seat.counted = { from: at, period: seat.everOpened ? 'resign' : 'seat' };
    seat.stoodStill = false;
  }
  seat.due = due;
  seat.state = 'open';
  seat.everOpened = true;
  seat.openedAt = at;
  seat.reminded = false;
  seat.nudges = [world.due(at, 'reminder')].filter((reminder) => reminder < due);
}

/** A later answer, a changed text or a withdrawal: condition, reservation and dissent end, the record keeps the answer. */
export function supersede(seat: ModelSeat): void {
  for (const answer of seat.answers) answer.stale = true;
  seat.silent = null;
  seat.condition = null;
  seat.acceptedOn = null;
  seat.reservation = false;
  seat.dissent = null;
  seat.nudges = [];
}

export function remindLead(seat: ModelSeat, world: World, at: number): void {
  seat.nudges = [world.due(at, 'resign'), world.due(at, 'resignTwice')];
}

/** A refusal, said, by silence, or by a declined condition. */
export function refuse(round: ModelRound, seat: ModelSeat, world: World, at: number): void {
  seat.everRefused = true;
  seat.nudges = [];
  if (round.settings.onRefusal !== 'dissent') return;
  seat.dissent = {
    level: seat.levelReached,
    due: world.due(at, 'dissent'),
    fired: false,
    version: round.version,
    settledSaid: { seat: false, lead: false },
    shownSaid: { seat: false, lead: false },
    shown: false,
  };
}

export function raiseLevel(seat: ModelSeat, dissent: ModelDissent, world: World, at: number): void {
  dissent.level += 1;
  seat.levelReached = dissent.level;
  dissent.due = world.due(at, 'dissent');
  dissent.fired = false;
}
