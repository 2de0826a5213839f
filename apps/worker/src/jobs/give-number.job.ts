import { giveNumber as give, serveProject, type JobPayload, type Transaction } from '@querraum/server';

/** A run has come to an automatic step: it gets the next number of the house and goes on, once. */
export async function giveNumber(tx: Transaction, payload: JobPayload<'giveNumber'>): Promise<undefined> {
  await serveProject(tx, payload.projectId);
  await give(tx, payload);
  return undefined;
}
