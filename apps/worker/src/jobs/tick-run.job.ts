import { serveProject, serveProjects, tick, tickRuns, type JobPayload, type Transaction } from '@querraum/server';
import type { Together } from './job';

/** A Frist, reminder or escalation has come: the engine looks at the clock and does what is due, once. */
export async function tickRun(tx: Transaction, { projectId, runId }: JobPayload<'tickRun'>): Promise<undefined> {
  await serveProject(tx, projectId);
  await tick(tx, runId);
  return undefined;
}

/** Many Fristen of one instant; a run that has two items is looked at once for both. */
export const tickRunsTogether: Together<'tickRun'> = async (tx, items) => {
  await serveProjects(tx, [...new Set(items.map(({ payload }) => payload.projectId))]);
  const looked = await tickRuns(tx, [...new Set(items.map(({ payload }) => payload.runId))]);
  return items.flatMap(({ id, payload }) => (looked.has(payload.runId) ? [id] : []));
};
