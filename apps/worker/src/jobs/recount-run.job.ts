import { recount, serveProject, type JobPayload, type Transaction } from '@querraum/server';

/** The house calendar has changed: the Fristen of the run that it touches are counted anew, once. */
export async function recountRun(
  tx: Transaction,
  { projectId, runId, revision }: JobPayload<'recountRun'>,
): Promise<undefined> {
  await serveProject(tx, projectId);
  await recount(tx, runId, revision);
  return undefined;
}
