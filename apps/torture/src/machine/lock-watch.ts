import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';

const LOOKS_EVERY_MS = 20;
const MIGRATOR = 'querraum-owner';

interface Wait {
  seconds: number;
  /** Who waited for what, behind whom. */
  says: string;
}

/**
 * How long people waited for a lock, behind the migration or behind each other. The migrator itself may wait: what counts is
 * who stands behind it.
 */
export class LockWatch {
  readonly longest: Record<'migration' | 'people', Wait> = {
    migration: { seconds: 0, says: '' },
    people: { seconds: 0, says: '' },
  };
  #isOver = false;
  readonly #watching: Promise<void>;

  constructor(database: Database) {
    const watch = async () => {
      for (; !this.#isOver; await sleep(LOOKS_EVERY_MS))
        for (const { isMigration, ...wait } of await database.rows<Wait & { isMigration: boolean }>(WAITING, [
          MIGRATOR,
        ])) {
          const whose = isMigration ? 'migration' : 'people';
          if (wait.seconds > this.longest[whose].seconds) this.longest[whose] = wait;
        }
    };
    this.#watching = watch();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }
}

const WAITING = `select extract(epoch from clock_timestamp() - l.waitstart)::float8 as seconds,
    coalesce(b.names ? $1, false) as "isMigration",
    format('%s waits for %s %s: %s | behind %s', a.application_name, l.mode, coalesce(l.relation::regclass::text, l.locktype),
      left(a.query, 80), b.queries) as says
  from pg_locks l join pg_stat_activity a on a.pid = l.pid
  cross join lateral (
    select jsonb_agg(o.application_name) as names, string_agg(o.application_name || ': ' || left(o.query, 80), ', ') as queries
    from unnest(pg_blocking_pids(l.pid)) as blocking join pg_stat_activity o on o.pid = blocking) b
  where not l.granted and l.waitstart is not null and l.locktype <> 'advisory' and a.application_name <> $1`;
