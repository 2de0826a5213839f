/** Reference model: how the round, the final signature and the tasks of a run begin, for the first time or once more. */
import { newSeat } from './lead-commands';
import type { ModelRun, RunSetup } from './model-run';
import { type ModelRound, openSeat, type World } from './round-model';
import { settle } from './round-time';
import type { ModelSigner } from './signer-model';
import { newTask } from './task-model';

type Paper = Pick<ModelRound, 'version' | 'authors'>;

function newRound(setup: RunSetup, lead: string, { version, authors }: Paper, world: World, at: number): ModelRound {
  const round: ModelRound = {
    lead,
    quorum: setup.quorum,
    settings: setup.settings,
    modes: setup.waves.map((wave) => wave.mode),
    wave: 0,
    seats: setup.waves.flatMap((wave, place) => wave.seats.map((seat) => newSeat({ ...seat, wave: place }))),
    version,
    authors,
    outcome: null,
  };
  const first = round.seats.filter((seat) => seat.wave === 0);
  for (const seat of round.modes[0] === 'serial' ? first.slice(0, 1) : first) openSeat(seat, world, at);
  settle(round, world, at);
  return round;
}

export function startRun(setup: RunSetup, world: World, at: number): ModelRun {
  const run: ModelRun = {
    lead: setup.lead,
    suspendedAt: null,
    isCancelled: false,
    round: newRound(setup, setup.lead, { version: 1, authors: setup.authors }, world, at),
    signers: [],
    result: null,
    isPaperNewer: false,
    isSignatureClosed: false,
    task: newTask(setup.lead),
    draft: null,
    meets: setup.course === 'block',
    inserted: [],
    heldSince: {},
    earlier: { rounds: [], signatures: [], tasks: [], drafts: [] },
  };
  openSignature(run, setup, world, at);
  return run;
}

/** "What is asked again is asked in a new round": no old answers, on the paper as it is. */
export function openRoundAgain(run: ModelRun, setup: RunSetup, world: World, at: number): void {
  run.earlier.rounds.push(run.round);
  run.isPaperNewer = false;
  run.round = newRound(setup, run.lead, run.round, world, at);
  putSignatureAside(run);
  openSignature(run, setup, world, at);
}

export function openTaskAgain(run: ModelRun): void {
  run.earlier.tasks.push(run.task);
  run.task = newTask(run.lead);
}

export function openDraft(run: ModelRun): void {
  if (run.draft !== null) run.earlier.drafts.push(run.draft);
  run.draft = newTask(run.lead);
}

/** Another final signature under the round that is agreed. */
export function openSignatureAgain(run: ModelRun, setup: RunSetup, world: World, at: number): void {
  putSignatureAside(run);
  openSignature(run, setup, world, at);
}

function putSignatureAside(run: ModelRun): void {
  if (run.signers.length > 0) run.earlier.signatures.push(run.signers);
  run.signers = [];
  run.result = null;
  run.isSignatureClosed = false;
}

export function openSignature(run: ModelRun, setup: RunSetup, world: World, at: number): void {
  if (run.round.outcome !== 'agreed' || run.signers.length > 0) return;
  run.signers = setup.signers.map((unit, place) => ({
    unit: setup.signerFollowsLead && place === 0 ? world.boardMemberOf(run.lead) : unit,
    followsLead: setup.signerFollowsLead === true && place === 0,
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
    stoodStill: false,
  }));
  openSigner(run, world, at);
}

export function openSigner(run: ModelRun, world: World, at: number): void {
  const next = run.signers.find((signer: ModelSigner) => signer.state === 'waiting');
  if (next === undefined) run.result = 'signed';
  else {
    next.state = 'open';
    next.due = world.due(at, 'signature');
    next.openedAt = at;
    next.reminders = [world.due(at, 'reminder')].filter((reminder) => reminder < next.due);
  }
}
