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

export type PeriodName = 'seat' | 'resign' | 'resignTwice' | 'escalation' | 'dissent' | 'signature';

/** What the model may know of the outside; instants are milliseconds. */
export interface World {
  due(at: number, period: PeriodName): number;
  superiors: Record<string, string | null>;
  responsibilityUnit: string;
}

export interface ModelAnswer {
  kind: AnswerKind;
  personId: string | null;
  capacity: Capacity | null;
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
  /** When the lead, then its superior, is reminded of a pending condition or a seat that is `back`. */
  nudges: number[];
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

const isOpen = (seat: ModelSeat): boolean => seat.state === 'open' || seat.state === 'back';
const isUnanswered = (seat: ModelSeat): boolean => isOpen(seat) || seat.state === 'waiting';
const isSettling = (seat: ModelSeat): boolean => ['pending', 'dissent'].includes(verdict(seat));
const mayStillConsent = (seat: ModelSeat): boolean => isUnanswered(seat) || isSettling(seat);
const isMet = (seat: ModelSeat): boolean => ['consent', 'nil', 'shown'].includes(verdict(seat));
const optional = (round: ModelRound): ModelSeat[] => round.seats.filter((seat) => !seat.mandatory);
const consents = (round: ModelRound): number => optional(round).filter((seat) => verdict(seat) === 'consent').length;

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
  seat.due = due;
  seat.state = 'open';
  seat.everOpened = true;
  seat.nudges = [];
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

/** "If the need is no longer reached, seats released as entbehrlich come back." */
function comeBack(round: ModelRound, world: World, at: number): void {
  for (const seat of round.seats) {
    const before = seat.dispensableFrom;
    if (before === null) continue;
    seat.dispensableFrom = null;
    const waits = seat.wave > round.wave || round.modes[seat.wave] === 'serial';
    if (before === 'back') {
      seat.state = 'back';
      remindLead(seat, world, at);
    } else if (waits) seat.state = 'waiting';
    else openSeat(seat, world, at);
  }
}

function releaseDispensable(round: ModelRound): void {
  for (const seat of optional(round)) {
    if (!isUnanswered(seat) || seat.everRefused) continue;
    seat.dispensableFrom = seat.state;
    seat.state = 'released';
    seat.nudges = [];
  }
}

function openWave(round: ModelRound, wave: number, world: World, at: number): void {
  const waiting = round.seats.filter((seat) => seat.wave === wave && seat.state === 'waiting');
  for (const seat of round.modes[wave] === 'serial' ? waiting.slice(0, 1) : waiting) openSeat(seat, world, at);
}

/** "Settle", the numbers are those of the page. */
export function settle(round: ModelRound, world: World, at: number): void {
  if (round.outcome !== null) return;
  const { waitAll, onRefusal, onNotReached } = round.settings;
  const notReached = onNotReached === 'return' ? 'returned' : 'rejected';
  if (consents(round) < need(round)) comeBack(round, world, at);
  const sofar = round.seats.filter((seat) => seat.wave <= round.wave);
  const mandatory = round.seats.filter((seat) => seat.mandatory);
  // 1
  if (waitAll && sofar.some(isOpen)) return;
  // 2
  if (round.seats.some((seat) => decides(round, seat))) {
    round.outcome = onRefusal === 'return' ? 'returned' : 'rejected';
    return;
  }
  // 3
  if (
    consents(round) + optional(round).filter(mayStillConsent).length < need(round) ||
    mandatory.some((seat) => !isMet(seat) && !mayStillConsent(seat)) ||
    round.seats.every((seat) => seat.state === 'released' || verdict(seat) === 'silentNil')
  ) {
    round.outcome = notReached;
    return;
  }
  // 4
  const upToThisWaveMet = mandatory.every((seat) => seat.wave > round.wave || isMet(seat));
  if (!waitAll && !round.seats.some(isSettling) && consents(round) >= need(round) && upToThisWaveMet)
    releaseDispensable(round);
  // 5
  for (let wave = 0; wave <= round.wave; wave += 1)
    if (round.modes[wave] === 'serial' && !sofar.some((seat) => seat.wave === wave && isOpen(seat)))
      openWave(round, wave, world, at);
  // 6
  if (round.seats.some(isSettling) || sofar.some(isOpen)) return;
  // 7
  const next = round.modes.findIndex(
    (_, wave) => wave > round.wave && round.seats.some((seat) => seat.wave === wave && seat.state === 'waiting'),
  );
  if (next >= 0) {
    round.wave = next;
    openWave(round, next, world, at);
  }
  // 8
  else if (mandatory.every(isMet) && consents(round) >= need(round)) round.outcome = 'agreed';
}

/** "On silence". */
function fireSeat(round: ModelRound, seat: ModelSeat, world: World, at: number): void {
  const { onSilence, deemedMandatory, maxEscalations } = round.settings;
  const guarded = seat.kind !== 'technical' || seat.everRefused;
  const mustEscalate =
    (onSilence === 'deemed' && (guarded || (seat.mandatory && !deemedMandatory))) ||
    (onSilence === 'nil' && (guarded || seat.mandatory));
  const effect = mustEscalate ? 'escalate' : onSilence;
  seat.fired = true;
  if (effect === 'escalate') {
    const superior = world.superiors[seat.unit] ?? null;
    if (superior === null || seat.escalations >= maxEscalations) return;
    seat.owner = null;
    seat.unit = superior;
    seat.escalations += 1;
    seat.due = world.due(at, 'escalation');
    seat.fired = false;
  } else if (effect !== 'remindOnly') {
    seat.state = 'answered';
    supersede(seat);
    if (effect === 'deemed') {
      seat.answers.push({
        kind: 'deemed',
        personId: null,
        capacity: null,
        version: round.version,
        words: 'the period ran out',
        late: false,
        stale: false,
      });
    } else {
      seat.silent = effect;
      if (effect === 'refuse') refuse(round, seat, world, at);
    }
  }
}

const dueOf = (seat: ModelSeat): number => {
  if (seat.state === 'open' && !seat.fired) return seat.due;
  if (verdict(seat) === 'dissent' && seat.dissent !== null && !seat.dissent.fired) return seat.dissent.due;
  return Infinity;
};

/** "Time": everything due fires in the order (`dueEnd`, id), once per `dueEnd`, settle after each. */
export function tick(round: ModelRound, world: World, at: number): void {
  for (const seat of round.seats)
    while (round.outcome === null && (seat.nudges[0] ?? Infinity) <= at) seat.nudges = seat.nudges.slice(1);
  while (round.outcome === null) {
    const first = round.seats.reduce<ModelSeat | null>(
      (best, seat) => (dueOf(seat) < (best === null ? Infinity : dueOf(best)) ? seat : best),
      null,
    );
    if (first === null || dueOf(first) > at) return;
    if (first.state === 'open') fireSeat(round, first, world, at);
    else if (first.dissent !== null && first.dissent.level < BOARD) raiseLevel(first, first.dissent, world, at);
    else if (first.dissent !== null) first.dissent.fired = true;
    settle(round, world, at);
  }
}

/** The next instant at which time alone changes or reminds something. */
export const nextDue = (round: ModelRound): number =>
  round.outcome === null ? Math.min(...round.seats.map((seat) => Math.min(dueOf(seat), ...seat.nudges))) : Infinity;
