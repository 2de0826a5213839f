import type { ChangedDay } from './calendar';
import { isWeekend, lastDayBefore, localDate, periodEnd } from './calendar';
import type { Bundle, NodeDefinition } from './definition';
import { stepKindOf } from './nodes';
import type { Deadline } from './nodes/node';
import type { Run } from './run';
import { nodeOfStep } from './scopes';
import type { RunState, StepState } from './state';
import type { Instant } from './vocabulary';

export interface Calendar {
  now: Instant;
  closedDays: Record<string, string>;
}

/** A Frist that the changed calendar gives another end, and the changed days within its count. */
export interface MovedDeadline extends Deadline {
  stepId: string;
  step: StepState['type'];
  movesTo: Instant;
  because: ChangedDay[];
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

/** Whoever hears today that a Frist has become shorter has the next working day left. */
const endOfNextWorkingDay = ({ now, closedDays }: Calendar): Instant =>
  periodEnd(now, { length: 1, unit: 'workingDay', roll: true }, closedDays).dueEnd;

/** The end that a Frist gets when it is counted anew: never sooner than whoever holds it can still act. */
export const endAfterChange = (counted: Instant, dueEnd: Instant, calendar: Calendar): Instant =>
  counted > dueEnd ? counted : later(counted, earlier(dueEnd, endOfNextWorkingDay(calendar)));

/** The new end of a Frist and the days to which it owes it; `null` where it keeps its end. */
function movedEnd(
  { from, period, dueEnd }: Deadline,
  changed: readonly ChangedDay[],
  calendar: Calendar,
): Pick<MovedDeadline, 'movesTo' | 'because'> | null {
  if (dueEnd <= calendar.now) return null;
  const counted = periodEnd(from, period, calendar.closedDays).dueEnd;
  if (counted === dueEnd) return null;
  const firstDay = localDate(earlier(from, period.begins?.at ?? from));
  const lastDay = lastDayBefore(later(counted, dueEnd));
  const because = changed.filter(({ date }) => date > firstDay && date <= lastDay && !isWeekend(date));
  if (because.length === 0) return null;
  const movesTo = endAfterChange(counted, dueEnd, calendar);
  return movesTo === dueEnd ? null : { movesTo, because };
}

type Counted = Pick<RunState, 'steps' | 'scopes' | 'inserted'>;

/** What has stood still was given its end by hand, as it were. */
export const countedFristen = (node: NodeDefinition, step: StepState): Deadline[] =>
  stepKindOf(step)
    .deadlines(node, step)
    .filter(({ from }) => step.postponedAt === undefined || from >= step.postponedAt);

/** What `recount` would move: for the preview that an administrator sees, and for the engine itself. */
export function movedDeadlines(
  bundle: Bundle,
  state: Counted,
  changed: readonly ChangedDay[],
  calendar: Calendar,
): MovedDeadline[] {
  return state.steps.flatMap((step) =>
    (step.open ? countedFristen(nodeOfStep(bundle, state, step), step) : []).flatMap((deadline) => {
      const moved = movedEnd(deadline, changed, calendar);
      return moved === null ? [] : [{ ...deadline, stepId: step.id, step: step.type, ...moved }];
    }),
  );
}

/** Counts every running Frist anew; whose Frist has become shorter is told at once. */
export function recount(run: Run, changed: readonly ChangedDay[]): void {
  const calendar = { now: run.now, closedDays: run.facts.closedDays };
  for (const moved of movedDeadlines(run.bundle, run.state, changed, calendar)) {
    const step = run.step(moved.stepId);
    if (step === undefined) continue;
    const { id, unitId, dueEnd: was, movesTo: dueEnd, because } = moved;
    stepKindOf(step).move(run, run.actIn(step), step, moved, dueEnd);
    const place = { step, ...(unitId === null ? {} : { unitId, ...(id === '' ? {} : { seat: { id, unitId } }) }) };
    run.record({ type: 'recounted', was, dueEnd, because }, null, place);
    if (dueEnd < was) run.notify('reminder', place);
  }
}
