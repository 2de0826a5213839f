import type { PoolClient } from 'pg';
import { type EntityManager, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { statement, type Statement } from './statement';
import type { Held, Transaction } from './transaction';

const CLOCK = statement('clock', 'select app.now() as now');

/**
 * TypeORM opens and ends the transaction; what happens in it goes straight to the connection that it has taken. Its own way
 * there knows no names of statements and costs more than some of them (docs/adr/0039).
 */
export class OpenTransaction implements Transaction {
  now = new Date(0);
  held: Held | null = null;
  private client: PoolClient | undefined;

  constructor(readonly manager: EntityManager) {}

  async rows<T>(sql: string | Statement, values: unknown[] = []): Promise<T[]> {
    const { queryRunner } = this.manager;
    if (!queryRunner || queryRunner.isReleased) throw new QueryRunnerAlreadyReleasedError();
    this.client ??= (await queryRunner.connect()) as PoolClient;
    const { rows } = await this.client.query(typeof sql === 'string' ? { text: sql, values } : { ...sql, values });
    return rows as T[];
  }

  async lookAtClock(): Promise<void> {
    const [clock] = await this.rows<{ now: Date }>(CLOCK);
    if (clock) this.now = clock.now;
  }
}
