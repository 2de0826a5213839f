/**
 * Reference model, last part: a run of one round and one final signature, with a task beside them.
 * Open points, continued:
 * 16. A setback ends the run with the task beside it; a run that was signed goes on until the task is done.
 */
import type { RunState } from '../state';
import type { Acting, RefusalCode, RoundCommand } from '../vocabulary';
import { closeAll, goOnBehind, taskOf } from './course-model';
import { followLead, ruleLeading } from './leading-model';
import { type Answered, isStepMove, type ModelCommand, type ModelRun, type RunSetup, type StepMove } from './model-run';
import { openSignature } from './opening-model';
import { recount } from './recount-model';
import { isHeld, isSignatureOpen } from './rest-model';
import { rule } from './round-commands';
import type { ModelRound, ModelSeat, World } from './round-model';
import { nextDue, settle, tick } from './round-time';
import { isBarred } from './ruling';
import { remindSigner, ruleSignature, seatName, signerName } from './signature-model';
import type { ModelSigner } from './signer-model';
import { type InsertedTask, isOver, ruleTask } from './task-model';

export * from './model-run';
export { startRun } from './opening-model';
export { seatName, signerName, toAcknowledge } from './signature-model';

/** Commands on a round after its outcome are refused, but for the lifting of a reservation after `agreed`. */
function ruleRound(
  round: ModelRound,
  { by, command }: { by: Acting; command: RoundCommand },
  world: World,
  at: number,
): RefusalCode[] {
  const isLifted = round.outcome === 'agreed' && command.type === 'liftReservation';
  if (round.outcome !== null && !isLifted) return ['roundEnded'];
  const seatAt = (id: string): ModelSeat | undefined => round.seats.find((_, place) => seatName(place) === id);
  const seat = 'seatId' in command ? seatAt(command.seatId) : undefined;
  const reasons = rule({ round, world, at, by, command, seat, seatAt });
  if (reasons.length === 0) settle(round, world, at);
  return reasons;
}

const copyOfSeat = (seat: ModelSeat): ModelSeat => ({
  ...seat,
  answers: seat.answers.map((answer) => ({ ...answer })),
  dissent: seat.dissent && {
    ...seat.dissent,
    settledSaid: { ...seat.dissent.settledSaid },
    shownSaid: { ...seat.dissent.shownSaid },
  },
});

const copyOfRound = (round: ModelRound): ModelRound => ({ ...round, seats: round.seats.map(copyOfSeat) });

const copyOf = (run: ModelRun): ModelRun => ({
  ...run,
  round: copyOfRound(run.round),
  signers: run.signers.map((signer) => ({ ...signer })),
  task: { ...run.task },
  draft: run.draft && { ...run.draft },
  inserted: run.inserted.map((task) => ({ ...task })),
  heldSince: { ...run.heldSince },
  earlier: {
    rounds: run.earlier.rounds.map(copyOfRound),
    signatures: [...run.earlier.signatures],
    tasks: [...run.earlier.tasks],
    drafts: [...run.earlier.drafts],
  },
});

/** An open seat whose owner has become an author is open to the others again. */
function freeSeatsOfAuthors({ round }: ModelRun): void {
  if (round.outcome !== null) return;
  for (const seat of round.seats)
    if (seat.state === 'open' && seat.owner !== null && isBarred(round, seat.owner)) seat.owner = null;
}

function ruleStep(before: ModelRun, run: ModelRun, given: StepMove, world: World, at: number): RefusalCode[] {
  if (run.suspendedAt !== null) return ['suspended'];
  if (given.target === 'signature' && before.signers.length === 0) return ['unknownStep', 'runEnded'];
  if (statusOf(run) !== 'running') return given.target === 'round' ? ['runEnded', 'roundEnded'] : ['runEnded'];
  if (given.target === 'round') return ruleRound(run.round, given, world, at);
  if (given.target === 'signature') return ruleSignature(run, given, world, at);
  return ruleTask(run.task, given.by, given.command, isHeld(run, 'task'));
}

/** What has been closed stays closed, whoever asks for what. */
function ruleEarlier(
  { rounds, signatures, tasks }: ModelRun['earlier'],
  move: StepMove,
  world: World,
  at: number,
): RefusalCode[] {
  if (move.target === 'task') return [tasks.length === 0 ? 'unknownStep' : 'notOpen'];
  if (move.target === 'signature') {
    const signers = signatures.at(-1);
    const isThere = signers?.some((_, place) => signerName(place) === move.command.seatId);
    return [signers === undefined ? 'unknownStep' : isThere ? 'notOpen' : 'unknownSeat'];
  }
  const round = rounds.at(-1);
  return round === undefined ? ['unknownStep'] : ruleRound(round, move, world, at);
}

/** Somebody acts on what is none of the three steps that the run goes through by itself. */
function ruleBeside(
  run: ModelRun,
  given: Extract<ModelCommand, { target: 'beside' | 'earlier' }>,
  setup: RunSetup,
  world: World,
  at: number,
): RefusalCode[] {
  if (run.suspendedAt !== null) return ['suspended'];
  if (given.target === 'earlier') return ruleEarlier(run.earlier, given.move, world, at);
  const task = taskOf(run, given.step);
  if (task === undefined) return ['unknownStep'];
  const refused = ruleTask(task, given.by, given.command, isHeld(run, given.step));
  if (refused.length === 0) goOnBehind(run, setup, given.step, world, at);
  return refused;
}

