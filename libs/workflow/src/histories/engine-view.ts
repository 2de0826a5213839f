import type { FinalSignatureStep, RoundStep, RunState, Seat, TaskStep } from '../state';
import type { RunView, SeatView } from './view';

export const roundStepOf = (state: RunState): RoundStep | undefined =>
  state.steps.find((step) => step.type === 'coSignatureRound');

export const signatureStepOf = (state: RunState): FinalSignatureStep | undefined =>
  state.steps.find((step) => step.type === 'finalSignature');

export const taskStepOf = (state: RunState): TaskStep | undefined => state.steps.find((step) => step.type === 'task');

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

const unfired = (seat: { dueEnd: string | null; firedDueEnd: string | null }): number | null =>
  seat.firedDueEnd === seat.dueEnd ? null : instant(seat.dueEnd);

function viewSeat(seat: Seat): SeatView {
  const answered = seat.state === 'answered';
  const counts = answered && seat.answers.some((answer) => !answer.stale && answer.kind !== 'notResponsible');
  const counting = seat.answers.findLast((answer) => !answer.stale)?.kind;
  const refuses = seat.silent === 'refuse' || counting === 'refuse' || seat.condition === 'declined';
  const stands = seat.dissent !== null && [null, 'shown'].includes(seat.dissent.ended);
  const dissent = answered && refuses && stands ? seat.dissent : null;
  const shown = dissent?.ended === 'shown';
  return {
    unit: seat.unitId,
    mandatory: seat.mandatory,
    wave: seat.wave,
    state: seat.state,
    owner: seat.state === 'open' ? seat.owner : null,
    due: seat.state === 'open' ? unfired(seat) : null,
    answers: seat.answers.map(({ kind, by, at, paper, words, late, stale }) => ({
      kind,
      by: by?.personId ?? null,
      capacity: by?.capacity ?? null,
      onBehalfOf: by?.onBehalfOf ?? null,
      at: Date.parse(at),
      version: paper.number,
      words: by === null ? null : words,
      late,
      stale: stale || kind === 'notResponsible',
    })),
    silent: answered ? seat.silent : null,
    condition: counts ? seat.condition : null,
    acceptedOn: seat.acceptedOn?.number ?? null,
    openReservation: counts && seat.reservation === 'open',
    dissent: dissent && {
      level: dissent.level,
      shown,
      due: shown || dissent.fired ? null : instant(dissent.dueEnd),
    },
    everRefused: seat.everRefused,
    notResponsible: seat.notResponsible,
    escalations: seat.escalations,
    dispensable: seat.dispensable,
  };
}

function resultOf(step: FinalSignatureStep | undefined): RunView['result'] {
  const ended = step?.signers.find(({ state }) => state === 'returned' || state === 'rejected')?.state;
  if (ended === 'returned' || ended === 'rejected') return ended;
  return step?.signers.every(({ state }) => state === 'signed') ? 'signed' : null;
}

export function viewEngine(state: RunState, nextDue: string | null): RunView {
  const round = roundStepOf(state)?.round;
  const signature = signatureStepOf(state);
  const task = taskStepOf(state);
  return {
    status: state.status,
    outcome: round?.outcome ?? null,
    result: resultOf(signature),
    wave: round?.wave ?? -1,
    version: state.paper.number,
    authors: [...state.authors].sort(),
    seats: round?.seats.map(viewSeat) ?? [],
    signers:
      signature?.signers.map((signer) => ({
        unit: signer.unitId,
        state: signer.state,
        owner: signer.state === 'open' ? signer.owner : null,
        by: signer.by?.personId ?? null,
        capacity: signer.by?.capacity ?? null,
        onBehalfOf: signer.by?.onBehalfOf ?? null,
        at: instant(signer.at),
        words: signer.words,
        due: signer.state === 'open' ? unfired(signer) : null,
        version: signer.paper?.number ?? null,
        acknowledged: signer.acknowledged.map((id) => round?.seats.findIndex((seat) => seat.id === id) ?? -1),
      })) ?? [],
    task: { owner: task?.owner ?? null, done: task?.completed ?? false },
    next: instant(nextDue),
  };
}
