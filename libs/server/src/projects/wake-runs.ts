import { workItems, type ActorTransaction } from '../platform';
import type { ProjectRecord } from './project-record';

/** A run may wait for a participant who is there now: its engine looks again. */
export async function wakeRuns(tx: ActorTransaction, project: Pick<ProjectRecord, 'id' | 'revision'>): Promise<void> {
  const running = await tx.rows<{ id: string; revision: number }>(
    "select id, revision from run where project_id = $1 and status = 'running'",
    [project.id],
  );
  for (const { id, revision } of running)
    await workItems.add(tx, 'tickRun', {
      payload: { projectId: project.id, runId: id },
      dueAt: tx.now,
      dedupeKey: `tickRun:${id}:${revision}:project:${project.revision}`,
    });
}
