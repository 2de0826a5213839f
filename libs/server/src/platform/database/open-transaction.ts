import type { PoolClient } from 'pg';
import { type DataSource, type EntityManager, QueryRunnerAlreadyReleasedError, type QueryRunner } from 'typeorm';
import { type Answer, type Asking, Journey } from './journey';
import { statement, type Statement } from './statement';
import type { Held, Transaction } from './transaction';

const BEGIN: Asking = { ...statement('begin', 'begin'), values: [] };
const COMMIT: Asking = { ...statement('commit', 'commit'), values: [] };
const CLOCK = statement('clock', 'select app.now() as now');

/**
 * Opens a transaction, commits it when the work is done, and leaves nothing of it when the work fails. `begin` and `commit`
 * travel with the statement beside them: nobody waits for them alone (docs/adr/0039).
 */
export async function inTransaction<T>(dataSource: DataSource, work: (tx: OpenTransaction) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const tx = new OpenTransaction(runner, (await runner.connect()) as PoolClient);
    try {
      const result = await work(tx);
      await tx.commit();
      return result;
    } catch (error) {
      await tx.rollback();
      throw tx.failure ?? error;
    }
  } finally {
    await runner.release();
  }
}

interface Waiting {
  asking: Asking;
  whenDone: (rows: never[]) => void;
}

/**
 * TypeORM lends the connection and its EntityManager; statements go straight to the connection. Its own way there knows no
 * names of statements and costs more than some of them.
 */
export class OpenTransaction implements Transaction {
  now = new Date(0);
  held: Held | null = null;
  readonly manager: EntityManager;
  /** What goes with the next journey: at first the beginning. */
  private waiting: Waiting[] = [{ asking: BEGIN, whenDone: () => undefined }];
  private hasBegun = false;
  /** Of what went along with another statement the first that failed: what comes after it says only that something has. */
  failure: unknown;

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {
    this.manager = runner.manager;
  }

  async rows<T>(sql: string | Statement, values: unknown[] = []): Promise<T[]> {
    const { rows } = await this.send(typeof sql === 'string' ? { text: sql, values } : { ...sql, values });
    return rows;
  }

  async lookAtClock(): Promise<void> {
    const [clock] = await this.rows<{ now: Date }>(CLOCK);
    if (clock) this.now = clock.now;
  }

  later<T>({ name, text }: Statement, values: unknown[], whenDone: (rows: T[]) => void = () => undefined): void {
    this.waiting.push({ asking: { name, text, values }, whenDone });
  }

  async commit(): Promise<void> {
    const { command } = await this.send(COMMIT);
    // A failed transaction is rolled back whatever is asked of it.
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
  }

  /** A connection that has died has rolled back. */
  async rollback(): Promise<void> {
    if (this.hasBegun && !this.runner.isReleased) await this.client.query('rollback').catch(() => undefined);
  }

  /** With what has waited for a statement that is waited for; the answer to that one. */
  private async send(asking: Asking): Promise<Answer> {
    if (this.runner.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const { waiting } = this;
    this.waiting = [];
    this.hasBegun = true;
    const journey = new Journey([...waiting.map((one) => one.asking), asking]);
    try {
      const answers = await journey.over(this.client);
      for (const [index, { whenDone }] of waiting.entries()) whenDone(answers[index]?.rows ?? []);
      return answers[waiting.length] ?? NOTHING;
    } catch (error) {
      if (journey.at < waiting.length) this.failure ??= error;
      throw error;
    }
  }
}

const NOTHING: Answer = { rows: [], command: '' };