/** A step that one put in before it holds cannot end, unless the run is given up. */
const endsWhatIsHeld = (before: ModelRun, { round, result }: ModelRun): boolean =>
  (isHeld(before, 'round') && before.round.outcome === null && ![null, 'cancelled'].includes(round.outcome)) ||
  (isHeld(before, 'signature') && before.result === null && result !== null);

/** A signature that opens at the very instant has not been seen by whoever names it. */
const isUnseen = (before: ModelRun, run: ModelRun, given: ModelCommand): boolean =>
  given.target === 'run' &&
  'step' in given.command &&
  given.command.step === 'signature' &&
  before.signers.length === 0 &&
  run.signers.length > 0;

function remindOfTask(task: InsertedTask, at: number): void {
  if (!isOver(task)) task.fired ||= task.due <= at;
}

/** Nothing falls due while the run is suspended, nor in a step that waits for an inserted one. */
function tickRun(run: ModelRun, setup: RunSetup, world: World, at: number): void {
  if (run.suspendedAt !== null || statusOf(run) !== 'running') return;
  if (!isHeld(run, 'round')) tick(run.round, world, at);
  freeSeatsOfAuthors(run);
  openSignature(run, setup, world, at);
  if (isSignatureOpen(run) && !isHeld(run, 'signature')) for (const signer of run.signers) remindSigner(signer, at);
  run.inserted.forEach((task, place) => {
    if (!isHeld(run, `inserted ${place}`)) remindOfTask(task, at);
  });
}

/** What the system tells the run, and what the lead does to it as a whole; it may be suspended. */
function ruleRun(
  run: ModelRun,
  given: Extract<ModelCommand, { target: 'recount' | 'lead' | 'run' }>,
  setup: RunSetup,
  world: World,
  at: number,
): Pick<Answered, 'refused' | 'because'> {
  const status = statusOf(run);
  const isReopened = given.target === 'run' && given.command.type === 'reopen';
  if (status !== 'running' && !isReopened) return { refused: ['runEnded'] };
  if (given.target === 'run') return ruleLeading(run, { ...given, status }, setup, world, at);
  if (given.target === 'lead') followLead(run, given.to, world);
  else {
    recount(run, given.changed, world, at);
    tickRun(run, setup, world, at);
  }
  return { refused: [] };
}

export function commandRun(before: ModelRun, setup: RunSetup, world: World, at: number, given: ModelCommand): Answered {
  const ticked = copyOf(before);
  tickRun(ticked, setup, world, at);
  if (statusOf(ticked) !== 'running') closeAll(ticked);
  if (given.target === 'tick') return { run: ticked, refused: [] };
  if (isUnseen(before, ticked, given)) return { run: ticked, refused: ['unknownStep', 'notSkippable'] };
  // What is refused has changed nothing yet, but for the step that ends although it may not.
  const run = ticked.inserted.length > 0 ? copyOf(ticked) : ticked;
  const answered = ruleGiven(before, run, given, setup, world, at);
  if (answered.refused.length > 0) return { ...answered, run: ticked };
  if (endsWhatIsHeld(ticked, run)) return { run: ticked, refused: ['insertedOpen'] };
  freeSeatsOfAuthors(run);
  openSignature(run, setup, world, at);
  if (statusOf(run) !== 'running') closeAll(run);
  return { ...answered, run };
}

function ruleGiven(
  before: ModelRun,
  run: ModelRun,
  given: Exclude<ModelCommand, { target: 'tick' }>,
  setup: RunSetup,
  world: World,
  at: number,
): Pick<Answered, 'refused' | 'because'> {
  if (isStepMove(given)) return { refused: ruleStep(before, run, given, world, at) };
  if (given.target !== 'beside' && given.target !== 'earlier') return ruleRun(run, given, setup, world, at);
  if (statusOf(run) !== 'running') return { refused: ['runEnded'] };
  return { refused: ruleBeside(run, given, setup, world, at) };
}

const nextOfSigner = ({ state, fired, due, reminders }: ModelSigner): number =>
  state === 'open' ? Math.min(fired ? Infinity : due, ...reminders) : Infinity;

const nextOfTask = (task: InsertedTask): number => (isOver(task) || task.fired ? Infinity : task.due);

/** The next instant at which time alone does something, `Infinity` for none. */
export function nextInstant(run: ModelRun): number {
  if (statusOf(run) !== 'running' || run.suspendedAt !== null) return Infinity;
  return Math.min(
    isHeld(run, 'round') ? Infinity : nextDue(run.round),
    ...(isSignatureOpen(run) && !isHeld(run, 'signature') ? run.signers.map(nextOfSigner) : []),
    ...run.inserted.map((task, place) => (isHeld(run, `inserted ${place}`) ? Infinity : nextOfTask(task))),
  );
}

/** What has become of the whole run. */
export function statusOf({ round, result, task, draft, isCancelled }: ModelRun): RunState['status'] {
  if (isCancelled) return 'cancelled';
  if (draft !== null && !isOver(draft)) return 'running';
  if (result !== null && result !== 'signed') return result;
  if (result === 'signed' && isOver(task)) return 'completed';
  return round.outcome === null || round.outcome === 'agreed' ? 'running' : round.outcome;
}
