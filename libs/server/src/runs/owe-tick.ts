import { localDate, turnsOfDue } from '@querraum/workflow';
import { workItems, type Transaction, type WorkItemRow } from '../platform';
import type { RunRecord } from './run-record';

const UNTIL_ANOTHER_TURN = 24 * 60 * 60 * 1000;
/** So often a run may come to the same step in which no time passes before it does so once a day. */
const MOST_TURNS_AT_ONCE = 50;

/**
 * The item that wakes the engine at the next Frist. One that is over already is owed again by whoever wrote it, also where it
 * ends with the one before: the item of that instant is done with this transaction.
 */
export function tickOwed(tx: Transaction, before: RunRecord, after: RunRecord): WorkItemRow[] {
  const { id: runId, projectId, nextDueAt, revision, state } = after;
  if (!nextDueAt) return [];
  const isOver = nextDueAt <= tx.now;
  if (!isOver && nextDueAt.getTime() === before.nextDueAt?.getTime()) return [];
  const payload = { projectId, runId };
  if (!isOver || turnsOfDue(state, tx.now.toISOString()) < MOST_TURNS_AT_ONCE)
    return [workItems.row('tickRun', { payload, dueAt: nextDueAt, dedupeKey: `tickRun:${runId}:${revision}` })];
  const dueAt = new Date(tx.now.getTime() + UNTIL_ANOTHER_TURN);
  return [
    workItems.row('tickRun', { payload, dueAt, dedupeKey: `tickRun:${runId}:turn:${localDate(dueAt.toISOString())}` }),
  ];
}
