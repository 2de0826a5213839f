import {
  becauseOf,
  DomainError,
  tracing,
  workItems,
  type JobKind,
  type JobPayload,
  type OpenItem,
} from '@querraum/server';
import type { Transaction, Transactions } from '@querraum/server';
import { JOBS, type Job, type Later, type Outside, type TwoPhases } from './jobs';

const NOTHING_OUTSIDE: Outside = { mailServer: undefined };

/** What came of an item that was executed: for metrics. */
export interface Executed {
  kind: JobKind;
  outcome: 'done' | 'later' | 'failed' | 'givenUp';
  /** From the instant at which it was due to the transaction of its effect, in two phases the first; not of what failed. */
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
  const counted = <T>(work: () => Promise<T>, leasedUntil?: Date) =>
    countingFailure(transactions, { id, note, leasedUntil }, work);
  const start = () => counted(() => transactions.run((tx) => begin(tx, id, outside)));
  const first = await start();
  // Counted, and nobody has begun it yet.
  const begun = first?.isUnheard ? await start() : first;
  if (!begun) return false;
  const { executed, twoPhases } = begun;
  if (executed) note(executed);
  if (!twoPhases) return true;
  const rest = () => counted(() => finish(transactions, id, twoPhases, note), twoPhases.at);
  if (twoPhases.apart) twoPhases.apart(rest);
  else await rest();
  return true;
}

/** A store that is away is no fault of the work: it comes again, as a mail does when its server is away. */
const UNTIL_STORE_IS_BACK_MS = 5 * 60_000;

async function finish(
  transactions: Transactions,
  id: string,
  { act, at, begun, dueAt, whenAway }: TwoPhasesBegun,
  note: Note,
): Promise<void> {
  const end = await act().catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === 'documentStoreAway')) throw error;
    const because = inWords(error);
    return async (tx: Transaction) => {
      await whenAway?.(tx);
      return { at: new Date(tx.now.getTime() + UNTIL_STORE_IS_BACK_MS), because };
    };
  });
  const outcome = await transactions.run(async (tx) => {
    // Whoever has begun it anew since, because this one stood still for too long, says what becomes of it.
    const isOwn = await workItems.isLeasedUntil(tx, id, at);
    const rest = await end(tx, isOwn);
    if (!isOwn) return undefined;
    await settle(tx, { id, dueAt }, rest);
    return outcomeOf(rest);
  });
  if (outcome) note({ ...begun, outcome });
}

async function countingFailure<T>(
  transactions: Transactions,
  { id, note, leasedUntil }: { id: string; note: Note; leasedUntil: Date | undefined },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failed = await transactions.run((tx) => workItems.failed(tx, id, inWords(error), leasedUntil));
    if (failed) note({ kind: failed.kind, outcome: failed.isGivenUp ? 'givenUp' : 'failed' });
    throw error;
  }
}

/** As it is written down; whoever looks after the house sees what kept the database from it. */
function inWords(error: unknown): string {
  const because = error instanceof DomainError ? becauseOf(error) : undefined;
  const message = error instanceof Error ? error.message : String(error);
  return because === undefined ? message : `${message} (${because})`;
}

/** What is told of it once its second half says what became of it. */
interface TwoPhasesBegun extends TwoPhases {
  begun: Executed;
  /** Before it was leased. */
  dueAt: Date;
}

interface Begun {
  /** Counted alone. */
  isUnheard?: true;
  twoPhases?: TwoPhasesBegun;
  /** What came to its end; nothing of what is held for an operator. */
  executed?: Executed;
}

async function begin(tx: Transaction, id: string, outside: Outside): Promise<Begun | undefined> {
  const item = await workItems.open(tx, id);
  if (!item) return undefined;
  if (item.isUnheard) {
    const counted = await workItems.countUnheard(tx, id);
    return counted?.isGivenUp ? { executed: { kind: item.kind, outcome: 'givenUp' } } : { isUnheard: true };
  }
  if (await workItems.isHeld(tx, item)) return {};
  const beginning = { kind: 'consumer', parent: item.traceParent } as const;
  const rest = await tracing.span(`job ${item.kind}`, beginning, async () => {
    await tracing.stamp(tx);
    return runJob(tx, item.kind, item.payload, outside);
  });
  if (rest && 'act' in rest) {
    await workItems.lease(tx, id, rest.at);
    return { twoPhases: { ...rest, begun: executedOf(tx, item), dueAt: item.dueAt } };
  }
  await settle(tx, item, rest);
  return { executed: { ...executedOf(tx, item), outcome: outcomeOf(rest) } };
}

const outcomeOf = (later: Later | undefined): 'done' | 'later' => (later ? 'later' : 'done');

export const executedOf = (tx: Transaction, { kind, dueAt }: OpenItem): Executed => ({
  kind,
  outcome: 'done',
  lateSeconds: Math.max(0, tx.now.getTime() - dueAt.getTime()) / 1000,
});

const settle = (
  tx: Transaction,
  { id, dueAt }: Pick<OpenItem, 'id' | 'dueAt'>,
  later: Later | undefined,
): Promise<void> => (later ? workItems.postpone(tx, id, later.at, later.because) : workItems.done(tx, id, dueAt));

function runJob<K extends JobKind>(
  tx: Transaction,
  kind: K,
  payload: JobPayload<K>,
  outside: Outside,
): ReturnType<Job<K>> {
  const job: Job<K> = JOBS[kind];
  return job(tx, payload, outside);
}
