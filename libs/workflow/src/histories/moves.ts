/** What an office could plausibly do next in the state of the model. */
import type { Acting, FinalSignatureCommand, RoundCommand } from '../vocabulary';
import { movesBeside } from './course-moves';
import { type Move, movesOfTask, someoneOf } from './moves-of-offices';
import type { Random } from './random';
import { isSignatureOpen } from './rest-model';
import { authority } from './ruling';
import { countingAnswer, everAnswered, isOpenReservation, type ModelSeat, verdict } from './round-model';
import { type ModelCommand, type ModelRun, seatName, signerName, toAcknowledge } from './run-model';
import { BOARD_UNIT, peopleOf, person, RESPONSIBILITY_UNIT, SEAT_UNITS, UNDER } from './world';

const HOUR = 3_600_000;
const KINDS = [
  [10, 'approve'],
  [3, 'condition'],
  [3, 'reserve'],
  [3.5, 'refuse'],
  [2, 'nil'],
  [1.5, 'notResponsible'],
] as const;

const inRound = (by: Acting, command: RoundCommand): ModelCommand => ({ target: 'round', by, command });
const signing = (by: Acting, command: FinalSignatureCommand): ModelCommand => ({ target: 'signature', by, command });

function answer(random: Random, run: ModelRun, seat: ModelSeat, seatId: string): ModelCommand {
  const byOwner = seat.owner !== null && random.chance(seat.state === 'open' ? 1 : 0.7);
  const by = byOwner ? person(seat.owner ?? '') : someoneOf(random, seat.unit);
  const allowed = seat.notResponsible < 2 || random.chance(0.15) ? KINDS : KINDS.slice(0, 5);
  const again = seat.notResponsible > 0 && random.chance(0.4);
  const kind = again ? 'notResponsible' : random.weighted(allowed, 'approve');
  const words = random.chance(0.97) && kind !== 'approve' ? { words: `words of ${by.personId}` } : {};
  return inRound(by, { type: 'answer', seatId, kind, ...words, version: run.round.version });
}

/** An i. V. of the lead: may hold the seat but not answer. */
function isBarredDeputy(seat: ModelSeat, lead: string): boolean {
  if (seat.owner === null) return false;
  const by = person(seat.owner);
  return authority(by, seat.unit)?.capacity === 'DEPUTY' && authority(by, lead) !== undefined;
}

function movesOfSeat(random: Random, run: ModelRun, seat: ModelSeat, place: number, at: number): Move[] {
  const seatId = seatName(place);
  const { round } = run;
  const lead = (): Acting => someoneOf(random, run.lead);
  const member = (): Acting => someoneOf(random, seat.unit);
  const party = (): Acting => (random.chance(0.5) ? lead() : member());
  const owner = (): Acting => (seat.owner === null ? member() : person(seat.owner));
  const reason = 'reason';
  const moves: Move[] = [];
  const move = (weight: number, by: () => Acting, command: () => RoundCommand): void => {
    moves.push([weight, () => inRound(by(), command())]);
  };
  if (seat.state === 'open') {
    if (seat.owner === null) move(4, member, () => ({ type: 'claim', seatId }));
    else {
      const barred = isBarredDeputy(seat, round.lead);
      const without = { personId: seat.owner, grants: [] };
      move(0.15, member, () => ({ type: 'claim', seatId, owner: random.chance(0.6) ? without : owner() }));
      moves.push([barred ? 0.8 : 6, () => answer(random, run, seat, seatId)]);
      move(0.25, owner, () => ({ type: 'release', seatId }));
      move(barred ? 3 : 0.3, owner, () => ({ type: 'delegate', seatId, to: member() }));
    }
    const dueEnd = (): string => new Date(Math.max(at, seat.due) + random.between(1, 60) * HOUR).toISOString();
    move(0.2, lead, () => ({ type: 'extend', seatId, dueEnd: dueEnd(), reason }));
  }
  if (['open', 'back', 'waiting'].includes(seat.state)) {
    const unitId = (): string =>
      everAnswered(seat) && random.chance(0.85)
        ? random.pickOr([...UNDER(seat.unit), seat.unit], seat.unit)
        : random.pick(SEAT_UNITS);
    // Where the others may suffice, nobody hurries to address a seat anew.
    const hurry = round.settings.waitAll || seat.mandatory ? 2.5 : 0.5;
    const replaceWeight = seat.state === 'back' ? hurry : 0.2;
    const second = seat.state === 'back' && seat.notResponsible === 2;
    const by = (): Acting => (second ? someoneOf(random, RESPONSIBILITY_UNIT) : lead());
    move(replaceWeight, by, () => ({ type: 'replaceSeat', seatId, unitId: unitId(), reason }));
    if (!seat.mandatory) move(0.36, lead, () => ({ type: 'releaseSeat', seatId, reason }));
  }
  const said = verdict(seat);
  const given = countingAnswer(seat);
  if (seat.state === 'answered' && (seat.silent !== null || given?.kind === 'deemed'))
    moves.push([1.5, () => answer(random, run, seat, seatId)]);
  if (seat.state === 'answered' && given?.personId) {
    const { personId } = given;
    move(
      said === 'dissent' ? 0.8 : 0.25,
      () => person(personId),
      () => ({ type: 'withdraw', seatId }),
    );
  }
  if (said === 'pending') {
    const isNewer = round.version > (given?.version ?? 0);
    const accept = (): boolean => random.chance(isNewer ? 0.75 : 0.03);
    move(1.5, lead, () => ({ type: 'answerCondition', seatId, accept: accept(), words: 'words of the lead' }));
  }
  if (said === 'dissent' && seat.dissent) {
    const { dissent } = seat;
    if (round.version > dissent.version || random.chance(0.1))
      move(2, party, () => ({ type: 'settleDissent', seatId }));
    move(1, party, () => ({ type: 'showDissent', seatId }));
    move(1, party, () => ({ type: 'raiseDissent', seatId }));
    if (dissent.level === 4)
      move(
        1,
        () => someoneOf(random, BOARD_UNIT),
        () => ({ type: 'showDissent', seatId }),
      );
  }
  if (isOpenReservation(seat)) move(0.4, member, () => ({ type: 'liftReservation', seatId }));
  return moves;
}

