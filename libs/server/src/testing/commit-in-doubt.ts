import type { DataSource } from 'typeorm';
import { DomainError, type Transactions } from '../platform';

/**
 * A connection that breaks once the commit is sent: whoever asked is told so at once, and the database ends the transaction
 * when it is let. One command alone may break.
 */
export function commitInDoubt(transactions: Transactions) {
  const arrival = Promise.withResolvers<'commit' | 'rollback'>();
  let ended: Promise<unknown> = Promise.resolve();
  const command: Transactions['command'] = (caller, key, work) =>
    new Promise((_, reject) => {
      const sent = transactions.command(caller, key, async (tx) => {
        const answer = await work(tx);
        // Nothing of it is still to be sent.
        await tx.lookAtClock();
        reject(new DomainError('busy'));
        if ((await arrival.promise) === 'rollback') throw new DomainError('busy');
        return answer;
      });
      ended = sent.catch(reject);
    });
  return {
    breaking: Object.assign(Object.create(transactions) as Transactions, { command }),
    /** What the database makes of it. */
    async end(how: 'commit' | 'rollback'): Promise<void> {
      arrival.resolve(how);
      await ended;
    },
  };
}

/** Until this work has ended, or waits for a lock that others have as well. */
export async function untilItWaits(owner: DataSource, work: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  const end = () => (hasEnded = true);
  void work.then(end, end);
  while (!hasEnded && (await owner.query(WAITING)).length === 0);
}

const WAITING = `select 1 from pg_locks where locktype = 'advisory' and not granted
  and database = (select oid from pg_database where datname = current_database())`;

/** Asks until somebody in this database waits for a lock, whichever it is. */
export async function untilSomebodyWaits(owner: DataSource): Promise<void> {
  while ((await owner.query(SOMEBODY)).length === 0);
}

const SOMEBODY = `select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
  where not l.granted and a.datname = current_database()`;
