/**
 * Reference model, last part: the "Final signature" of docs/round.md and a run of one round and one final signature,
 * with a task beside them.
 * Open points, continued:
 * 12. A signer is bound like an answerer (owner, current version) and speaks as the head of the unit, but anyone of it may let go; who may not sign may not return or reject either.
 * 13. A signer's period that runs out reminds and changes nothing.
 * 14. `signerMayAnswer` matters under four eyes only, and "nicht zuständig" is no answer.
 * 15. Acknowledging more than is open does no harm, less is refused.
 * 16. A setback ends the run with the task beside it; a run that was signed goes on until the task is done.
 */
import type { Quorum, RoundSettings } from '../definition';
import type { RunState } from '../state';
import type { Acting, FinalSignatureCommand, RefusalCode, RoundCommand, TaskCommand } from '../vocabulary';
import { newSeat } from './lead-commands';
import { recount } from './recount-model';
import { rule } from './round-commands';
import { isOpenReservation, type ModelRound, type ModelSeat, openSeat, verdict, type World } from './round-model';
import { nextDue, settle, tick } from './round-time';
import { authority, empty, headship, isBarred, isTaken } from './ruling';
import type { ModelSigner } from './signer-model';
import { type ModelTask, ruleTask } from './task-model';

export interface ModelRun {
  round: ModelRound;
  /** Empty until the round is agreed. */
  signers: ModelSigner[];
  result: 'signed' | 'returned' | 'rejected' | null;
  task: ModelTask;
}

export interface RunSetup {
  lead: string;
  quorum: Quorum;
  settings: RoundSettings;
  waves: { mode: 'parallel' | 'serial'; seats: Pick<ModelSeat, 'unit' | 'mandatory' | 'kind'>[] }[];
  signers: string[];
  authors: string[];
}

export type ModelCommand =
  | { target: 'tick' }
  /** The calendar has changed on these days. */
  | { target: 'recount'; changed: string[] }
  | { target: 'round'; by: Acting; command: RoundCommand }
  | { target: 'signature'; by: Acting; command: FinalSignatureCommand }
  | { target: 'task'; by: Acting; command: TaskCommand };

export interface Answered {
  run: ModelRun;
  /** All reasons against the command; accepted when empty. */
  refused: RefusalCode[];
}

/** Seats and signers are named by their place: `seat 0`, `signer 0`. */
export const seatName = (place: number): string => `seat ${place}`;
export const signerName = (place: number): string => `signer ${place}`;

/** Places of the seats whose open reservation or shown dissent a signer acknowledges. */
export const toAcknowledge = (round: ModelRound): number[] =>
  round.seats.flatMap((seat, place) => (isOpenReservation(seat) || verdict(seat) === 'shown' ? [place] : []));

export function startRun(setup: RunSetup, world: World, at: number): ModelRun {
  const round: ModelRound = {
    lead: setup.lead,
    quorum: setup.quorum,
    settings: setup.settings,
    modes: setup.waves.map((wave) => wave.mode),
    wave: 0,
    seats: setup.waves.flatMap((wave, place) => wave.seats.map((seat) => newSeat({ ...seat, wave: place }))),
    version: 1,
    authors: setup.authors,
    outcome: null,
  };
  const first = round.seats.filter((seat) => seat.wave === 0);
  for (const seat of round.modes[0] === 'serial' ? first.slice(0, 1) : first) openSeat(seat, world, at);
  settle(round, world, at);
  const run: ModelRun = { round, signers: [], result: null, task: { unit: setup.lead, owner: null, done: false } };
  openSignature(run, setup, world, at);
  return run;
}

function openSignature(run: ModelRun, setup: RunSetup, world: World, at: number): void {
  if (run.round.outcome !== 'agreed' || run.signers.length > 0) return;
  run.signers = setup.signers.map((unit) => ({
    unit,
    state: 'waiting',
    owner: null,
    by: null,
    capacity: null,
    onBehalfOf: null,
    at: null,
    words: null,
    version: null,
    acknowledged: [],
    due: 0,
    fired: false,
    reminders: [],
    openedAt: 0,
    reminded: false,
  }));
  openSigner(run, world, at);
}

function openSigner(run: ModelRun, world: World, at: number): void {
  const next = run.signers.find((signer) => signer.state === 'waiting');
  if (next === undefined) run.result = 'signed';
  else {
    next.state = 'open';
    next.due = world.due(at, 'signature');
    next.openedAt = at;
    next.reminders = [world.due(at, 'reminder')].filter((reminder) => reminder < next.due);
  }
}

function remindSigner(signer: ModelSigner, at: number): void {
  if (signer.state !== 'open') return;
  signer.fired = signer.fired || signer.due <= at;
  signer.reminded ||= signer.reminders.some((reminder) => reminder <= at);
  signer.reminders = signer.reminders.filter((reminder) => reminder > at);
}