export function addSeat(random: Random, run: ModelRun): RoundCommand {
  const { round } = run;
  return {
    type: 'addSeat',
    unitId: random.pick(SEAT_UNITS),
    wave: random.between(round.wave, round.modes.length - 1),
    mandatory: random.chance(0.5),
    seatKind: random.chance(0.8) ? 'technical' : random.pick(['law', 'money', 'dataProtection']),
    reason: 'reason',
  };
}

export function replaceText(random: Random, run: ModelRun): RoundCommand {
  const { round } = run;
  const answerers = round.seats.flatMap((seat) => countingAnswer(seat)?.personId ?? []);
  const authors = random.chance(0.8) ? [peopleOf(run.lead)[0].personId] : answerers.slice(0, 1);
  return {
    type: 'replaceText',
    version: { number: round.version + 1, sha256: String(round.version + 1).padStart(64, 'a') },
    authors,
    change: random.chance(0.5) ? 'editorial' : 'substantive',
    affectedSeatIds: round.seats.map((_, place) => seatName(place)).filter(() => random.chance(0.35)),
    reason: 'reason',
  };
}

function movesOfSignature(random: Random, run: ModelRun): Move[] {
  if (!isSignatureOpen(run)) return [];
  return run.signers.flatMap((signer, place): Move[] => {
    if (signer.state !== 'open') return [];
    const seatId = signerName(place);
    const by = signer.owner === null ? someoneOf(random, signer.unit) : person(signer.owner);
    if (signer.owner === null) return [[4, () => signing(by, { type: 'claim', seatId })]];
    const { version } = run.round;
    const acknowledged = toAcknowledge(run.round)
      .map(seatName)
      .filter(() => random.chance(0.9));
    return [
      [3, () => signing(by, { type: 'sign', seatId, version, acknowledged })],
      [0.4, () => signing(by, { type: 'release', seatId })],
      [
        0.4,
        () =>
          signing(someoneOf(random, signer.unit), {
            type: 'claim',
            seatId,
            owner: random.chance(0.6) ? { ...by, grants: [] } : by,
          }),
      ],
      [0.8, () => signing(by, { type: 'return', seatId, words: 'words of the signer' })],
      [0.8, () => signing(by, { type: 'reject', seatId, words: 'words of the signer' })],
    ];
  });
}

/** What is done on a task: taken over, given back, done, or asked for while somebody else has it. */
export function plausibleMove(random: Random, run: ModelRun, at: number): ModelCommand {
  const lead = someoneOf(random, run.lead);
  const { round } = run;
  // A new text is what makes consents stale, and so brings dispensable seats back.
  const hasDispensable = round.seats.some((seat) => seat.dispensableFrom !== null);
  const lifts = round.seats.flatMap((seat, place): Move[] =>
    isOpenReservation(seat)
      ? [[0.6, () => inRound(someoneOf(random, seat.unit), { type: 'liftReservation', seatId: seatName(place) })]]
      : [],
  );
  const besides = [
    ...movesOfTask(random, run.task, (by, command) => ({ target: 'task', by, command })),
    ...movesBeside(random, run),
  ];
  const moves: Move[] =
    round.outcome !== null
      ? [...movesOfSignature(random, run), ...lifts, ...besides]
      : [
          ...round.seats.flatMap((seat, place) => movesOfSeat(random, run, seat, place, at)),
          [round.seats.length < 9 ? 0.3 : 0, () => inRound(lead, addSeat(random, run))],
          [hasDispensable ? 4 : 0.7, () => inRound(lead, replaceText(random, run))],
          [0.05, () => inRound(lead, { type: 'cancel', reason: 'reason' })],
          [0.5, () => ({ target: 'tick' })],
          ...besides,
        ];
  return random.weighted<() => ModelCommand>(moves, () => ({ target: 'tick' }))();
}
