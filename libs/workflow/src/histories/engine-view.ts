import type { FinalSignatureStep, RoundStep, RunState, Seat, SignerState, StepState, TaskStep } from '../state';
import type { RunView, SeatView, TaskView } from './view';

const ofNode = <Step extends StepState>(state: RunState, type: Step['type'], nodeId?: string): Step[] =>
  state.steps.filter((step): step is Step => step.type === type && (nodeId === undefined || step.nodeId === nodeId));

const roundsOf = (state: RunState): RoundStep[] => ofNode<RoundStep>(state, 'coSignatureRound');
const signaturesOf = (state: RunState): FinalSignatureStep[] => ofNode<FinalSignatureStep>(state, 'finalSignature');
const tasksOf = (state: RunState, nodeId: string): TaskStep[] => ofNode<TaskStep>(state, 'task', nodeId);

/** The latest of each is what the run is about. */
export const roundStepOf = (state: RunState): RoundStep | undefined => roundsOf(state).at(-1);

export const signatureStepOf = (state: RunState): FinalSignatureStep | undefined =>
  signaturesOf(state).findLast(({ roundStepId }) => roundStepId === roundStepOf(state)?.id);

export const taskStepOf = (state: RunState): TaskStep | undefined => tasksOf(state, 'task').at(-1);
export const draftStepOf = (state: RunState): TaskStep | undefined => tasksOf(state, 'draft').at(-1);

export const insertedStepsOf = (state: RunState): TaskStep[] =>
  ofNode<TaskStep>(state, 'task').filter(({ before }) => before !== undefined);

/** Those whose place another one has taken. */
export const earlierOf = (
  state: RunState,
): { rounds: RoundStep[]; signatures: FinalSignatureStep[]; tasks: TaskStep[]; drafts: TaskStep[] } => ({
  rounds: roundsOf(state).slice(0, -1),
  signatures: signaturesOf(state).filter((step) => step !== signatureStepOf(state)),
  tasks: tasksOf(state, 'task').slice(0, -1),
  drafts: tasksOf(state, 'draft').slice(0, -1),
});

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

const viewTask = ({ owner, completed, open }: TaskStep): TaskView => ({ owner, done: completed, open });

/** The name of the step by which the model knows it. */
function nameIn(state: RunState, stepId: string | undefined): string {
  const inserted = insertedStepsOf(state).findIndex(({ id }) => id === stepId);
  const step = state.steps.find(({ id }) => id === stepId);
  return inserted >= 0 ? `inserted ${inserted}` : (step?.nodeId ?? '');
}

const viewInserted = (state: RunState, step: TaskStep): RunView['inserted'][number] => ({
  ...viewTask(step),
  unit: step.unitId,
  before: nameIn(state, step.before),
  due: step.open && step.reminders.some(({ fired }) => !fired) ? instant(step.dueEnd) : null,
});

const viewSigners = (signers: SignerState[], seats: Seat[]): RunView['signers'] =>
  signers.map((signer) => ({
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
    acknowledged: signer.acknowledged.map((id) => seats.findIndex((seat) => seat.id === id)),
  }));

export function viewEngine(state: RunState, nextDue: string | null): RunView {
  const round = roundStepOf(state)?.round;
  const signature = signatureStepOf(state);
  const task = taskStepOf(state);
  const draft = draftStepOf(state);
  const earlier = earlierOf(state);
  const seatsOf = ({ roundStepId }: FinalSignatureStep): Seat[] =>
    roundsOf(state).find(({ id }) => id === roundStepId)?.round.seats ?? [];
  return {
    status: state.status,
    outcome: round?.outcome ?? null,
    result: resultOf(signature),
    wave: round?.wave ?? -1,
    version: state.paper.number,
    authors: [...state.authors].sort(),
    seats: round?.seats.map(viewSeat) ?? [],
    signers: signature === undefined ? [] : viewSigners(signature.signers, seatsOf(signature)),
    isSignatureOpen: signature?.open ?? false,
    task: task === undefined ? { owner: null, done: false, open: false } : viewTask(task),
    draft: draft === undefined ? null : viewTask(draft),
    inserted: insertedStepsOf(state).map((step) => viewInserted(state, step)),
    heldSince: Object.fromEntries(
      state.steps.flatMap(({ id, open, heldSince }) =>
        open && heldSince !== undefined ? [[nameIn(state, id), instant(heldSince)]] : [],
      ),
    ),
    earlier: {
      rounds: earlier.rounds.map((step) => ({ outcome: step.round.outcome, seats: step.round.seats.map(viewSeat) })),
      signatures: earlier.signatures.map((step) => viewSigners(step.signers, seatsOf(step))),
      tasks: earlier.tasks.map(viewTask),
      drafts: earlier.drafts.map(viewTask),
    },
    waiting: Object.values(state.joins).flat().length,
    next: instant(nextDue),
  };
}
