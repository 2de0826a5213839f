import type { Duplex } from 'node:stream';
import type { PoolClient, QueryResult } from 'pg';
import { type DataSource, type EntityManager, QueryRunnerAlreadyReleasedError, type QueryRunner } from 'typeorm';
import { statement, type Statement } from './statement';
import type { Held, Transaction } from './transaction';

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
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/**
 * TypeORM lends the connection and its EntityManager; statements go straight to the connection. Its own way there knows no
 * names of statements and costs more than some of them.
 */
export class OpenTransaction implements Transaction {
  now = new Date(0);
  held: Held | null = null;
  readonly manager: EntityManager;
  private last: { statement: Statement; values: unknown[] } | undefined;
  private readonly begun: Promise<unknown>;
  private readonly socket: Duplex;
  private isBeginOnItsWay = false;

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {
    this.manager = runner.manager;
    this.socket = (client as unknown as { connection: { stream: Duplex } }).connection.stream;
    this.socket.cork();
    this.begun = client.query('begin');
    // Whoever asks first hears of it.
    this.begun.catch(() => undefined);
  }

  async rows<T>(sql: string | Statement, values: unknown[] = []): Promise<T[]> {
    const asked = this.ask(typeof sql === 'string' ? { text: sql, values } : { ...sql, values });
    const [{ rows }] = await Promise.all([asked, this.begun]);
    return rows as T[];
  }

  async lookAtClock(): Promise<void> {
    const [clock] = await this.rows<{ now: Date }>(CLOCK);
    if (clock) this.now = clock.now;
  }

  /** The last statement of the transaction, sent together with the commit. */
  endWith(last: Statement, values: unknown[]): void {
    this.last = { statement: last, values };
  }

  async commit(): Promise<void> {
    this.letBeginGo();
    this.socket.cork();
    const last = this.last && this.ask({ ...this.last.statement, values: this.last.values });
    const commit = this.ask({ text: 'commit', values: [] });
    this.socket.uncork();
    const [, ended] = await Promise.all([last, commit, this.begun]);
    // A failed transaction is rolled back whatever is asked of it.
    if (ended.command !== 'COMMIT') throw new Error(`the transaction ended with ${ended.command}`);
  }

  /** A connection that has died has rolled back. */
  async rollback(): Promise<void> {
    this.letBeginGo();
    if (!this.runner.isReleased) await this.client.query('rollback').catch(() => undefined);
  }

  private ask(query: { text: string; name?: string; values: unknown[] }): Promise<QueryResult> {
    if (this.runner.isReleased) return Promise.reject(new QueryRunnerAlreadyReleasedError());
    const asked = this.client.query(query);
    this.letBeginGo();
    return asked;
  }

  private letBeginGo(): void {
    if (this.isBeginOnItsWay) return;
    this.isBeginOnItsWay = true;
    this.socket.uncork();
  }
}
