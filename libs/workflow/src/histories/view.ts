import type { RunState } from '../state';
import type { RoundOutcome, SeatState } from '../vocabulary';
import { countingAnswer, isOpenReservation, type ModelSeat, verdict } from './round-model';
import { type ModelRun, nextInstant, statusOf } from './run-model';
import { isSignatureOpen } from './rest-model';
import type { ModelSigner } from './signer-model';
import { type InsertedTask, isOver, type ModelTask } from './task-model';

/** What everybody may see of a run; model and engine must show the same. Instants are milliseconds. */
export interface RunView {
  status: RunState['status'];
  outcome: RoundOutcome | null;
  result: ModelRun['result'];
  wave: number;
  version: number;
  authors: string[];
  seats: SeatView[];
  signers: SignerView[];
  isSignatureOpen: boolean;
  task: TaskView;
  draft: TaskView | null;
  inserted: (TaskView & { unit: string; before: string; due: number | null })[];
  /** Since when steps stand still, by name. */
  heldSince: Partial<Record<string, number | null>>;
  /** What another one has taken the place of, as it was left. */
  earlier: {
    rounds: { outcome: RoundOutcome | null; seats: SeatView[] }[];
    signatures: SignerView[][];
    tasks: TaskView[];
    drafts: TaskView[];
  };
  /** Branches that wait for the other one. */
  waiting: number;
  /** When time alone does something next. */
  next: number | null;
}

export interface TaskView {
  owner: string | null;
  done: boolean;
  open: boolean;
}

export interface AnswerView {
  kind: string;
  by: string | null;
  capacity: string | null;
  onBehalfOf: string | null;
  at: number;
  version: number;
  /** Of the person; the system's words are not compared. */
  words: string | null;
  late: boolean;
  stale: boolean;
}

export interface SeatView {
  unit: string;
  mandatory: boolean;
  wave: number;
  state: SeatState;
  owner: string | null;
  /** Of an open seat, while it has not fired. */
  due: number | null;
  answers: AnswerView[];
  silent: 'nil' | 'refuse' | null;
  condition: 'pending' | 'accepted' | 'declined' | null;
  acceptedOn: number | null;
  openReservation: boolean;
  dissent: { level: number; shown: boolean; due: number | null } | null;
  everRefused: boolean;
  notResponsible: number;
  escalations: number;
  dispensable: boolean;
}

export interface SignerView {
  unit: string;
  state: string;
  owner: string | null;
  by: string | null;
  capacity: string | null;
  onBehalfOf: string | null;
  at: number | null;
  words: string | null;
  due: number | null;
  /** Version signed, and the places of the seats that were acknowledged one by one. */
  version: number | null;
  acknowledged: number[];
}

export const finite = (instant: number): number | null => (Number.isFinite(instant) ? instant : null);

function viewSeat(seat: ModelSeat): SeatView {
  const dissent = ['dissent', 'shown'].includes(verdict(seat)) ? seat.dissent : null;
  return {
    unit: seat.unit,
    mandatory: seat.mandatory,
    wave: seat.wave,
    state: seat.state,
    owner: seat.state === 'open' ? seat.owner : null,
    due: seat.state === 'open' && !seat.fired ? seat.due : null,
    answers: seat.answers.map(({ kind, personId, capacity, onBehalfOf, at, version, words, late, stale }) => ({
      kind,
      by: personId,
      capacity,
      onBehalfOf,
      at,
      version,
      words: personId === null ? null : words,
      late,
      stale: stale || kind === 'notResponsible',
    })),
    silent: seat.state === 'answered' ? seat.silent : null,
    condition: seat.state === 'answered' && countingAnswer(seat) ? seat.condition : null,
    acceptedOn: seat.acceptedOn,
    openReservation: isOpenReservation(seat),
    dissent: dissent && {
      level: dissent.level,
      shown: dissent.shown,
      due: dissent.shown || dissent.fired ? null : dissent.due,
    },
    everRefused: seat.everRefused,
    notResponsible: seat.notResponsible,
    escalations: seat.escalations,
    dispensable: seat.dispensableFrom !== null,
  };
}

const viewSigner = (signer: ModelSigner): SignerView => ({
  unit: signer.unit,
  state: signer.state,
  owner: signer.state === 'open' ? signer.owner : null,
  by: signer.by,
  capacity: signer.capacity,
  onBehalfOf: signer.onBehalfOf,
  at: signer.at,
  words: signer.words,
  due: signer.state === 'open' && !signer.fired ? signer.due : null,
  version: signer.version,
  acknowledged: signer.acknowledged,
});

const viewTask = (task: ModelTask): TaskView => ({ owner: task.owner, done: task.done, open: !isOver(task) });

const viewInserted = (task: InsertedTask): RunView['inserted'][number] => ({
  ...viewTask(task),
  unit: task.unit,
  before: task.before,
  due: isOver(task) || task.fired ? null : finite(task.due),
});

/** One of the branches behind the fork has come to where it meets the other. */
const isWaiting = (run: ModelRun): boolean =>
  run.meets &&
  statusOf(run) === 'running' &&
  (run.draft === null || isOver(run.draft)) &&
  isOver(run.task) !== (run.result === 'signed');

export const viewModel = (run: ModelRun): RunView => ({
  status: statusOf(run),
  outcome: run.round.outcome,
  result: run.result,
  wave: run.round.wave,
  version: run.round.version,
  authors: [...run.round.authors].sort(),
  seats: run.round.seats.map(viewSeat),
  signers: run.signers.map(viewSigner),
  isSignatureOpen: isSignatureOpen(run),
  task: viewTask(run.task),
  draft: run.draft && viewTask(run.draft),
  inserted: run.inserted.map(viewInserted),
  heldSince: run.heldSince,
  earlier: {
    rounds: run.earlier.rounds.map(({ outcome, seats }) => ({ outcome, seats: seats.map(viewSeat) })),
    signatures: run.earlier.signatures.map((signers) => signers.map(viewSigner)),
    tasks: run.earlier.tasks.map(viewTask),
    drafts: run.earlier.drafts.map(viewTask),
  },
  waiting: isWaiting(run) ? 1 : 0,
  next: finite(nextInstant(run)),
});
