import { tickAssignment as tick, type JobPayload, type Transaction } from '@querraum/server';

/** The reminder or the end of a task by hand has come: what is due is done, once. */
export async function tickAssignment(tx: Transaction, payload: JobPayload<'tickAssignment'>): Promise<undefined> {
  await tick(tx, payload);
  return undefined;
}