function ruleSignature(
  run: ModelRun,
  { by, command }: { by: Acting; command: FinalSignatureCommand },
  world: World,
  at: number,
): RefusalCode[] {
  const { round } = run;
  const { fourEyes, signerMayAnswer } = round.settings;
  const signer = run.signers.find((_, place) => signerName(place) === command.seatId);
  if (signer === undefined) return ['unknownSeat'];
  const grant = command.type === 'release' ? authority(by, signer.unit) : headship(by, signer.unit);
  const answered = round.seats.some((seat) =>
    seat.answers.some(({ kind, personId }) => kind !== 'notResponsible' && personId === by.personId),
  );
  const open = signer.state === 'open';
  const owns = signer.owner === by.personId;
  const closed = !open && (signer.state === 'waiting' ? 'notYourTurn' : 'notOpen');
  const against: (RefusalCode | false)[] = [closed];
  if (command.type === 'claim')
    against.push(
      !grant && 'noAuthority',
      isBarred(round, by.personId) && 'author',
      open && isTaken(signer, by, command.owner, headship) && 'alreadyClaimed',
    );
  else if (command.type === 'release') against.push(!grant && 'noAuthority', !owns && 'notOwner');
  else {
    against.push(
      !grant && 'noAuthority',
      !owns && 'notOwner',
      isBarred(round, by.personId) && 'author',
      fourEyes && !signerMayAnswer && answered && 'answeredInRound',
    );
    if (command.type === 'sign')
      against.push(
        command.version !== round.version && 'stale',
        toAcknowledge(round).some((place) => !command.acknowledged.includes(seatName(place))) && 'notAcknowledged',
      );
    else against.push(empty(command.words) && 'wordsRequired');
  }
  const reasons = against.filter((reason) => reason !== false);
  if (reasons.length > 0) return reasons;
  if (command.type === 'claim') signer.owner = by.personId;
  else if (command.type === 'release') signer.owner = null;
  else {
    signer.by = by.personId;
    signer.capacity = grant?.capacity ?? null;
    signer.onBehalfOf = grant?.onBehalfOf ?? null;
    signer.at = at;
    signer.version = round.version;
    if (command.type === 'sign') signer.acknowledged = toAcknowledge(round);
    else signer.words = command.words;
    signer.state = command.type === 'sign' ? 'signed' : command.type === 'return' ? 'returned' : 'rejected';
    if (signer.state === 'signed') openSigner(run, world, at);
    else run.result = signer.state;
  }
  return [];
}

/** Round commands after the outcome are refused, but for the lifting of a reservation after `agreed`. */
function ruleRound(run: ModelRun, by: Acting, command: RoundCommand, world: World, at: number): RefusalCode[] {
  const { round } = run;
  if (statusOf(run) !== 'running') return ['runEnded', 'roundEnded'];
  if (round.outcome !== null && command.type !== 'liftReservation') return ['roundEnded'];
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

const copyOf = ({ round, signers, result, task }: ModelRun): ModelRun => ({
  round: { ...round, seats: round.seats.map(copyOfSeat) },
  signers: signers.map((signer) => ({ ...signer })),
  result,
  task: { ...task },
});

/** An open seat whose owner has become an author is open to the others again. */
function freeSeatsOfAuthors({ round }: ModelRun): void {
  for (const seat of round.seats)
    if (seat.state === 'open' && seat.owner !== null && isBarred(round, seat.owner)) seat.owner = null;
}

function ruleStep(
  before: ModelRun,
  run: ModelRun,
  given: Exclude<ModelCommand, { target: 'tick' | 'recount' }>,
  world: World,
  at: number,
): RefusalCode[] {
  if (given.target === 'round') return ruleRound(run, given.by, given.command, world, at);
  if (given.target === 'signature' && before.signers.length === 0) return ['unknownStep', 'runEnded'];
  if (statusOf(run) !== 'running') return ['runEnded'];
  return given.target === 'task' ? ruleTask(run.task, given.by, given.command) : ruleSignature(run, given, world, at);
}

export function commandRun(before: ModelRun, setup: RunSetup, world: World, at: number, given: ModelCommand): Answered {
  const run = copyOf(before);
  tick(run.round, world, at);
  freeSeatsOfAuthors(run);
  openSignature(run, setup, world, at);
  for (const signer of run.signers) remindSigner(signer, at);
  if (given.target === 'tick') return { run, refused: [] };
  if (given.target === 'recount') {
    if (statusOf(run) !== 'running') return { run, refused: ['runEnded'] };
    recount(run, given.changed, world, at);
    return { run, refused: [] };
  }
  const refused = ruleStep(before, run, given, world, at);
  freeSeatsOfAuthors(run);
  openSignature(run, setup, world, at);
  return { run, refused };
}

const nextOfSigner = ({ state, fired, due, reminders }: ModelSigner): number =>
  state === 'open' ? Math.min(fired ? Infinity : due, ...reminders) : Infinity;

/** The next instant at which time alone does something, `Infinity` for none. */
export const nextInstant = (run: ModelRun): number =>
  statusOf(run) !== 'running' ? Infinity : Math.min(nextDue(run.round), ...run.signers.map(nextOfSigner));

/** What has become of the whole run. */
export function statusOf({ round, result, task }: ModelRun): RunState['status'] {
  if (result !== null && result !== 'signed') return result;
  if (result === 'signed' && task.done) return 'completed';
  return round.outcome === null || round.outcome === 'agreed' ? 'running' : round.outcome;
}
