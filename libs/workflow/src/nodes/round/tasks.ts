import type { LocalizedText } from '../../definition';
import type { RoundStep, Seat } from '../../state';
import { ofStep } from '../../task-view';
import type { TaskKind, TaskStatus, TaskView } from '../../task-view';
import type { AnswerKind } from '../../vocabulary';
import { inDissent, isPending } from './need';

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
} as const satisfies Record<Seat['state'], TaskStatus>;

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

/** One for each seat, and one for each duty of the lead. */
export function tasksOfRound(step: RoundStep, name: LocalizedText): TaskView[] {
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
