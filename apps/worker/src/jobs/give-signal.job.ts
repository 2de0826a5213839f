import { giveSignal as give, serveProject, type JobPayload, type Transaction } from '@querraum/server';
import type { Later } from './job';

/** Another run has given a signal: whatever waits for it in this run goes on, once. */
export async function giveSignal(tx: Transaction, payload: JobPayload<'giveSignal'>): Promise<Later | undefined> {
  await serveProject(tx, payload.projectId);
  return give(tx, payload);
}
