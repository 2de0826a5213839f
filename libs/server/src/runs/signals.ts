import type { Effect } from '@querraum/workflow';
import { workItems, type Transaction, type WorkItemRow } from '../platform';
import type { RunRecord } from './run-record';

/**
 * A signal reaches every run of the house that waits for it when it is given, and none that begins to wait later: who
 * waits is asked in the transaction that gives it, and each of them is owed it once (docs/adr/0051).
 */
export async function signalsOwed(tx: Transaction, run: RunRecord, effects: Effect[]): Promise<WorkItemRow[]> {
  const names = new Set(effects.flatMap((effect) => (effect.type === 'signal' ? effect.name : [])));
  const owed: WorkItemRow[] = [];
  for (const name of names) {
    const waiting = await tx.rows<{ projectId: string; runId: string }>(
      'select project_id as "projectId", run_id as "runId" from app.runs_waiting_for($1, $2, $3)',
      [run.projectId, run.id, name],
    );
    for (const { projectId, runId } of waiting)
      owed.push(
        workItems.row('giveSignal', {
          payload: { projectId, runId, name },
          dueAt: tx.now,
          dedupeKey: `giveSignal:${run.id}:${run.revision + 1}:${name}:${runId}`,
        }),
      );
  }
  return owed;
}
