import { addDays, atSameClock, localDate, turnsOfDue } from '@querraum/workflow';
import { workItems, type Transaction, type WorkItemRow } from '../platform';
import type { RunRecord } from './run-record';

/** So often a run may come to the same step in which no time passes before it does so once a day. */
const MOST_TURNS_AT_ONCE = 50;

/**
 * The item that wakes the engine at the next Frist. One that is over already is owed again by whoever wrote it, also where it
 * ends with the one before: the item of that instant is done with this transaction.
 */
export function tickOwed({ now }: Transaction, before: RunRecord, after: RunRecord): WorkItemRow[] {
  const { id: runId, projectId, nextDueAt, revision, state } = after;
  if (!nextDueAt) return [];
  const isOver = nextDueAt <= now;
  if (!isOver && nextDueAt.getTime() === before.nextDueAt?.getTime()) return [];
  const payload = { projectId, runId };
  const instant = now.toISOString();
  if (!isOver || turnsOfDue(state, instant) < MOST_TURNS_AT_ONCE)
    return [workItems.row('tickRun', { payload, dueAt: nextDueAt, dedupeKey: `tickRun:${runId}:${revision}` })];
  const day = addDays(localDate(instant), 1);
  const dueAt = new Date(atSameClock(instant, day));
  return [workItems.row('tickRun', { payload, dueAt, dedupeKey: `tickRun:${runId}:turn:${day}` })];
}
