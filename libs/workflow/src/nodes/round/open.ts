import type { RoundNode } from '../../definition';
import { clonePlain } from '../../plain';
import type { Run } from '../../run';
import type { RoundState, RoundStep, Seat } from '../../state';
import { own } from './alike';
import { openSeat } from './seats';
import type { RoundWork } from './work';

/** Padded, so that ids sort as text in the order of the seats. */
const seatId = (number: number): string => `s${String(number).padStart(4, '0')}`;

export function newSeat(round: RoundState, place: Pick<Seat, 'unitId' | 'mandatory' | 'kind' | 'wave'>): Seat {
  return {
    id: seatId(round.seats.length + 1),
    unitId: place.unitId,
    originalUnitId: place.unitId,
    mandatory: place.mandatory,
    kind: place.kind,
    wave: place.wave,
    state: 'waiting',
    openedAt: null,
    dueEnd: null,
    firedDueEnd: null,
    counted: null,
    reminders: [],
    owner: null,
    ownerSince: null,
    escalations: 0,
    answers: [],
    silent: null,
    condition: null,
    acceptedOn: null,
    reservation: null,
    dissent: null,
    everRefused: false,
    notResponsible: 0,
    dispensable: false,
  };
}

function addSeats(round: RoundState, node: RoundNode, run: Run): void {
  node.waves.forEach((wave, index) => {
    const named = wave.seats
      .filter((seat) => seat.addressee.kind !== 'participants')
      .flatMap((seat) => run.unitsOf(seat.addressee));
    for (const seat of wave.seats) {
      const everybody = seat.addressee.kind === 'participants';
      for (const unitId of run.unitsOf(seat.addressee)) {
        // Who has a seat of its own in this wave is not asked a second time as one of "all participants".
        if (unitId === null || (everybody && named.includes(unitId))) continue;
        round.seats.push(newSeat(round, { unitId, mandatory: seat.mandatory, kind: seat.kind, wave: index }));
      }
    }
  });
}

/** Opens a wave: all its waiting seats, in a serial wave the first. */
export function openWave(work: RoundWork, wave: number): void {
  work.round.wave = wave;
  const waiting = work.round.seats.filter((seat) => seat.wave === wave && seat.state === 'waiting');
  const serial = work.round.waves[wave]?.mode === 'serial';
  for (const seat of serial ? waiting.slice(0, 1) : waiting) openSeat(work, own(work.round, seat));
}

export function openRound(run: Run, node: RoundNode): RoundWork {
  const round: RoundState = {
    leadUnitId: run.facts.leadUnitId,
    responsibilityUnitId: run.facts.responsibilityUnitId,
    quorum: { ...node.settings.quorum },
    settings: clonePlain(node.settings),
    waves: node.waves.map(({ mode }) => ({ mode })),
    wave: 0,
    seats: [],
    outcome: null,
  };
  addSeats(round, node, run);
  const step: RoundStep = {
    id: run.nextStepId(),
    nodeId: node.id,
    type: 'coSignatureRound',
    open: true,
    openedAt: run.now,
    closedAt: null,
    round,
  };
  run.openStep(step);
  const work: RoundWork = { run, node, step, round };
  openWave(work, round.seats[0]?.wave ?? 0);
  return work;
}
