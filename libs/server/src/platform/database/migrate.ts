import { setTimeout as sleep } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, QueryFailedError, type QueryRunner } from 'typeorm';
import { beginningOf, indexMadeBy, pauseAfter, StepNames, wayOf } from './migration-steps';

export interface Update {
  /** Hears of each statement that is carried out. */
  onStatement?: (migration: string, sql: string) => void;
  /** How long a lock is asked for, again and again, and another migrator waited for. */
  patienceMs?: number;
}

export interface Applied {
  name: string;
  milliseconds: number;
  /** Attempts that gave way because somebody else held what they needed. */
  gaveWay: number;
}

const PATIENCE_MS = 600_000;
const OTHER_MIGRATOR_MS = 250;
/** lock_not_available, deadlock_detected */
const PASSING = new Set(['55P03', '40P01']);

/**
 * Brings the schema up to date while people work (docs/adr/0073): each statement in a transaction of its own, which gives way
 * after some tenths of a second and comes again. What is done is noted with it, so that an update that was interrupted goes on.
 */
export async function migrate(source: DataSource, update: Update = {}): Promise<Applied[]> {
  const runner = source.createQueryRunner();
  const end = performance.now() + (update.patienceMs ?? PATIENCE_MS);
  try {
    await becomeTheOnlyOne(runner, end);
    const pending = await new MigrationExecutor(source, runner).getPendingMigrations();
    if (pending.length === 0) return [];
    // What is lost by a fall of the server is the end of the work together with the note that it is done.
    await runner.query('set synchronous_commit = off');
    await runner.query(TABLES);
    const applied: Applied[] = [];
    for (const { name, timestamp, instance } of pending) {
      if (!instance) throw new Error(`the migration ${name} has no class`);
      const began = performance.now();
      const steps = new Steps(runner, name, update);
      await steps.begin();
      await instance.up(steps.asRunner());
      await runner.query('begin; set local synchronous_commit = on');
      await runner.query('insert into migrations ("timestamp", name) values ($1, $2)', [timestamp, name]);
      await runner.query('delete from migration_step where migration = $1', [name]);
      await runner.query('commit');
      applied.push({ name, milliseconds: Math.round(performance.now() - began), gaveWay: steps.gaveWay });
    }
    await runner.query('drop table migration_step');
    return applied;
  } finally {
    await runner.query('reset all; select pg_advisory_unlock_all()').catch(() => undefined);
    await runner.release();
  }
}

const TABLES = `create table if not exists migrations
    (id serial primary key, "timestamp" bigint not null, name character varying not null);
  create table if not exists migration_step
    (migration text not null, step text not null, constraint "PK_migration_step" primary key (migration, step))`;

const NOTE = 'insert into migration_step (migration, step) values ($1, $2)';

interface LeftIndex {
  usable: boolean;
  drop: string;
}
const LEFT_INDEX = `select indisvalid as usable, format('drop index concurrently %s', indexrelid::regclass) as drop
  from pg_index where indexrelid = to_regclass(quote_ident($1))`;

const OPEN_FOR_LONG = `select format('%s, process %s, for %s s', coalesce(nullif(application_name, ''), usename, 'somebody'), pid,
    extract(epoch from clock_timestamp() - xact_start)::int) as who
  from pg_stat_activity where xact_start < clock_timestamp() - interval '1 second' and pid <> pg_backend_pid()
  order by xact_start limit 5`;

/**
 * One migrator at a time, however many start together. Asked for again and again: who stands waiting in a statement is waited for
 * by an index that is made concurrently, and both would wait for ever.
 */
async function becomeTheOnlyOne(runner: QueryRunner, end: number): Promise<void> {
  const ask = "select pg_try_advisory_lock(hashtext('querraum-migrations')) as had";
  while (!((await runner.query(ask)) as [{ had: boolean }])[0].had) {
    if (performance.now() > end) throw new Error('Another migration has been running all the time.');
    await sleep(OTHER_MIGRATOR_MS);
  }
}

/** The statements of one migration. */
class Steps {
  gaveWay = 0;
  readonly #names = new StepNames();
  #done = new Set<string>();

  constructor(
    private readonly runner: QueryRunner,
    private readonly migration: string,
    private readonly update: Update,
  ) {}

  async begin(): Promise<void> {
    const done: { step: string }[] = await this.runner.query('select step from migration_step where migration = $1', [
      this.migration,
    ]);
    this.#done = new Set(done.map(({ step }) => step));
  }

  /** The runner that the migration is given: all that it asks goes through here. */
  asRunner(): QueryRunner {
    const given = Object.create(this.runner) as QueryRunner;
    const query = (sql: string, parameters?: unknown[]) => this.#carryOut(sql, parameters);
    return Object.assign(given, { query });
  }

  async #carryOut(sql: string, parameters?: unknown[]): Promise<unknown> {
    const way = wayOf(sql);
    if (way === 'read') return this.runner.query(sql, parameters);
    const step = this.#names.of(sql, parameters);
    if (this.#done.has(step)) return undefined;
    this.update.onStatement?.(this.migration, sql);
    const note = () => this.runner.query(NOTE, [this.migration, step]);
    if (way === 'alone') {
      await this.#insistently(sql, () => this.#alone(sql));
      await note();
      return undefined;
    }
    return this.#insistently(sql, async (attempt) => {
      try {
        await this.runner.query(beginningOf(attempt));
        // First, so that nothing else is done while the statement's locks are held.
        await note();
        await this.runner.query(sql, parameters);
        await this.runner.query('commit');
      } catch (error) {
        // Where the connection is gone, so is the transaction; why it went is what counts.
        await this.runner.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  }

  /** While it waits for transactions that have begun before, nobody waits for it. */
  async #alone(sql: string): Promise<void> {
    const index = indexMadeBy(sql);
    if (index !== undefined) {
      const [found]: LeftIndex[] = await this.runner.query(LEFT_INDEX, [index]);
      if (found?.usable === true) return;
      if (found) await this.runner.query(found.drop);
    }
    await this.runner.query("select set_config('lock_timeout', $1, false)", [Math.max(this.#patience, 1)]);
    await this.runner.query(sql);
  }

  async #insistently(sql: string, work: (attempt: number) => Promise<void>): Promise<void> {
    const end = performance.now() + this.#patience;
    for (let attempt = 1; ; attempt += 1)
      try {
        return await work(attempt);
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.gaveWay += 1;
        if (performance.now() > end) throw await this.#notHad(sql, error);
        await sleep(pauseAfter(attempt));
      }
  }

  async #notHad(sql: string, cause: unknown): Promise<Error> {
    const holders: { who: string }[] = await this.runner.query(OPEN_FOR_LONG);
    return new Error(
      `${this.migration} did not get the lock for: ${sql.trim().split('\n')[0]}\n` +
        `What is done stays done; the next start goes on here. Transactions that have been open for long: ` +
        (holders.map(({ who }) => who).join('; ') || 'none'),
      { cause },
    );
  }

  get #patience(): number {
    return this.update.patienceMs ?? PATIENCE_MS;
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof QueryFailedError && PASSING.has(String((error.driverError as { code?: unknown }).code));
