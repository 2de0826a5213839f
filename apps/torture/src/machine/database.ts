import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const PATIENCE_MS = 60_000;

/** Looks into the database past every policy, as a superuser; a killed server is waited for. */
export class Database {
  #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 3, connectionTimeoutMillis: 5000 });
    this.#pool.on('error', () => undefined);
    // A connection that dies while somebody has it tells its holder by the failed query.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async rows<T extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
      try {
        return (await this.#pool.query<T>(sql, parameters)).rows;
      } catch (error) {
        if (isFaultOfQuery(error) || Date.now() > end) throw error;
      }
    }
  }

  async one<T extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<T> {
    const [row] = await this.rows<T>(sql, parameters);
    if (!row) throw new Error(`no row: ${sql}`);
    return row;
  }

  /** What a query would find after a change that is taken back at once, past every rule of the schema. */
  async rowsAfter(change: string, sql: string): Promise<pg.QueryResultRow[]> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      await client.query(change);
      return (await client.query<pg.QueryResultRow>(sql)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  /** Holds what this query locks for so long, as somebody would who forgot to commit. */
  async holdFor(milliseconds: number, sql: string): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      await client.query(sql);
      await sleep(milliseconds);
    } finally {
      await client.query('rollback').catch(() => undefined);
      client.release();
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** The server answered and refused; everything of class 57 and 08 means that it is going down, away or coming up. */
const isFaultOfQuery = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !/^(57|08)/.test(error.code ?? '');
