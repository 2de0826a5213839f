import { workItems, type JobKind, type JobPayload, type Transaction, type Transactions } from '@querraum/server';
import { JOBS, type Job, type Later, type Outside, type TwoPhases } from './jobs';

const NOTHING_OUTSIDE: Outside = { mailServer: undefined };

/**
 * Executes a work item and marks it done in one transaction; twice is as good as once, because the second finds no
 * ready row. An effect outside of the database takes two transactions (docs/adr/0013). A failure is counted in its own
 * transaction and thrown on, so that it is seen and tried again later.
 */
export async function executeWorkItem(
  transactions: Transactions,
  id: string,
  outside: Outside = NOTHING_OUTSIDE,
): Promise<boolean> {
  try {
    const begun = await transactions.run((tx) => begin(tx, id, outside));
    if (typeof begun === 'boolean') return begun;
    const end = await begun.act();
    await transactions.run(async (tx) => settle(tx, id, await end(tx)));
    return true;
  } catch (error) {
    await transactions.run((tx) => workItems.failed(tx, id, error instanceof Error ? error.message : String(error)));
    throw error;
  }
}

async function begin(tx: Transaction, id: string, outside: Outside): Promise<TwoPhases | boolean> {
  const item = await workItems.open(tx, id);
  if (!item) return false;
  const rest = await runJob(tx, item.kind, item.payload, outside);
  await settle(tx, id, rest);
  return rest && 'act' in rest ? rest : true;
}

const settle = (tx: Transaction, id: string, later: Later | undefined): Promise<void> =>
  later ? workItems.postpone(tx, id, later.at) : workItems.done(tx, id);

function runJob<K extends JobKind>(
  tx: Transaction,
  kind: K,
  payload: JobPayload<K>,
  outside: Outside,
): ReturnType<Job<K>> {
  const job: Job<K> = JOBS[kind];
  return job(tx, payload, outside);
}
