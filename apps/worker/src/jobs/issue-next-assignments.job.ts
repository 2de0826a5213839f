import { issueNextAssignments as issueNext, type JobPayload, type Transaction } from '@querraum/server';

/** The next turn of a recurring task has come: it is issued, once. */
export async function issueNextAssignments(
  tx: Transaction,
  payload: JobPayload<'issueNextAssignments'>,
): Promise<undefined> {
  await issueNext(tx, payload);
  return undefined;
}
