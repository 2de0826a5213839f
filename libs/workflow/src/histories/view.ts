import type { RunState } from '../state';
import type { RoundOutcome, SeatState } from '../vocabulary';
import { countingAnswer, isOpenReservation, type ModelSeat, verdict } from './round-model';
import { type ModelRun, nextInstant, statusOf } from './run-model';

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
  task: { owner: string | null; done: boolean };
  /** When time alone does something next. */
  next: number | null;
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

export const viewModel = (run: ModelRun): RunView => ({
  status: statusOf(run),
  outcome: run.round.outcome,
  result: run.result,
  wave: run.round.wave,
  version: run.round.version,
  authors: [...run.round.authors].sort(),
  seats: run.round.seats.map(viewSeat),
  signers: run.signers.map(({ reminders: _reminders, openedAt: _openedAt, reminded: _reminded, fired, ...signer }) => ({
    ...signer,
    owner: signer.state === 'open' ? signer.owner : null,
    due: signer.state === 'open' && !fired ? signer.due : null,
  })),
  task: { owner: run.task.owner, done: run.task.done },
  next: finite(nextInstant(run)),
});
