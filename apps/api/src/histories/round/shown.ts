import type { RunDetail, SeatView, StepView } from '@querraum/contracts';
import { LEAD_UNIT, MEMBER_UNIT, type ModelRun, type RunView, viewModel } from '@querraum/workflow/testing';

type Step<T extends StepView['type']> = Extract<StepView, { type: T }>;
const stepOf = <T extends StepView['type']>(type: T, { steps }: RunDetail): Step<T> | undefined =>
  steps.find((step): step is Step<T> => step.type === type);

/** Of a step that is over because the run is, a client does not see whether it had been done. */
const whileRunning = <T>({ status }: { status: string }, value: T): T | null => (status === 'running' ? value : null);

function shownSeat({
  everRefused: _,
  notResponsible: _n,
  acceptedOn: _a,
  due: _d,
  dissent,
  ...seat
}: RunView['seats'][number]) {
  return { ...seat, dissent: dissent && { level: dissent.level, shown: dissent.shown } };
}

/** What a client sees of the run that the model has; the rest is compared in the stored state. */
export const shownByModel = (run: ModelRun) => {
  const { status, outcome, result, version, seats, signers, task } = viewModel(run);
  return {
    ...{ status, outcome, result, version },
    task: whileRunning({ status }, { owner: task.owner, done: task.done }),
    seats: seats.map(shownSeat),
    signers: signers.map(({ due: _d, ...signer }) => signer),
  };
};
export type Shown = ReturnType<typeof shownByModel>;

function seatOf(seat: SeatView): Shown['seats'][number] {
  const answered = seat.state === 'answered';
  const counting = seat.answers.findLast(({ stale, kind }) => !stale && kind !== 'notResponsible');
  const refuses = seat.silent === 'refuse' || counting?.kind === 'refuse' || seat.condition === 'declined';
  const dissent = answered && refuses && [null, 'shown'].includes(seat.dissent?.ended ?? null) ? seat.dissent : null;
  return {
    unit: seat.unit.id,
    mandatory: seat.mandatory,
    wave: seat.wave,
    state: seat.state,
    owner: seat.state === 'open' ? seat.owner : null,
    answers: seat.answers.map(({ kind, by, at, paper, words, late, stale }) => ({
      kind,
      by: by?.person ?? null,
      capacity: by?.capacity ?? null,
      onBehalfOf: by?.onBehalfOf ?? null,
      at: Date.parse(at),
      version: paper.number,
      words: by === null ? null : words,
      late,
      stale: stale || kind === 'notResponsible',
    })),
    silent: answered ? seat.silent : null,
    condition: answered && counting ? seat.condition : null,
    openReservation: answered && counting !== undefined && seat.reservation === 'open',
    dissent: dissent && { level: dissent.level, shown: dissent.ended === 'shown' },
    escalations: seat.escalations,
    dispensable: seat.dispensable,
  };
}

export function shownByServer(detail: RunDetail): Shown {
  const round = stepOf('coSignatureRound', detail);
  const signature = stepOf('finalSignature', detail);
  const task = stepOf('task', detail);
  const seatIds = round?.seats.map(({ id }) => id) ?? [];
  const signers = signature?.signers ?? [];
  const ended = signers.find(({ state }) => state === 'returned' || state === 'rejected')?.state;
  return {
    status: detail.status,
    outcome: round?.outcome ?? null,
    result:
      ended === 'returned' || ended === 'rejected'
        ? ended
        : signature && signers.every(({ state }) => state === 'signed')
          ? 'signed'
          : null,
    version: detail.paper.number,
    seats: round?.seats.map(seatOf) ?? [],
    signers: signers.map(({ unit, state, owner, by, at, words, paper, acknowledged }) => ({
      unit: unit.id,
      state,
      owner: state === 'open' ? owner : null,
      by: by?.person ?? null,
      capacity: by?.capacity ?? null,
      onBehalfOf: by?.onBehalfOf ?? null,
      at: at === null ? null : Date.parse(at),
      words,
      version: paper?.number ?? null,
      acknowledged: acknowledged.map((id) => seatIds.indexOf(id)),
    })),
    task: whileRunning(detail, { owner: task?.owner ?? null, done: task?.open === false }),
  };
}

/** What stands in the inboxes as open: kind, place, unit, owner, and the Frist where nothing has come of it yet. */
export interface OpenTask {
  kind: string;
  place: number;
  unit: string;
  owner: string | null;
  due: number | null;
}

export function openTasks(run: ModelRun): OpenTask[] {
  const { status, outcome, seats, signers, task } = viewModel(run);
  if (status !== 'running') return [];
  const ofLead = (kind: string, place: number, unit = LEAD_UNIT) => ({ kind, place, unit, owner: null, due: null });
  const ofSeats = seats.flatMap(
    ({ state, unit, owner, due, condition, dissent, notResponsible }, place): OpenTask[] => {
      if (outcome !== null) return [];
      return [
        ...(state === 'open' ? [{ kind: 'coSignature', place, unit, owner, due }] : []),
        ...(condition === 'pending' ? [ofLead('condition', place)] : []),
        ...(dissent && !dissent.shown ? [ofLead('dissent', place)] : []),
        ...(state === 'back' ? [ofLead('readdress', place, notResponsible > 1 ? MEMBER_UNIT : LEAD_UNIT)] : []),
      ];
    },
  );
  return [
    ...ofSeats,
    ...signers.flatMap(({ state, unit, owner, due }, place) =>
      state === 'open' ? [{ kind: 'finalSignature', place, unit, owner, due }] : [],
    ),
    ...(task.done ? [] : [{ kind: 'task', place: -1, unit: LEAD_UNIT, owner: task.owner, due: null }]),
  ];
}
