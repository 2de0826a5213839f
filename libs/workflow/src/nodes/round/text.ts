import { isBlank } from '../../authority';
import { refuse } from '../../command';
import type { Seat } from '../../state';
import { own } from './alike';
import { countingAnswer, decides, inDissent, isConsent, isPending } from './need';
import { freeFromAuthor, openSeat, setAside } from './seats';
import { isBarredAuthor, leadActing, record } from './work';
import type { CommandOf, Handler, RoundWork } from './work';

/** Nobody signs the own text: what an author has said of an earlier version no longer counts. */
function isAuthorsConsent(work: RoundWork, seat: Seat): boolean {
  if (!isConsent(seat) && !isPending(seat)) return false;
  const by = countingAnswer(seat)?.by ?? null;
  return by !== null && isBarredAuthor(work, by.personId);
}

function isTouched(work: RoundWork, seat: Seat, command: CommandOf<'replaceText'>): boolean {
  switch (work.round.settings.onTextChange) {
    case 'all':
      return true;
    case 'affected':
      return command.affectedSeatIds.includes(seat.id);
    case 'none':
      return command.change === 'substantive' && command.affectedSeatIds.includes(seat.id);
  }
}

function becomesStale(work: RoundWork, seat: Seat, command: CommandOf<'replaceText'>): boolean {
  if (seat.state !== 'answered') return false;
  if (isAuthorsConsent(work, seat)) return true;
  if (isPending(seat) || inDissent(seat) || decides(work.round, seat)) return false;
  return isTouched(work, seat, command);
}

export const replaceText: Handler<'replaceText'> = (work, command, by) => {
  const { run, round } = work;
  const lead = leadActing(work, by);
  if (lead === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  const current = run.state.paper.number;
  if (command.version.number <= current) return refuse('versionNotNewer', { current });
  if (!command.affectedSeatIds.every((id) => round.seats.some((seat) => seat.id === id))) return refuse('unknownSeat');
  run.state.paper = { ...command.version };
  run.state.authors = [...new Set([...run.state.authors, ...command.authors])];
  const { change, reason } = command;
  record(work, { type: 'textReplaced', paper: { ...command.version }, change, reason }, lead);
  for (const seat of round.seats.map((one) => own(round, one))) {
    // A dissent is settled by a text that both have seen: what was said of an earlier one does not carry over.
    if (seat.dissent?.ended === null) seat.dissent.saysSettled = { seat: false, lead: false };
    if (seat.state === 'open' && freeFromAuthor(work, seat)) run.notify('newTask', { step: work.step, seat });
    if (!becomesStale(work, seat, command)) continue;
    record(work, { type: 'seatStale', paper: { ...command.version } }, null, seat);
    setAside(work, seat);
    openSeat(work, seat);
  }
  return null;
};
