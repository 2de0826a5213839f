import { workItems, type JobKind, type JobPayload, type Transaction, type Transactions } from '@querraum/server';
import { JOBS, type Job } from './jobs';

/**
 * Executes a work item and marks it done in one transaction; twice is as good as once, because the second finds no
 * ready row. A failure is counted in its own transaction and thrown on, so that it is seen and tried again later.
 */
export async function executeWorkItem(transactions: Transactions, id: string): Promise<boolean> {
  try {
    return await transactions.run(async (tx) => {
      const item = await workItems.open(tx, id);
      if (!item) return false;
      await runJob(tx, item.kind, item.payload);
      await workItems.done(tx, id);
      return true;
    });
  } catch (error) {
    await transactions.run((tx) => workItems.failed(tx, id, error instanceof Error ? error.message : String(error)));
    throw error;
  }
}

function runJob<K extends JobKind>(tx: Transaction, kind: K, payload: JobPayload<K>): Promise<void> {
  const job: Job<K> = JOBS[kind];
  return job(tx, payload);
}
