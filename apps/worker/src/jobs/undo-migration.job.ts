import { undoRunOf, serveProject, type JobPayload, type Transaction } from '@querraum/server';

/** A change of version is taken back: this run returns to what it was, unless it has gone on. */
export async function undoMigration(tx: Transaction, payload: JobPayload<'undoMigration'>): Promise<undefined> {
  await serveProject(tx, payload.projectId);
  await undoRunOf(tx, payload);
  return undefined;
}
