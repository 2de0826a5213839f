import {
  DomainError,
  tracing,
  workItems,
  type JobKind,
  type OpenItem,
  type Transaction,
  type Transactions,
} from '@querraum/server';
import type { Logger } from 'pino';
import { executedOf, executeWorkItem, type Executed, type Note } from './execute';
import { JOB_TRACE } from './job-trace';
import { TOGETHER, type Outside, type Together } from './jobs';

/** So many in a row that the database cannot take: it is away, and the others come again when it is back. */
const MOST_BUSY = 3;

export interface Executor {
  transactions: Transactions;
  outside: Outside;
  note: Note;
  log: Logger;
}

/**
 * Executes what was rung for: several of a kind together where that kind allows it, and one by one what is left. One that
 * fails is counted, seen and tried again later, and keeps none of the others from its turn.
 */
export async function executeRing(executor: Executor, ids: readonly string[]): Promise<void> {
  const { transactions, outside, note, log } = executor;
  const left = ids.length > 1 ? await traced(ids, () => executeTogether(executor, ids)) : ids;
  let busy = 0;
  for (const id of left)
    try {
      await JOB_TRACE.tracePromise(() => executeWorkItem(transactions, id, outside, note), { workItem: id });
      busy = 0;
    } catch (error) {
      log.error({ err: error, workItem: id }, 'work item failed');
      busy = error instanceof DomainError && error.code === 'busy' ? busy + 1 : 0;
      if (busy === MOST_BUSY) throw error;
    }
}

/** Told of each of them, from beginning to end. */
const traced = <T>(ids: readonly string[], work: () => Promise<T>): Promise<T> =>
  ids.reduceRight((inner, workItem) => () => JOB_TRACE.tracePromise(inner, { workItem }), work)();

/** In one transaction. Those that are left: not allowed, not to be had at the moment, of an older epoch, or all where one of them fails. */
async function executeTogether(
  { transactions, outside, note, log }: Executor,
  ids: readonly string[],
): Promise<readonly string[]> {
  try {
    const { left, executed } = await transactions.run(async (tx) => {
      const items = await workItems.openAll(tx, ids);
      const done = new Set(await runTogether(tx, items, outside));
      await workItems.doneAll(tx, [...done]);
      return {
        left: ids.filter((id) => !done.has(id)),
        executed: items.flatMap((item): Executed[] => (done.has(item.id) ? [executedOf(tx, item)] : [])),
      };
    });
    executed.forEach(note);
    return left;
  } catch (error) {
    log.warn({ err: error, items: ids.length }, 'not all at once: one by one');
    return ids;
  }
}

async function runTogether(tx: Transaction, items: OpenItem[], outside: Outside): Promise<string[]> {
  const [first] = items;
  if (!first || items.some(({ kind }) => kind !== first.kind)) return [];
  const together: Together<JobKind> | undefined = TOGETHER[first.kind];
  return spanned(items, async () => (await together?.(tx, items, outside)) ?? []);
}

/** A span in each of the traces that owe these: each tells of the time that all of them took. What they owe in turn begins a new one. */
const spanned = <T>(items: OpenItem[], work: () => Promise<T>): Promise<T> =>
  items.reduceRight(
    (inner, { kind, traceParent: parent }) =>
      parent === null ? inner : () => tracing.span(`job ${kind}`, { kind: 'consumer', parent }, inner),
    work,
  )();
