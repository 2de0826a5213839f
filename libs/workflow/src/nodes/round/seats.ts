import type { Seat } from '../../state';
import { isBarredAuthor, record } from './work';
import type { RoundWork } from './work';

/** An author may not answer: as owner the seat would only be blocked. */
export function freeFromAuthor(work: RoundWork, seat: Seat): boolean {
  if (seat.owner === null || !isBarredAuthor(work, seat.owner)) return false;
  seat.owner = null;
  seat.ownerSince = null;
  record(work, { type: 'seatUnclaimed' }, null, seat);
  return true;
}

/** The first opening of a seat begins its period; one that opens again has at least `resignPeriod` left. */
export function openSeat(work: RoundWork, seat: Seat): void {
  const { run, node, round } = work;
  const again = seat.openedAt !== null;
  const end = run.endOf(again ? round.settings.resignPeriod : node.period);
  const dueEnd = again && seat.dueEnd !== null && seat.dueEnd > end ? seat.dueEnd : end;
  if (dueEnd !== seat.dueEnd) seat.counted = { from: run.now, as: again ? 'resignPeriod' : 'period' };
  seat.state = 'open';
  seat.openedAt = run.now;
  seat.dueEnd = dueEnd;
  seat.reminders = run.remindersOf(node.reminders, dueEnd);
  record(work, { type: again ? 'seatReopened' : 'seatOpened', dueEnd }, null, seat);
  freeFromAuthor(work, seat);
  run.notify('newTask', { step: work.step, seat });
}

/** The answer no longer counts: it stays in the record, and what hung on it ends with it. */
export function setAside(work: RoundWork, seat: Seat): void {
  for (const answer of seat.answers) answer.stale = true;
  if (seat.dissent !== null && seat.dissent.ended === null) {
    seat.dissent.ended = 'withdrawn';
    record(work, { type: 'dissentEnded', how: 'withdrawn' }, null, seat);
  }
  seat.silent = null;
  seat.condition = null;
  seat.acceptedOn = null;
  seat.reservation = null;
}

/** The lead is reminded after `resignPeriod`, then its superior; time alone settles nothing here. */
export function waitForLead(work: RoundWork, seat: Seat): void {
  const { run, round } = work;
  const first = run.endOf(round.settings.resignPeriod);
  const second = run.endOf({ ...round.settings.resignPeriod, length: 2 * round.settings.resignPeriod.length });
  seat.reminders = [
    { at: first, fired: false },
    { at: second, fired: false },
  ];
}

/** With whom a seat is that is `back`. */
export const addresserOf = (work: RoundWork, seat: Seat): string =>
  seat.notResponsible > 1 ? work.round.responsibilityUnitId : work.round.leadUnitId;
