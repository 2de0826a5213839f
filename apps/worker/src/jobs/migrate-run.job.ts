import { moveRunOf, serveProject, type JobPayload, type Transaction } from '@querraum/server';

/** A released change of version moves this run, in one transaction and once. */
export async function migrateRun(tx: Transaction, payload: JobPayload<'migrateRun'>): Promise<undefined> {
  await serveProject(tx, payload.projectId);
  await moveRunOf(tx, payload);
  return undefined;
}
