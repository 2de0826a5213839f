import type { Database } from '../machine/database.ts';
import { OF_NOBODY_ALONE, type Touched } from './touched.ts';

/** By the name of the transaction: how many rows of which table it inserted, updated and deleted. */
export type Transactions = ReadonlyMap<string, Touched>;

const NAME = 'torture';
/** What committed since the last look, as PostgreSQL would tell a replica: kind of change and table stand at the front of each. */
const CHANGES = `
  with told as (
    select xid, get_byte(data, 0) as what, ('x' || encode(substr(data, 2, 4), 'hex'))::bit(32)::bigint::oid as relation
    from pg_logical_slot_get_binary_changes('${NAME}', null, null, 'proto_version', '1', 'publication_names', '${NAME}')
  )
  select told.xid::text as xid, relname as name,
    (count(*) filter (where chr(what) = 'I') - count(*) filter (where chr(what) = 'D'))::int as more, count(*)::int as written
  from told join pg_class on pg_class.oid = relation
  where chr(what) in ('I', 'U', 'D') and not relname = any ($1) group by 1, 2`;

/**
 * Reads along what every transaction of the product writes, as a replica would: no table can be forgotten, and no row is
 * counted for another transaction than the one that wrote it, however many commit at once.
 */
export class ReadAlong {
  readonly #database: Database;
  #since = new Map<string, Map<string, { more: number; written: number }>>();

  private constructor(database: Database) {
    this.#database = database;
  }

  static async open(database: Database): Promise<ReadAlong> {
    await database.rows(`create publication ${NAME} for all tables`);
    await database.rows(`select pg_create_logical_replication_slot('${NAME}', 'pgoutput')`);
    return new ReadAlong(database);
  }

  /** From here on. */
  async begin(): Promise<void> {
    await this.since();
    this.#since = new Map();
  }

  async since(): Promise<Transactions> {
    const changes = await this.#database.rows<{ xid: string; name: string; more: number; written: number }>(CHANGES, [
      OF_NOBODY_ALONE,
    ]);
    for (const { xid, name, more, written } of changes) {
      const touched = this.#since.get(xid) ?? new Map<string, { more: number; written: number }>();
      this.#since.set(xid, touched.set(name, { more, written }));
    }
    return this.#since;
  }

  /** Which transaction keeps the answer under which key. */
  async byKey(keys: string[]): Promise<Map<string, string>> {
    const rows = await this.#database.rows<{ key: string; xid: string }>(
      'select key::text as key, xmin::text as xid from idempotency where key = any ($1::uuid[])',
      [keys],
    );
    return new Map(rows.map(({ key, xid }) => [key, xid]));
  }

  async close(): Promise<void> {
    await this.#database.rows(`select pg_drop_replication_slot('${NAME}')`);
    await this.#database.rows(`drop publication ${NAME}`);
  }
}
