import type { Bundle, LocalizedText } from '../definition';
import { nodeOf } from '../graph';
import { inDissent, isPending } from '../nodes/round/need';
import type { FinalSignatureStep, RoundStep, RunState, Seat, SignerState, StepState, TaskStep } from '../state';
import type { AnswerKind, Instant } from '../vocabulary';

export const TASK_KINDS = ['coSignature', 'finalSignature', 'task', 'condition', 'dissent', 'readdress'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** Something a person could do, can do or has done: one for each seat, signer and task, one for each duty of the lead. */
export interface TaskView {
  /** Stable, and unique within the run. */
  key: string;
  stepId: string;
  nodeId: string;
  seatId: string | null;
  kind: TaskKind;
  name: LocalizedText;
  unitId: string;
  ownerId: string | null;
  ownerSince: Instant | null;
  openedAt: Instant | null;
  dueEnd: Instant | null;
  status: 'waiting' | 'open' | 'done' | 'cancelled';
  mandatory: boolean;
}

type Status = TaskView['status'];

const LEAD_NAMES = {
  condition: { de: 'Maßgabe beantworten', en: 'Answer the condition' },
  dissent: { de: 'Dissens klären', en: 'Resolve the dissent' },
  readdress: { de: 'Zuständigkeit klären', en: 'Address the seat anew' },
} as const satisfies Partial<Record<TaskKind, LocalizedText>>;

const SEAT_STATUS = {
  waiting: 'waiting',
  open: 'open',
  back: 'waiting',
  answered: 'done',
  released: 'cancelled',
} as const satisfies Record<Seat['state'], Status>;

const SIGNER_STATUS = {
  waiting: 'waiting',
  open: 'open',
  signed: 'done',
  returned: 'done',
  rejected: 'done',
} as const satisfies Record<SignerState['state'], Status>;

/** When its step is over, nothing of it can be done any more. */
const ofStep = (step: StepState, status: Status): Status => (step.open || status === 'done' ? status : 'cancelled');

function leadDuty(step: RoundStep, seat: Seat, kind: keyof typeof LEAD_NAMES, open: boolean): TaskView {
  const { round } = step;
  const givenAt = (answer: AnswerKind) => seat.answers.findLast((given) => given.kind === answer)?.at;
  const since = {
    condition: givenAt('condition'),
    dissent: seat.dissent?.openedAt,
    readdress: givenAt('notResponsible'),
  }[kind];
  const dueEnd = kind === 'dissent' ? seat.dissent?.dueEnd : open ? seat.reminders[0]?.at : undefined;
  return {
    key: `${kind}:${step.id}:${seat.id}`,
    stepId: step.id,
    nodeId: step.nodeId,
    seatId: seat.id,
    kind,
    name: LEAD_NAMES[kind],
    unitId: kind === 'readdress' && seat.notResponsible > 1 ? round.responsibilityUnitId : round.leadUnitId,
    ownerId: null,
    ownerSince: null,
    openedAt: since ?? null,
    dueEnd: dueEnd ?? null,
    status: open ? ofStep(step, 'open') : 'done',
    mandatory: true,
  };
}

function tasksOfRound(step: RoundStep, name: LocalizedText): TaskView[] {
  return step.round.seats.flatMap((seat) => {
    const tasks: TaskView[] = [
      {
        key: `coSignature:${step.id}:${seat.id}`,
        stepId: step.id,
        nodeId: step.nodeId,
        seatId: seat.id,
        kind: 'coSignature',
        name,
        unitId: seat.unitId,
        ownerId: seat.owner,
        ownerSince: seat.ownerSince,
        openedAt: seat.openedAt,
        dueEnd: seat.dueEnd,
        status: ofStep(step, SEAT_STATUS[seat.state]),
        mandatory: seat.mandatory,
      },
    ];
    if (seat.answers.some(({ kind }) => kind === 'condition')) {
      tasks.push(leadDuty(step, seat, 'condition', isPending(seat)));
    }
    if (seat.dissent !== null) tasks.push(leadDuty(step, seat, 'dissent', inDissent(seat)));
    if (seat.notResponsible > 0) tasks.push(leadDuty(step, seat, 'readdress', seat.state === 'back'));
    return tasks;
  });
}

const tasksOfSignature = (step: FinalSignatureStep, name: LocalizedText): TaskView[] =>
  step.signers.map((signer) => ({
    key: `finalSignature:${step.id}:${signer.id}`,
    stepId: step.id,
    nodeId: step.nodeId,
    seatId: signer.id,
    kind: 'finalSignature',
    name,
    unitId: signer.unitId,
    ownerId: signer.owner,
    ownerSince: signer.ownerSince,
    openedAt: signer.openedAt,
    dueEnd: signer.dueEnd,
    status: ofStep(step, SIGNER_STATUS[signer.state]),
    mandatory: true,
  }));

const tasksOfTask = (step: TaskStep, name: LocalizedText): TaskView[] => [
  {
    key: `task:${step.id}`,
    stepId: step.id,
    nodeId: step.nodeId,
    seatId: null,
    kind: 'task',
    name,
    unitId: step.unitId,
    ownerId: step.owner,
    ownerSince: step.ownerSince,
    openedAt: step.openedAt,
    dueEnd: step.dueEnd,
    status: ofStep(step, step.completed ? 'done' : 'open'),
    mandatory: true,
  },
];

/** Everything of the run that stands in somebody's inbox, has stood or will stand there. */
export function tasksOf(bundle: Bundle, state: RunState): TaskView[] {
  return state.steps.flatMap((step) => {
    const { name } = nodeOf(bundle.definition, step.nodeId);
    switch (step.type) {
      case 'coSignatureRound':
        return tasksOfRound(step, name);
      case 'finalSignature':
        return tasksOfSignature(step, name);
      case 'task':
        return tasksOfTask(step, name);
      case 'timer':
        return [];
    }
  });
}
