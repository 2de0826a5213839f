import type { ActedBy } from '../../effects';
import type { RoundState, Seat } from '../../state';
import type { RoundOutcome } from '../../vocabulary';
import { areAll, howMany, isThere, own } from './alike';
import type { Stance } from './alike';
import {
  decides,
  inDissent,
  isMet,
  isPending,
  isShown,
  isUnanswered,
  mayStillConsent,
  needOf,
  optionalConsents,
} from './need';
import { openWave } from './open';
import { openSeat, waitForLead } from './seats';
import { record } from './work';
import type { RoundWork } from './work';

export function endRound(work: RoundWork, outcome: RoundOutcome, by: ActedBy | null = null): void {
  const { run, step, round } = work;
  round.outcome = outcome;
  const idsOf = (test: (seat: Seat) => boolean) => round.seats.filter(test).map(({ id }) => id);
  record(
    work,
    {
      type: 'roundEnded',
      outcome,
      openReservations: idsOf((seat) => seat.reservation === 'open'),
      shownDissents: idsOf(isShown),
    },
    by,
  );
  run.closeStep(step, outcome);
}

const isReached = (round: RoundState): boolean => optionalConsents(round) >= needOf(round);

const holdsWave = (round: RoundState) => (seat: Stance) =>
  seat.wave <= round.wave && (seat.state === 'open' || seat.state === 'back');

/** Seats released as "entbehrlich" come back to where they were, as far as their turn has come. */
function bringBack(work: RoundWork): void {
  const { round } = work;
  for (const back of round.seats.filter(({ dispensable }) => dispensable)) {
    const seat = own(round, back);
    seat.dispensable = false;
    const denied = seat.answers.some((answer) => answer.kind === 'notResponsible' && !answer.stale);
    if (denied) {
      seat.state = 'back';
      waitForLead(work, seat);
    } else if (seat.wave > round.wave || round.waves[seat.wave]?.mode === 'serial') {
      seat.state = 'waiting';
    } else {
      openSeat(work, seat);
    }
  }
}

function decided(round: RoundState): boolean {
  return isThere(round, (seat) => decides(round, seat));
}

function cannotBeReached(round: RoundState): boolean {
  const optionalHopes = howMany(round, (seat) => !seat.mandatory && mayStillConsent(seat));
  return (
    optionalConsents(round) + optionalHopes < needOf(round) ||
    isThere(round, (seat) => seat.mandatory && !isMet(seat) && !mayStillConsent(seat)) ||
    areAll(round, (seat) => seat.state === 'released' || seat.silent === 'nil')
  );
}

function release(work: RoundWork, seat: Seat): void {
  seat.state = 'released';
  seat.dispensable = true;
  seat.reminders = [];
  record(work, { type: 'seatReleased', reason: 'entbehrlich', dispensable: true }, null, seat);
}

const isDispensable = (seat: Stance): boolean => !(seat.mandatory || seat.everRefused || !isUnanswered(seat));

function releaseDispensable(work: RoundWork): void {
  const { round } = work;
  const mandatoryMet = areAll(round, (seat) => !seat.mandatory || seat.wave > round.wave || isMet(seat));
  if (!mandatoryMet || !isReached(round) || !isThere(round, isDispensable)) return;
  for (const seat of round.seats.filter(isDispensable)) release(work, own(round, seat));
}

/** Earlier waves too: a seat that came back there still needs its turn. */
function openNextInSerialWaves(work: RoundWork): void {
  const { round } = work;
  round.waves.forEach(({ mode }, wave) => {
    if (mode !== 'serial' || wave > round.wave) return;
    const waits = (seat: Stance): boolean => seat.wave === wave && seat.state === 'waiting';
    const acts = (seat: Stance): boolean => seat.wave === wave && (seat.state === 'open' || seat.state === 'back');
    if (isThere(round, acts) || !isThere(round, waits)) return;
    const next = round.seats.find(waits);
    if (next !== undefined) openSeat(work, own(round, next));
  });
}

const REFUSED = { return: 'returned', reject: 'rejected' } as const;

/** The eight steps of round.md, Settle; numbered as there. */
export function settle(work: RoundWork): void {
  const { round } = work;
  const { settings } = round;
  if (round.outcome !== null) return;
  if (isThere(round, ({ dispensable }) => dispensable) && !isReached(round)) bringBack(work);
  // 1
  if (settings.waitAll && isThere(round, holdsWave(round))) return;
  // 2
  if (settings.onRefusal !== 'dissent' && decided(round)) return endRound(work, REFUSED[settings.onRefusal]);
  // 3
  if (cannotBeReached(round)) return endRound(work, REFUSED[settings.onNotReached]);
  // 4
  const waitsForAnswer = isThere(round, (seat) => isPending(seat) || inDissent(seat));
  if (!settings.waitAll && !waitsForAnswer) releaseDispensable(work);
  // 5
  openNextInSerialWaves(work);
  // 6
  if (waitsForAnswer || isThere(round, holdsWave(round))) return;
  // 7
  const further = round.seats.filter((seat) => seat.wave > round.wave && seat.state === 'waiting');
  if (further.length > 0) return openWave(work, Math.min(...further.map(({ wave }) => wave)));
  // 8
  const agreed = isReached(round) && areAll(round, (seat) => !seat.mandatory || isMet(seat));
  if (agreed) endRound(work, 'agreed');
}
