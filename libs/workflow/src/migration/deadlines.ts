import { periodEnd } from '../calendar';
import type { NodeDefinition, Period, TaskNode } from '../definition';
import { stepKindOf } from '../nodes';
import type { Deadline } from '../nodes/node';
import { countedFristen, endAfterChange } from '../recount';
import type { Run } from '../run';
import type { StepState, TaskStep } from '../state';
import type { Instant } from '../vocabulary';
import { isSame, type Migration, type MovingStep } from './changes';

/** Of a task the last reminder comes at its end, where silence does not escalate. */
const silenceOf = (node: NodeDefinition) => (node.type === 'task' ? node.onSilence : undefined);
const remindersOf = (node: NodeDefinition): readonly Period[] => ('reminders' in node ? node.reminders : []);

/** Whoever hears today that a Frist has become shorter has the next working day left, as with a changed calendar. */
const endBy = (run: Run, { from, period, dueEnd }: Deadline): Instant =>
  endAfterChange(periodEnd(from, period, run.facts.closedDays).dueEnd, dueEnd, {
    now: run.now,
    closedDays: run.facts.closedDays,
  });

function tell(migration: Migration, step: StepState, deadline: Pick<Deadline, 'id' | 'unitId'>, was: Instant | null) {
  const { run, changes } = migration;
  const { id, unitId } = deadline;
  const dueEnd = dueOf(step, id);
  if (dueEnd === was) return;
  const seatId = id === '' ? null : id;
  changes.push({ nodeId: step.nodeId, stepId: step.id, seatId, unitId, what: 'deadline', was, dueEnd });
  const place = { step, ...(unitId === null ? {} : { unitId, ...(id === '' ? {} : { seat: { id, unitId } }) }) };
  run.record({ type: 'deadlineMigrated', was, dueEnd }, null, place);
  if (dueEnd !== null && was !== null && dueEnd < was) run.notify('reminder', place);
}

/** The end that a Frist of the step has now. */
function dueOf(step: StepState, id: string): Instant | null {
  if (step.type === 'coSignatureRound') return step.round.seats.find((seat) => seat.id === id)?.dueEnd ?? null;
  if (step.type === 'finalSignature') return step.signers.find((signer) => signer.id === id)?.dueEnd ?? null;
  if (id !== '' && 'places' in step) return step.places.find((place) => place.id === id)?.dueEnd ?? null;
  return 'dueEnd' in step ? step.dueEnd : null;
}

/** A task that had no Frist gets one, or loses it; while it stood still none would have run. */
function beginOrEnd(migration: Migration, step: TaskStep, node: TaskNode): void {
  const { run } = migration;
  const { dueEnd: was } = step;
  if (node.period === undefined) {
    step.dueEnd = null;
    step.reminders = step.reminders.filter(({ fired }) => fired);
    delete step.firedDueEnd;
  } else {
    const soonest = run.endOf({ length: 1, unit: 'workingDay', roll: true });
    const from = step.postponedAt ?? step.openedAt;
    const counted = periodEnd(from, node.period, run.facts.closedDays).dueEnd;
    const dueEnd = counted > soonest ? counted : soonest;
    stepKindOf(step).move(run, node, step, { id: '', unitId: step.unitId, from, period: node.period, dueEnd }, dueEnd);
  }
  tell(migration, step, { id: '', unitId: step.unitId }, was);
}

/**
 * Fristen that run and were counted are counted by the new period from the same beginning. One that has run out or stood still,
 * was set by hand or comes from an escalation keeps its end; what was sent stays sent.
 */
export function migrateDeadlines(
  migration: Migration,
  { step, before, after }: MovingStep,
  counted: readonly Deadline[],
): void {
  const { run } = migration;
  if (step.type === 'task' && before.type === 'task' && after.type === 'task') {
    if ((before.period === undefined) !== (after.period === undefined)) return beginOrEnd(migration, step, after);
  }
  const kind = stepKindOf(step);
  const sameOtherwise = isSame(remindersOf(before), remindersOf(after)) && isSame(silenceOf(before), silenceOf(after));
  for (const deadline of countedFristen(after, step)) {
    const old = counted.find(({ id }) => id === deadline.id);
    // What began with the change of version is counted by it already.
    if (old === undefined || deadline.dueEnd <= run.now) continue;
    const samePeriod = isSame(old.period, deadline.period);
    if (samePeriod && sameOtherwise) continue;
    kind.move(run, after, step, deadline, samePeriod ? deadline.dueEnd : endBy(run, deadline));
    tell(migration, step, deadline, old.dueEnd);
  }
}
