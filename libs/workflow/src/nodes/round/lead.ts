import { actingFor, isBlank } from '../../authority';
import { refuse } from '../../command';
import type { Seat } from '../../state';
import { refused } from './dissent';
import { countingAnswer, isUnanswered, needOf } from './need';
import { newSeat } from './open';
import { addresserOf, openSeat } from './seats';
import { endRound } from './settle';
import { leadActing, onSeat, optionalWords, record } from './work';
import type { Handler, RoundWork } from './work';

/** "Nicht zuständig" is no answer; silence is none either. */
const everAnswered = (seat: Seat): boolean => seat.answers.some(({ kind }) => kind !== 'notResponsible');

export const addSeat: Handler<'addSeat'> = (work, command, by) => {
  const { round } = work;
  const lead = leadActing(work, by);
  if (lead === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  const { wave, mandatory, unitId, reason } = command;
  const waveMode = round.waves[wave]?.mode;
  if (waveMode === undefined || wave < round.wave) return refuse('badWave', { current: round.wave });
  const seat = newSeat(round, { unitId, mandatory, kind: command.seatKind, wave });
  round.seats.push(seat);
  record(work, { type: 'seatAdded', wave, mandatory, reason }, lead, seat);
  // A serial wave goes on by itself as soon as it is this seat's turn.
  if (wave === round.wave && waveMode === 'parallel') openSeat(work, seat);
  return null;
};

function isWithin(work: RoundWork, unitId: string, within: string): boolean {
  const { superiors } = work.run.facts;
  const seen = new Set<string>();
  for (let unit: string | null | undefined = unitId; unit && !seen.has(unit); unit = superiors[unit]) {
    if (unit === within) return true;
    seen.add(unit);
  }
  return false;
}

export const replaceSeat = onSeat<'replaceSeat'>((work, seat, command, by) => {
  const back = seat.state === 'back';
  const acted = actingFor(by, back ? addresserOf(work, seat) : work.round.leadUnitId);
  if (acted === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  if (!isUnanswered(seat)) return refuse('notReplaceable');
  if (everAnswered(seat) && !isWithin(work, command.unitId, seat.unitId)) return refuse('outsideUnit');
  const fromUnitId = seat.unitId;
  seat.unitId = command.unitId;
  seat.owner = null;
  seat.ownerSince = null;
  for (const given of seat.answers) given.stale = true;
  record(work, { type: 'seatReplaced', fromUnitId, reason: command.reason }, acted, seat);
  if (seat.state !== 'waiting') openSeat(work, seat);
  return null;
});

export const releaseSeat = onSeat<'releaseSeat'>((work, seat, command, by) => {
  const { round } = work;
  const lead = leadActing(work, by);
  if (lead === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  if (seat.mandatory) return refuse('mandatorySeat');
  if (everAnswered(seat)) return refuse('everAnswered');
  if (!isUnanswered(seat)) return refuse('notOpen');
  if (round.seats.every((other) => other === seat || other.state === 'released')) return refuse('lastSeat');
  const need = needOf(round);
  seat.state = 'released';
  seat.reminders = [];
  if (round.quorum.kind !== 'all' && needOf(round) < need) return refuse('quorumFalls', { need });
  record(work, { type: 'seatReleased', reason: command.reason, dispensable: false }, lead, seat);
  return null;
});

export const answerCondition = onSeat<'answerCondition'>((work, seat, command, by) => {
  const lead = leadActing(work, by);
  if (lead === null) return refuse('notLead');
  const given = countingAnswer(seat);
  if (seat.condition !== 'pending' || given === null) return refuse('noPendingCondition');
  const { paper } = work.run.state;
  if (command.accept && paper.number <= given.paper.number) return refuse('noNewerVersion', { current: paper.number });
  if (!command.accept && isBlank(command.words)) return refuse('reasonRequired');
  seat.condition = command.accept ? 'accepted' : 'declined';
  seat.acceptedOn = command.accept ? { ...paper } : null;
  seat.reminders = [];
  record(work, { type: 'conditionAnswered', accepted: command.accept, ...optionalWords(command.words) }, lead, seat);
  if (!command.accept) refused(work, seat, given.words ?? '');
  return null;
});

export const extend = onSeat<'extend'>((work, seat, command, by) => {
  const lead = leadActing(work, by);
  if (lead === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  if (seat.state !== 'open') return refuse('notOpen');
  const dueEnd = new Date(command.dueEnd).toISOString();
  if (dueEnd <= (seat.dueEnd ?? '') || dueEnd <= work.run.now) return refuse('notLater');
  seat.dueEnd = dueEnd;
  seat.counted = null;
  record(work, { type: 'seatExtended', dueEnd, reason: command.reason }, lead, seat);
  return null;
});

/** The lead takes the paper back: with the round the whole run is over, no end of the definition can say this. */
export const cancel: Handler<'cancel'> = (work, command, by) => {
  const lead = leadActing(work, by);
  if (lead === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  endRound(work, 'cancelled', lead);
  work.run.end('cancelled', lead, command.reason);
  return null;
};
