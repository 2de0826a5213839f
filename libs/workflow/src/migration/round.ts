import type { RoundNode } from '../definition';
import { own } from '../nodes/round/alike';
import { isUnanswered } from '../nodes/round/need';
import { newSeat } from '../nodes/round/open';
import { openSeat } from '../nodes/round/seats';
import { settle } from '../nodes/round/settle';
import { record, type RoundWork } from '../nodes/round/work';
import type { Run } from '../run';
import type { RoundState } from '../round-state';
import type { RoundStep, Seat } from '../state';
import { isSame, type Migration, type MovingStep, NEW_VERSION, refuseStep } from './changes';

type Wanted = Pick<Seat, 'unitId' | 'mandatory' | 'kind' | 'wave'>;

/** The seats that the node asks for now, by the facts of this moment; `null` where somebody is missing. */
function wantedSeats(run: Run, node: RoundNode): Wanted[] | null {
  const wanted = node.waves.flatMap(({ seats }, wave) => {
    const named = seats
      .filter(({ addressee }) => addressee.kind !== 'participants')
      .flatMap(({ addressee }) => run.unitsOf(addressee));
    return seats.flatMap(({ addressee, mandatory, kind }) =>
      run
        .unitsOf(addressee)
        .filter((unitId) => addressee.kind !== 'participants' || !named.includes(unitId))
        .map((unitId) => ({ unitId, mandatory, kind, wave })),
    );
  });
  const complete = wanted.filter((seat): seat is Wanted => seat.unitId !== null);
  return complete.length < wanted.length || complete.length === 0 ? null : complete;
}

/** A seat that was answered, or ever was, stays in the round whatever the new version asks for. */
const mayGo = (seat: Seat): boolean => isUnanswered(seat) && seat.answers.length === 0;

function release(work: RoundWork, seat: Seat, { changes }: Migration): void {
  const { step } = work;
  seat.state = 'released';
  seat.reminders = [];
  record(work, { type: 'seatReleased', reason: NEW_VERSION, dispensable: false }, null, seat);
  changes.push({ nodeId: step.nodeId, stepId: step.id, seatId: seat.id, unitId: seat.unitId, what: 'placeReleased' });
}

function add(work: RoundWork, place: Wanted, { changes }: Migration): void {
  const { step, round } = work;
  const seat = newSeat(round, place);
  round.seats.push(seat);
  const { wave, mandatory, unitId } = place;
  record(work, { type: 'seatAdded', wave, mandatory, reason: NEW_VERSION }, null, seat);
  changes.push({ nodeId: step.nodeId, stepId: step.id, seatId: seat.id, unitId, what: 'placeAdded' });
  // A serial wave opens its next seat when it settles.
  if (wave <= round.wave && round.waves[wave]?.mode === 'parallel') openSeat(work, seat);
}

/** What the new version says of a seat that stays; one whose turn has come keeps its wave. */
function adjust(seat: Seat, { mandatory, kind, wave }: Wanted): void {
  if (!isUnanswered(seat)) return;
  seat.mandatory = mandatory;
  seat.kind = kind;
  if (seat.openedAt === null) seat.wave = wave;
}

function migrateSeats(work: RoundWork, before: RoundNode, wanted: Wanted[], migration: Migration): void {
  const { round, run } = work;
  const missing = [...wanted];
  const ofVersion = new Set(wantedSeats(run, before)?.map(({ unitId }) => unitId));
  for (const seat of round.seats.map((one) => own(round, one))) {
    const sameUnit = ({ unitId }: Wanted): boolean => unitId === seat.originalUnitId;
    const sameWave = missing.findIndex((place) => sameUnit(place) && place.wave === seat.wave);
    const index = sameWave < 0 ? missing.findIndex(sameUnit) : sameWave;
    const found = missing[index];
    if (found !== undefined) {
      missing.splice(index, 1);
      adjust(seat, found);
    } else if (mayGo(seat) && ofVersion.has(seat.originalUnitId)) {
      release(work, seat, migration);
    }
    // Whom the lead has added stays, in the last wave that there is.
    seat.wave = Math.min(seat.wave, round.waves.length - 1);
  }
  for (const place of missing) add(work, place, migration);
}

const dispensableIn = ({ seats }: RoundState): Set<string> =>
  new Set(seats.flatMap(({ id, dispensable }) => (dispensable ? [id] : [])));

/** A version that needs fewer asks some no longer; they come back where it needs more. */
function settleBy(work: RoundWork, { changes }: Migration): void {
  const { step, round } = work;
  const before = dispensableIn(round);
  settle(work);
  const after = dispensableIn(round);
  for (const { id: seatId, unitId } of round.seats) {
    if (before.has(seatId) === after.has(seatId)) continue;
    const what = after.has(seatId) ? 'placeReleased' : 'placeAdded';
    changes.push({ nodeId: step.nodeId, stepId: step.id, seatId, unitId, what });
  }
}

/** The round goes on by the new settings and with the seats of the new version; what was answered stays. */
export function migrateRound(migration: Migration, moving: MovingStep<RoundStep, RoundNode>): void {
  const { run } = migration;
  const { step, before, after } = moving;
  const { round } = step;
  const sameWaves = isSame(before.waves, after.waves);
  if (sameWaves && isSame(before.settings, after.settings)) return;
  const wanted = sameWaves ? [] : wantedSeats(run, after);
  if (wanted === null) return refuseStep(migration, 'missingParticipant', after);
  if (after.waves.length <= round.wave) return refuseStep(migration, 'wavesPassed', after);
  round.settings = structuredClone(after.settings);
  round.quorum = { ...after.settings.quorum };
  round.waves = after.waves.map(({ mode }) => ({ mode }));
  const work: RoundWork = { run, node: after, step, round };
  if (!sameWaves) migrateSeats(work, before, wanted, migration);
  settleBy(work, migration);
  if (!step.open) refuseStep(migration, 'wouldDecide', after);
}
