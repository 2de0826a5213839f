import { actingFor, isBlank } from '../../authority';
import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { ActedBy } from '../../effects';
import type { Seat } from '../../state';
import type { Acting, AnswerKind } from '../../vocabulary';
import { refused } from './dissent';
import { countingAnswer, inDissent } from './need';
import { addresserOf, openSeat, setAside, waitForLead } from './seats';
import { isBarredAuthor, leadActing, onSeat, optionalReason, optionalWords, record, tellLead } from './work';
import type { CommandOf, RoundWork } from './work';

const NEEDS_WORDS: ReadonlySet<AnswerKind> = new Set(['condition', 'reserve', 'refuse']);

/** The period ran out and the system settled the seat; until the round ends its unit may still answer. */
const isSettledBySilence = (seat: Seat): boolean => seat.silent !== null || countingAnswer(seat)?.kind === 'deemed';

function whyNotAnswerable(work: RoundWork, seat: Seat): Refusal | null {
  if (seat.state === 'open') return null;
  if (seat.state !== 'answered') return refuse('notOpen');
  if (!isSettledBySilence(seat)) return refuse('alreadyAnswered');
  return work.round.settings.lateAnswers ? null : refuse('lateNotAllowed');
}

function whyRefused(work: RoundWork, seat: Seat, command: CommandOf<'answer'>, by: Acting): Refusal | null {
  const notAnswerable = whyNotAnswerable(work, seat);
  if (notAnswerable !== null) return notAnswerable;
  const acted = actingFor(by, seat.unitId);
  if (acted === null) return refuse('noAuthority');
  if (isBarredAuthor(work, by.personId)) return refuse('author');
  if (acted.capacity === 'DEPUTY' && leadActing(work, by) !== null) return refuse('deputyOfLead');
  if (seat.state === 'open' && seat.owner !== by.personId) return refuse('notOwner');
  const current = work.run.state.paper.number;
  if (command.version !== current) return refuse('stale', { current });
  if (NEEDS_WORDS.has(command.kind) && isBlank(command.words)) return refuse('wordsRequired');
  if (command.kind === 'notResponsible' && seat.notResponsible >= 2) return refuse('thirdNotResponsible');
  return null;
}

/** What each kind of answer brings about beside being kept. */
const consequences: { [Kind in AnswerKind]: (work: RoundWork, seat: Seat, words: string) => void } = {
  approve: () => undefined,
  deemed: () => undefined,
  nil: () => undefined,
  reserve(_work, seat) {
    seat.reservation = 'open';
  },
  condition(work, seat) {
    seat.condition = 'pending';
    waitForLead(work, seat);
    tellLead(work, 'waitsForLead', seat);
  },
  refuse: refused,
  notResponsible(work, seat) {
    seat.notResponsible += 1;
    seat.state = 'back';
    seat.owner = null;
    seat.ownerSince = null;
    waitForLead(work, seat);
    work.run.notify('waitsForLead', { step: work.step, seat, unitId: addresserOf(work, seat) });
  },
};

export interface Given {
  kind: AnswerKind;
  words?: string;
  by: ActedBy | null;
  proposedUnitId?: string;
}

/** Keeps an answer; the earlier ones of the seat stay in the record and count no more. */
export function keepAnswer(work: RoundWork, seat: Seat, given: Given): void {
  const { run } = work;
  const late = given.kind !== 'deemed' && (seat.state === 'answered' || seat.firedDueEnd === seat.dueEnd);
  setAside(work, seat);
  seat.state = 'answered';
  seat.reminders = [];
  const paper = { ...run.state.paper };
  const words = isBlank(given.words) ? null : (given.words ?? null);
  seat.answers.push({ kind: given.kind, words, by: given.by, at: run.now, paper, late, stale: false });
  const proposed = given.proposedUnitId === undefined ? {} : { proposedUnitId: given.proposedUnitId };
  record(
    work,
    { type: 'seatAnswered', kind: given.kind, ...optionalWords(words ?? undefined), paper, late, ...proposed },
    given.by,
    seat,
  );
  consequences[given.kind](work, seat, words ?? '');
}

export const answer = onSeat<'answer'>((work, seat, command, by) => {
  const why = whyRefused(work, seat, command, by);
  if (why !== null) return why;
  if (seat.owner !== by.personId) {
    seat.owner = by.personId;
    seat.ownerSince = work.run.now;
  }
  const acted = actingFor(by, seat.unitId);
  const proposed = command.proposedUnitId === undefined ? {} : { proposedUnitId: command.proposedUnitId };
  keepAnswer(work, seat, { kind: command.kind, ...optionalWords(command.words), by: acted, ...proposed });
  return null;
});

/** Nothing has been built on the answer yet: no later wave or serial seat has opened, no condition been answered. */
function isFresh(work: RoundWork, seat: Seat): boolean {
  const later = work.round.seats.some(
    (other) =>
      other.openedAt !== null &&
      (other.wave > seat.wave ||
        (other.wave === seat.wave && other.id > seat.id && work.round.waves[seat.wave]?.mode === 'serial')),
  );
  return !later && seat.condition !== 'accepted' && seat.condition !== 'declined';
}

export const withdraw = onSeat<'withdraw'>((work, seat, command, by) => {
  const given = countingAnswer(seat);
  if (seat.state !== 'answered' || seat.silent !== null || given === null) return refuse('notWithdrawable');
  if (given.by?.personId !== by.personId) return refuse('notAnswerer');
  const acted = actingFor(by, seat.unitId);
  if (acted === null) return refuse('noAuthority');
  if (!inDissent(seat) && !isFresh(work, seat)) return refuse('notWithdrawable');
  record(work, { type: 'answerWithdrawn', ...optionalReason(command.reason) }, acted, seat);
  setAside(work, seat);
  openSeat(work, seat);
  return null;
});

/** Also after the round is agreed: the final signature sees the reservations that are open then. */
export const liftReservation = onSeat<'liftReservation'>((work, seat, command, by) => {
  if (seat.reservation !== 'open') return refuse('noOpenReservation');
  const acted = actingFor(by, seat.unitId);
  if (acted === null) return refuse('noAuthority');
  seat.reservation = 'lifted';
  record(work, { type: 'reservationLifted', ...optionalWords(command.words) }, acted, seat);
  return null;
});
