import { addDays, atSameClock, isWorkingDay, lastDayBefore, localDate } from '../calendar';
import type { LocalDate } from '../calendar';
import type { NodeDefinition, Period } from '../definition';
import { stepKindOf } from '../nodes';
import type { Due } from '../nodes/node';
import { ownSeat } from '../nodes/round/work';
import { partOf } from '../parts';
import type { Run } from '../run';
import type { Dissent, Reminder, StepState } from '../state';
import type { Instant } from '../vocabulary';

/** Whatever has Fristen: a step, or its seat, signer or place. */
interface Holder {
  dueEnd?: Instant | null;
  comesBackAt?: Instant;
  reminders?: Reminder[];
  dissent?: Dissent | null;
}

function holderOf(step: StepState, id: string): Holder | undefined {
  if (id === '') return 'dueEnd' in step || 'comesBackAt' in step ? step : undefined;
  if (step.type === 'finalSignature') return partOf(step.signers, id);
  if (step.type !== 'coSignatureRound') return 'places' in step ? partOf(step.places, id) : undefined;
  return ownSeat(step.round, id);
}

const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const isCountedInWorkingDays = (period: Period | undefined): boolean =>
  period === undefined || period.unit === 'workingDay' || period.roll;

/** Waits for a day that a fact names: that day stays what it is. */
function hasFixedDay(node: NodeDefinition): boolean {
  if (node.type === 'wait') return node.until.kind === 'date';
  return node.type === 'resubmission' && node.at.kind === 'date';
}

/** A Wiedervorlage comes back when its day begins; of everything else the day is over by then. */
const dayOf = (step: StepState, { id, at }: Due): LocalDate =>
  step.type === 'resubmission' && id === '' ? localDate(at) : lastDayBefore(at);

/** The same local clock time that many days later; a last day that must be a working day becomes the next one. */
function later(
  at: Instant,
  lastDay: LocalDate,
  days: number,
  isRolled: boolean,
  closedDays: Record<string, string>,
): Instant {
  let movedTo = addDays(lastDay, days);
  while (isRolled && !isWorkingDay(movedTo, closedDays)) movedTo = addDays(movedTo, 1);
  return atSameClock(at, localDate(at) === lastDay ? movedTo : addDays(movedTo, 1));
}

function setDue(holder: Holder, due: Due, at: Instant): void {
  if (due.what === 'dissent') {
    if (holder.dissent) holder.dissent.dueEnd = at;
  } else if (due.what === 'period') {
    if (holder.dueEnd) holder.dueEnd = at;
    else if (holder.comesBackAt !== undefined) holder.comesBackAt = at;
  } else {
    const reminder = holder.reminders?.[due.index];
    if (reminder !== undefined) reminder.at = at;
  }
}

/**
 * Moves everything in the step that is still to come by as many local days as it has stood still; a Frist that would
 * be over even then ends a day later, so that nobody finds it over (ADR 0042).
 */
export function postpone(run: Run, step: StepState, stoodStillFrom: Instant): void {
  const since = stoodStillFrom > step.openedAt ? stoodStillFrom : step.openedAt;
  const days = daysBetween(localDate(since), localDate(run.now));
  const node = run.actIn(step);
  const kind = stepKindOf(step);
  const { closedDays } = run.facts;
  const periods = new Map(kind.deadlines(node, step).map(({ id, period }) => [id, period]));
  for (const due of kind.dues(step)) {
    const holder = holderOf(step, due.id);
    if (holder === undefined || (due.id === '' && hasFixedDay(node))) continue;
    // A task's last reminder is the end of its period.
    const isEnd = due.what !== 'reminder' || (step.type === 'task' && due.at === holder.dueEnd);
    const isRolled = isEnd && isCountedInWorkingDays(periods.get(due.id));
    const day = dayOf(step, due);
    let at = later(due.at, day, days, isRolled, closedDays);
    if (isEnd && at <= run.now) at = later(due.at, day, days + 1, isRolled, closedDays);
    setDue(holder, due, at);
    if (isEnd && due.what === 'reminder') holder.dueEnd = at;
  }
  step.postponedAt = run.now;
}
