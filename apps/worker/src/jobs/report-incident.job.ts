import { reportIncident as report, serveProject, type JobPayload, type Transaction } from '@querraum/server';

/** Work for a project has failed for good: its lead is told, once. */
export async function reportIncident(tx: Transaction, payload: JobPayload<'reportIncident'>): Promise<undefined> {
  await serveProject(tx, payload.projectId);
  await report(tx, payload);
  return undefined;
}
