import { serveProject, tick, type JobPayload, type Transaction } from '@querraum/server';

/** A Frist, reminder or escalation has come: the engine looks at the clock and does what is due, once. */
export async function tickRun(tx: Transaction, { projectId, runId }: JobPayload<'tickRun'>): Promise<undefined> {
  await serveProject(tx, projectId);
  await tick(tx, runId);
  return undefined;
}
