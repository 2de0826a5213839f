import { checkRun, serveProject, type JobPayload, type Transaction } from '@querraum/server';

/** The dry run of a planned change of version: what it would do to this run. */
export async function checkMigration(tx: Transaction, payload: JobPayload<'checkMigration'>): Promise<undefined> {
  await serveProject(tx, payload.projectId);
  await checkRun(tx, payload);
  return undefined;
}
