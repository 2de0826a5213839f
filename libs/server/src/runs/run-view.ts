import {
  definitionIn,
  isLate,
  nodeOfStep,
  type ActedBy,
  type Place,
  type RoundStep,
  type Seat,
  type SeatAnswer,
  type SignerState,
  type StepState,
} from '@querraum/workflow';
import type { AnswerView, PlaceView, RunDetail, SeatView, SignerView, StepView, TaskKind } from '@querraum/contracts';
import { actsFor, type ActorTransaction } from '../platform';
import { namesIn, type Names } from './names';
import { situationView } from './run-effects';
import type { RunRecord } from './run-record';

type TaskIds = Map<string, string>;

/** The run as its parties see it: steps with seats, answers, signatures, and who has it now. */
export async function runDetail(tx: ActorTransaction, run: RunRecord): Promise<RunDetail> {
  const names = await namesIn(tx, run.state, run.project.leadUnitId);
  const taskIds = taskIdsOf(run);
  const { state } = run;
  return {
    id: run.id,
    projectId: run.projectId,
    documentId: run.documentId,
    procedureName: run.procedureName,
    procedureVersion: run.procedureVersion,
    status: state.status,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    projectTitle: run.project.title,
    projectReference: run.project.reference,
    documentTitle: run.documentTitle,
    revision: run.revision,
    procedureVersionSince: run.procedureVersionSince.toISOString(),
    procedureValidVersion: run.procedureValidVersion,
    paper: state.paper,
    facts: (run.bundle.definition.facts ?? []).map((fact) => ({ ...fact, value: state.facts?.[fact.key] ?? null })),
    suspended: state.suspended
      ? { since: state.suspended.at, by: actedByView(state.suspended.by, names), reason: state.suspended.reason }
      : null,
    steps: state.steps.map((step) => stepView(run, step, names, taskIds)),
    situation: situationView(run, state, names, tx.now),
    actsForLead: actsFor(tx, run.project.leadUnitId),
    isAuthor: run.authors.includes(tx.actor.personId),
  };
}

/** Tasks that tell the lead of a place, and do not stand for it. */
const OF_LEAD: ReadonlySet<TaskKind> = new Set<TaskKind>(['condition', 'dissent', 'readdress', 'repair']);

const taskIdsOf = ({ tasks }: RunRecord): TaskIds =>
  new Map(
    tasks.filter(({ kind }) => !OF_LEAD.has(kind)).map(({ id, stepId, seatId }) => [`${stepId}:${seatId ?? ''}`, id]),
  );

function stepView(run: RunRecord, step: StepState, names: Names, taskIds: TaskIds): StepView {
  const base = {
    id: step.id,
    nodeId: step.nodeId,
    name: nodeOfStep(run.bundle, run.state, step).name,
    open: step.open,
    openedAt: step.openedAt,
    closedAt: step.closedAt,
    scope: step.scope ?? null,
    procedureName: step.scope === undefined ? null : definitionIn(run.bundle, run.state, step.scope).name,
    insertedBefore: (step.type === 'task' && step.before) || null,
    held: step.open && run.state.steps.some((other) => other.open && other.type === 'task' && other.before === step.id),
    skipped: step.result === 'skipped',
  };
  const unit = (id: string) => ({ id, name: names.unit(id) });
  switch (step.type) {
    case 'coSignatureRound':
      return {
        ...base,
        type: step.type,
        outcome: step.round.outcome,
        lead: unit(step.round.leadUnitId),
        seats: step.round.seats.map((seat) => seatView(step, seat, names, taskIds)),
      };
    case 'finalSignature':
      return {
        ...base,
        type: step.type,
        roundStepId: step.roundStepId,
        signers: step.signers.map((signer) => signerView(step.id, signer, names, taskIds)),
      };
    case 'task':
    case 'userTask':
      return {
        ...base,
        type: 'task',
        unit: unit(step.unitId),
        owner: step.owner && names.person(step.owner),
        dueEnd: step.type === 'task' ? step.dueEnd : null,
        taskId: taskIds.get(`${step.id}:`) ?? null,
      };
    case 'timer':
      return { ...base, type: step.type, dueEnd: step.dueEnd };
    default:
      return {
        ...base,
        type: step.type,
        result: step.result ?? null,
        dueEnd: blockDue(step),
        failed: step.type === 'automatic' ? step.failed : null,
        places: 'places' in step ? step.places.map((place) => placeView(step.id, place, names, taskIds)) : [],
      };
  }
}

