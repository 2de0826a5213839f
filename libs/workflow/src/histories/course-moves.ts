/** What the lead does to the course of a run, and what people do on the steps to which that leads. */
import type { Acting, TaskCommand } from '../vocabulary';
import { type CourseCommand, insertedName, type StepName, type TaskName } from './course-commands';
import { type Move, movesOfTask, someoneOf } from './moves-of-offices';
import type { Random } from './random';
import { isHeld } from './rest-model';
import { isOpenReservation } from './round-model';
import { type ModelCommand, type ModelRun, seatName, signerName, statusOf } from './run-model';
import { SEAT_UNITS } from './world';
import { isOver } from './task-model';

const PLACES = [
  [4, 'draft'],
  [4, 'round'],
  [3, 'signature'],
  [2.5, 'task'],
  [0.3, 'split'],
  [0.3, 'afterRound'],
  [0.3, 'completed'],
  [0.2, 'join'],
  [0.5, 'nowhere'],
] as const;

/** One of the steps, or of those that the lead has put in. */
export function anyStep(random: Random, run: ModelRun, steps: readonly StepName[]): StepName {
  const open = run.inserted.flatMap((task, place) => (isOver(task) ? [] : [insertedName(place)]));
  const beside: StepName[] = run.draft !== null && !isOver(run.draft) ? [...open, 'draft'] : open;
  if (random.chance(0.04)) return random.pick(['draft', insertedName(run.inserted.length)] as const);
  return beside.length > 0 && random.chance(0.5) ? random.pickOr(beside, 'round') : random.pickOr(steps, 'round');
}

/** Where it may well go on: to what is left to be done, or to be asked once more. */
function nextStep({ round, result }: ModelRun): string {
  if (result === 'signed') return 'task';
  return round.outcome === 'agreed' && !round.seats.some(isOpenReservation) ? 'signature' : 'round';
}

type Unreasoned<Command> = Command extends unknown ? Omit<Command, 'reason'> : never;

/** `rate`: how often it happens while the run goes on. */
export function courseMove(random: Random, run: ModelRun, rate: number): Unreasoned<CourseCommand> | undefined {
  const isRunning = statusOf(run) === 'running';
  if (!random.chance(isRunning ? rate : rate > 0.05 ? 0.75 : 0.2)) return undefined;
  const node = random.chance(0.4) ? nextStep(run) : random.weighted(PLACES, 'round');
  if (!random.chance(isRunning ? 0.06 : 0.85)) {
    const inserts = random.chance(0.5);
    const step = anyStep(random, run, ['task', 'round', 'round', 'round', 'round', 'round', 'signature', 'signature']);
    if (inserts) return { type: 'insertStep', step, unit: random.pick(SEAT_UNITS), hasPeriod: random.chance(0.7) };
    return { type: 'returnTo', node, ...(random.chance(0.04) ? { scope: 'c1' } : {}) };
  }
  const { version } = run.round;
  const paperOf = (number: number) => ({ number, sha256: String(number).padStart(64, 'b') });
  const authors = [someoneOf(random, random.pick(SEAT_UNITS)).personId];
  const isNew = random.chance(0.35) && { paper: paperOf(version + 1), authors };
  const isSame = random.chance(0.3) && { paper: paperOf(version), authors: [] };
  return { type: 'reopen', node, ...(isNew || isSame || {}) };
}

/** The draft, and what was put in before something else. */
export function movesBeside(random: Random, run: ModelRun): Move[] {
  const names: TaskName[] = ['draft', ...run.inserted.map((_, place) => insertedName(place))];
  return names.flatMap((step): Move[] => {
    const task = step === 'draft' ? run.draft : run.inserted[Number(step.split(' ')[1])];
    if (!task) return [];
    const move = (by: Acting, command: TaskCommand): ModelCommand => ({ target: 'beside', by, step, command });
    return movesOfTask(random, task, move, isHeld(run, step) ? 1 : 2);
  });
}

/** Where another step has taken the place of one, somebody goes on with the old one. */
export function earlierMove(random: Random, run: ModelRun): ModelCommand | undefined {
  const { rounds, signatures, tasks } = run.earlier;
  const isThere = rounds.length + signatures.length + tasks.length > 0;
  const reserved = rounds.at(-1)?.seats.findIndex(isOpenReservation) ?? -1;
  if (!random.chance(reserved >= 0 ? 0.45 : isThere ? 0.08 : 0.002)) return undefined;
  const target = random.pick(['round', 'round', 'signature', 'signature', 'task', 'task'] as const);
  if (target === 'task') {
    const by = someoneOf(random, run.lead);
    return { target: 'earlier', move: { target, by, command: { type: random.pick(['claim', 'complete']) } } };
  }
  if (target === 'signature') {
    const signers = signatures.at(-1) ?? [];
    const place = random.below(Math.max(1, signers.length));
    const by = someoneOf(random, signers[place]?.unit ?? run.lead);
    const seatId = random.chance(0.8) ? signerName(place) : 'nowhere';
    const { version } = run.round;
    return { target: 'earlier', move: { target, by, command: { type: 'sign', seatId, version, acknowledged: [] } } };
  }
  const seats = rounds.at(-1)?.seats ?? [];
  const place = reserved >= 0 ? reserved : random.below(Math.max(1, seats.length));
  const seatId = seatName(place);
  const command = random.chance(reserved >= 0 ? 0.9 : 0.3)
    ? ({ type: 'liftReservation', seatId } as const)
    : ({ type: 'answer', seatId, kind: 'approve', version: run.round.version } as const);
  return { target: 'earlier', move: { target, by: someoneOf(random, seats[place]?.unit ?? run.lead), command } };
}
