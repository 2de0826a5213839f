import { tickCycle, type JobPayload, type Transaction } from '@querraum/server';

/** The day of a renewal has come, or that of its reminder. */
export async function tickCycleOf(tx: Transaction, payload: JobPayload<'tickCycle'>): Promise<undefined> {
  await tickCycle(tx, payload);
  return undefined;
}