type Block = Exclude<StepState, { type: 'coSignatureRound' | 'finalSignature' | 'task' | 'timer' | 'userTask' }>;

/** When time alone ends the step or brings it back. */
function blockDue(step: Block): string | null {
  if (step.type === 'resubmission') return step.comesBackAt;
  if (step.type === 'committee') return step.session?.at ?? null;
  return step.type === 'wait' ? step.dueEnd : null;
}

const placeView = (stepId: string, place: Place, names: Names, taskIds: TaskIds): PlaceView => ({
  id: place.id,
  taskId: taskIds.get(`${stepId}:${place.id}`) ?? null,
  role: place.role,
  unit: { id: place.unitId, name: names.unit(place.unitId) },
  originalUnit: { id: place.originalUnitId, name: names.unit(place.originalUnitId) },
  state: place.state,
  owner: place.owner && names.person(place.owner),
  openedAt: place.openedAt,
  dueEnd: place.dueEnd,
  by: actorView(place.by, names),
  at: place.at,
  result: place.result,
  words: place.words,
  late: isLate(place),
  escalations: place.escalations,
});

const actorView = (by: ActedBy | null, names: Names) => by && actedByView(by, names);

const actedByView = (by: ActedBy, names: Names) => ({
  person: names.person(by.personId),
  unitName: names.unit(by.unitId),
  capacity: by.capacity,
  onBehalfOf: by.onBehalfOf ? names.person(by.onBehalfOf) : null,
});

const answerView = (answer: SeatAnswer, names: Names): AnswerView => ({ ...answer, by: actorView(answer.by, names) });

function seatView(step: RoundStep, seat: Seat, names: Names, taskIds: TaskIds): SeatView {
  const answers = seat.answers.map((answer) => answerView(answer, names));
  const last = answers.at(-1);
  return {
    id: seat.id,
    taskId: taskIds.get(`${step.id}:${seat.id}`) ?? null,
    unit: { id: seat.unitId, name: names.unit(seat.unitId) },
    originalUnit: { id: seat.originalUnitId, name: names.unit(seat.originalUnitId) },
    mandatory: seat.mandatory,
    kind: seat.kind,
    wave: seat.wave,
    state: seat.state,
    owner: seat.owner && names.person(seat.owner),
    ownerSince: seat.ownerSince,
    openedAt: seat.openedAt,
    dueEnd: seat.dueEnd,
    answers,
    current: last && !last.stale ? last : null,
    silent: seat.silent,
    condition: seat.condition,
    reservation: seat.reservation,
    dissent: seat.dissent && {
      words: seat.dissent.words,
      level: seat.dissent.level,
      dueEnd: seat.dissent.dueEnd,
      saysSettled: seat.dissent.saysSettled,
      saysShown: seat.dissent.saysShown,
      ended: seat.dissent.ended,
    },
    escalations: seat.escalations,
    dispensable: seat.dispensable,
  };
}

const signerView = (stepId: string, signer: SignerState, names: Names, taskIds: TaskIds): SignerView => ({
  id: signer.id,
  taskId: taskIds.get(`${stepId}:${signer.id}`) ?? null,
  unit: { id: signer.unitId, name: names.unit(signer.unitId) },
  state: signer.state,
  owner: signer.owner && names.person(signer.owner),
  openedAt: signer.openedAt,
  dueEnd: signer.dueEnd,
  by: actorView(signer.by, names),
  at: signer.at,
  words: signer.words,
  paper: signer.paper,
  acknowledged: signer.acknowledged,
});
