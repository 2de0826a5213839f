import type { RoundNode } from '../../definition';
import type { RoundState, RoundStep, Seat } from '../../state';
import type { Instant } from '../../vocabulary';
import type { Deadline, Due } from '../node';
import { eachStance } from './alike';
import type { Stance } from './alike';
import { keepAnswer } from './answer';
import { fireDissent, refused } from './dissent';
import { inDissent, isPending } from './need';
import { addresserOf } from './seats';
import { settle } from './settle';
import { ownSeat, record, tellLead } from './work';
import type { RoundWork } from './work';

type Silence = RoundState['settings']['onSilence'];

const DEEMED_WORDS = 'Die Mitzeichnung gilt nach Fristablauf als erteilt.';
const SILENT_REFUSAL_WORDS = 'Keine Antwort innerhalb der Frist.';

/** Silence is never consent or Fehlanzeige where it may not be (round.md, Settings). */
function effectOfSilence(round: RoundState, seat: Seat): Silence {
  const { onSilence, deemedMandatory } = round.settings;
  if (onSilence !== 'deemed' && onSilence !== 'nil') return onSilence;
  const protectedSeat =
    seat.kind !== 'technical' || seat.everRefused || (seat.mandatory && !(onSilence === 'deemed' && deemedMandatory));
  return protectedSeat ? 'escalate' : onSilence;
}

function settleSilently(work: RoundWork, seat: Seat, effect: 'nil' | 'refuse'): void {
  seat.state = 'answered';
  seat.silent = effect;
  seat.reminders = [];
  record(work, { type: 'seatSilent', effect, paper: { ...work.run.state.paper } }, null, seat);
}

function escalate(work: RoundWork, seat: Seat): void {
  const { run, round } = work;
  const superior = run.facts.superiors[seat.unitId] ?? null;
  if (superior === null || seat.escalations >= round.settings.maxEscalations) {
    record(work, { type: 'incident', reason: 'noAnswer' }, null, seat);
    tellLead(work, 'incident', seat);
    return;
  }
  const fromUnitId = seat.unitId;
  const dueEnd = run.endOf(round.settings.escalationPeriod);
  seat.unitId = superior;
  seat.owner = null;
  seat.ownerSince = null;
  seat.escalations += 1;
  seat.dueEnd = dueEnd;
  seat.counted = null;
  record(work, { type: 'escalated', fromUnitId, toUnitId: superior, dueEnd }, null, seat);
  run.notify('escalation', { step: work.step, seat });
}

const silences: { [Effect in Silence]: (work: RoundWork, seat: Seat) => void } = {
  escalate,
  deemed: (work, seat) => keepAnswer(work, seat, { kind: 'deemed', words: DEEMED_WORDS, by: null }),
  nil: (work, seat) => settleSilently(work, seat, 'nil'),
  refuse(work, seat) {
    settleSilently(work, seat, 'refuse');
    refused(work, seat, SILENT_REFUSAL_WORDS);
  },
  remindOnly(work, seat) {
    record(work, { type: 'seatSilent', effect: 'remindOnly', paper: { ...work.run.state.paper } }, null, seat);
    work.run.notify('reminder', { step: work.step, seat });
  },
};

/** An open seat reminds its unit; one that waits for the lead reminds the lead, then the lead's superior. */
function remind(work: RoundWork, seat: Seat, index: number): void {
  const { run, round } = work;
  if (seat.state === 'open') {
    record(work, { type: 'reminded', dueEnd: seat.dueEnd }, null, seat);
    run.notify('reminder', { step: work.step, seat });
    return;
  }
  const first = seat.state === 'back' ? addresserOf(work, seat) : round.leadUnitId;
  const unitId = index === 0 ? first : (run.facts.superiors[first] ?? first);
  run.record({ type: 'reminded', dueEnd: null }, null, { step: work.step, seat, unitId });
  run.notify(index === 0 ? 'reminder' : 'escalation', { step: work.step, seat, unitId });
}

const isReminded = (seat: Stance): boolean => seat.state === 'open' || seat.state === 'back' || isPending(seat);

const periodRuns = (seat: Stance): boolean =>
  seat.state === 'open' && seat.dueEnd !== null && seat.firedDueEnd !== seat.dueEnd;

/** Fristen that were extended by hand or come from an escalation stay. */
export function deadlinesOf(node: RoundNode, step: RoundStep): Deadline[] {
  return step.round.seats.flatMap((seat) => {
    const { id, unitId, dueEnd, counted } = seat;
    if (!periodRuns(seat) || dueEnd === null || !counted) return [];
    const period = counted.as === 'period' ? node.period : step.round.settings.resignPeriod;
    return [{ id, unitId, from: counted.from, period, dueEnd }];
  });
}

export function moveDeadline(work: RoundWork, id: string, dueEnd: Instant): void {
  const { run, node } = work;
  const seat = ownSeat(work.round, id);
  if (seat === undefined) return;
  seat.dueEnd = dueEnd;
  seat.reminders = run.remindersAgain(node.reminders, seat.openedAt ?? run.now, seat.reminders, dueEnd);
}

function duesOfSeat(seat: Stance, id: string): Due[] {
  const { dueEnd, dissent } = seat;
  const dues: Due[] = [];
  if (isReminded(seat)) {
    seat.reminders.forEach(({ at, fired }, index) => {
      if (!fired) dues.push({ at, id, what: 'reminder', index });
    });
  }
  if (periodRuns(seat) && dueEnd !== null) dues.push({ at: dueEnd, id, what: 'period', index: 0 });
  if (inDissent(seat) && dissent !== null && !dissent.fired) {
    dues.push({ at: dissent.dueEnd, id, what: 'dissent', index: 0 });
  }
  return dues;
}

export const duesOf = ({ round }: RoundStep): Due[] => round.seats.flatMap((seat) => duesOfSeat(seat, seat.id));

/** Seats that stand alike are due at the same instants. */
export function nextDueOf({ round }: RoundStep): Instant | null {
  let earliest: Instant | null = null;
  eachStance(round, (seat) => {
    for (const { at } of duesOfSeat(seat, '')) if (earliest === null || at < earliest) earliest = at;
  });
  return earliest;
}

/** Lets one due thing happen if it still stands, then settles. */
export function fireDue(work: RoundWork, due: Due): void {
  const seat = ownSeat(work.round, due.id);
  if (seat === undefined) return;
  const reminder = seat.reminders[due.index];
  if (due.what === 'reminder' && isReminded(seat) && reminder !== undefined && reminder.at === due.at) {
    if (reminder.fired) return;
    reminder.fired = true;
    remind(work, seat, due.index);
  } else if (due.what === 'period' && periodRuns(seat) && seat.dueEnd === due.at) {
    seat.firedDueEnd = due.at;
    silences[effectOfSilence(work.round, seat)](work, seat);
  } else if (due.what === 'dissent' && inDissent(seat) && seat.dissent !== null && seat.dissent.dueEnd === due.at) {
    if (seat.dissent.fired) return;
    fireDissent(work, seat, seat.dissent);
  }
  settle(work);
}
