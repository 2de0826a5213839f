import { tracing, workItems, type JobKind, type JobPayload, type OpenItem } from '@querraum/server';
import type { Transaction, Transactions } from '@querraum/server';
import { JOBS, type Job, type Later, type Outside, type TwoPhases } from './jobs';

const NOTHING_OUTSIDE: Outside = { mailServer: undefined };

/** What came of an item that was executed: for metrics. */
export interface Executed {
  kind: JobKind;
  outcome: 'done' | 'later' | 'failed' | 'givenUp';
  /** From the instant at which it was due to the transaction of its effect; not of what failed. */
  lateSeconds?: number;
}
export type Note = (executed: Executed) => void;

const toNobody: Note = () => undefined;

/**
 * Executes a work item and marks it done in one transaction; twice is as good as once, because the second finds no
 * ready row. An effect outside of the database takes two transactions (docs/adr/0013). A failure is counted in its own
 * transaction and thrown on, so that it is seen and tried again later.
 */
export async function executeWorkItem(
  transactions: Transactions,
  id: string,
  outside: Outside = NOTHING_OUTSIDE,
  note: Note = toNobody,
): Promise<boolean> {
  const counted = <T>(work: () => Promise<T>) => countingFailure(transactions, id, note, work);
  const start = (isCounted: boolean) => counted(() => transactions.run((tx) => begin(tx, id, outside, isCounted)));
  let begun = await start(false);
  if (begun === 'unheard') begun = (await countUnheard(transactions, id, note)) ? await start(true) : undefined;
  if (!begun || begun === 'unheard') return false;
  const { twoPhases, executed } = begun;
  if (executed) note(executed);
  if (!twoPhases) return true;
  const rest = () => counted(() => finish(transactions, id, twoPhases));
  if (twoPhases.apart) twoPhases.apart(rest);
  else await rest();
  return true;
}

async function finish(transactions: Transactions, id: string, { act, at }: TwoPhases): Promise<void> {
  const end = await act();
  await transactions.run(async (tx) => {
    const rest = await end(tx);
    // Whoever has begun it anew since, because this one stood still for too long, says what becomes of it.
    if (await workItems.isLeasedUntil(tx, id, at)) await settle(tx, id, rest);
  });
}

/**
 * What ends the process that has it, as memory that runs out, cannot say that it has failed: it is counted before it begins. Whether
 * it may begin once more.
 */
async function countUnheard(transactions: Transactions, id: string, note: Note): Promise<boolean> {
  const failed = await transactions.run((tx) => workItems.failed(tx, id, 'nothing was heard of it again'));
  if (failed?.isGivenUp) note({ kind: failed.kind, outcome: 'givenUp' });
  return failed?.isGivenUp === false;
}

async function countingFailure<T>(
  transactions: Transactions,
  id: string,
  note: Note,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const failed = await transactions.run((tx) => workItems.failed(tx, id, message));
    if (failed) note({ kind: failed.kind, outcome: failed.isGivenUp ? 'givenUp' : 'failed' });
    throw error;
  }
}

interface Begun {
  twoPhases?: TwoPhases;
  /** Nothing of what is held for an operator. */
  executed?: Executed;
}

async function begin(
  tx: Transaction,
  id: string,
  outside: Outside,
  isCounted: boolean,
): Promise<Begun | 'unheard' | undefined> {
  const item = await workItems.open(tx, id);
  if (!item) return undefined;
  if (item.isUnheard && !isCounted) return 'unheard';
  if (await workItems.isHeld(tx, item)) return {};
  const beginning = { kind: 'consumer', parent: item.traceParent } as const;
  const rest = await tracing.span(`job ${item.kind}`, beginning, async () => {
    await tracing.stamp(tx);
    return runJob(tx, item.kind, item.payload, outside);
  });
  if (rest && 'act' in rest) {
    await workItems.lease(tx, id, rest.at);
    return { executed: executedOf(tx, item), twoPhases: rest };
  }
  await settle(tx, id, rest);
  return { executed: { ...executedOf(tx, item), outcome: rest ? 'later' : 'done' } };
}

export const executedOf = (tx: Transaction, { kind, dueAt }: OpenItem): Executed => ({
  kind,
  outcome: 'done',
  lateSeconds: Math.max(0, tx.now.getTime() - dueAt.getTime()) / 1000,
});

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
