import {
  BOARD,
  consents,
  decides,
  isMet,
  isOpen,
  isSettling,
  isUnanswered,
  mayStillConsent,
  type ModelRound,
  type ModelSeat,
  need,
  openSeat,
  optional,
  raiseLevel,
  refuse,
  remindLead,
  supersede,
  verdict,
  type World,
} from './round-model';

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
    seat.counted = null;
    seat.fired = false;
  } else if (effect !== 'remindOnly') {
    seat.state = 'answered';
    supersede(seat);
    if (effect === 'deemed') {
      seat.answers.push({
        kind: 'deemed',
        personId: null,
        capacity: null,
        onBehalfOf: null,
        at,
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
    while (round.outcome === null && (seat.nudges[0] ?? Infinity) <= at) {
      seat.nudges = seat.nudges.slice(1);
      if (seat.state === 'open') seat.reminded = true;
    }
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
