import { addDays, atSameClock, localDate, nextDueAfter, turnsOfDue } from '@querraum/workflow';
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
  const owed = (dueAt: Date, name: string | number) =>
    workItems.row('tickRun', { payload: { projectId, runId }, dueAt, dedupeKey: `tickRun:${runId}:${name}` });
  const instant = now.toISOString();
  if (!isOver || turnsOfDue(state, instant) < MOST_TURNS_AT_ONCE) return [owed(nextDueAt, revision)];
  const day = addDays(localDate(instant), 1);
  const turn = owed(new Date(atSameClock(instant, day)), `turn:${day}`);
  // What else the run waits for is not kept waiting.
  const later = nextDueAfter(state, instant);
  return later === null ? [turn] : [turn, owed(new Date(later), revision)];
}
