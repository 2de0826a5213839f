import type { AssignmentDueInput } from '@querraum/contracts';
import { addDays, assignmentDue, dueOn, lastDayBefore, localDate, type AssignmentDue } from '@querraum/workflow';
import { DomainError, type Transaction } from '../platform';
import type { AssignmentRecord } from './assignment-record';

/** Nobody plans a task for longer; what lies beyond is a slip of the pen. */
const FARTHEST_DAYS = 1830;

/** The end of a new task, or of one that is given anew: not past, not beyond reason, not after its parent's. */
export function requireDue(
  tx: Transaction,
  input: AssignmentDueInput | null,
  closedDays: Record<string, string>,
  parent?: Pick<AssignmentRecord, 'dueEnd'>,
): AssignmentDue | null {
  const limit = parent?.dueEnd?.toISOString() ?? null;
  // Whoever names no day for a part has it end with the whole.
  if (input === null) return limit === null ? null : dueOn(lastDayBefore(limit));
  const due = assignmentDue(input, tx.now.toISOString(), closedDays);
  requireDay(tx, due, limit);
  return due;
}

export function requireDay(tx: Transaction, due: AssignmentDue, parentEnd: string | null): void {
  const today = localDate(tx.now.toISOString());
  const latest = addDays(today, FARTHEST_DAYS);
  if (due.lastDay < today) throw new DomainError('dueInPast', { day: due.lastDay, today });
  if (due.lastDay > latest) throw new DomainError('dueTooFar', { day: due.lastDay, latest });
  if (parentEnd !== null && Date.parse(due.end) > Date.parse(parentEnd))
    throw new DomainError('dueAfterParent', { day: due.lastDay, parent: lastDayBefore(parentEnd) });
}

/** The columns of a task's end; whoever gets a new end is reminded of it anew. */
export const dueFields = (due: AssignmentDue | null, input: AssignmentDueInput | null) => ({
  dueEnd: due === null ? null : new Date(due.end),
  dueExplained: due?.explained ?? null,
  dueInput: input,
  remindedAt: null,
  escalated: false,
});
