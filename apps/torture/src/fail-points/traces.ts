import type { Database } from '../machine/database.ts';
import type { Touched } from './touched.ts';
import { ReadAlong } from './transactions.ts';

/**
 * What transactions leave behind, whatever they were for: no table can be forgotten, because the changes are read along. A
 * row counts once, however often it was written: `xmin` is the transaction that wrote it as it is now.
 */
export class Traces {
  readonly #database: Database;
  readonly #readAlong: ReadAlong;
  #from = '0';

  private constructor(database: Database, readAlong: ReadAlong) {
    this.#database = database;
    this.#readAlong = readAlong;
  }

  static async open(database: Database): Promise<Traces> {
    return new Traces(database, await ReadAlong.open(database));
  }

  close(): Promise<void> {
    return this.#readAlong.close();
  }

  /** From here on. */
  async begin(): Promise<void> {
    await this.#readAlong.begin();
    const { from } = await this.#database.one<{ from: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as from',
    );
    this.#from = from;
  }

  /** Since `begin`. */
  async since(): Promise<Touched> {
    const more = new Map<string, number>();
    for (const touched of (await this.#readAlong.since()).values())
      for (const [name, one] of touched) more.set(name, (more.get(name) ?? 0) + one.more);
    const lines = await this.#written([...more.keys()]);
    return new Map(
      lines
        .map(({ name, written }) => [name, { more: more.get(name) ?? 0, written }] as const)
        .filter(([, line]) => line.more !== 0 || line.written > 0),
    );
  }

  async #written(tables: string[]): Promise<{ name: string; written: number }[]> {
    if (tables.length === 0) return [];
    const counts = tables.map(
      (name) => `select '${name}' as name, count(*)::int as written from "${name}" where xmin::text::bigint >= $1`,
    );
    return this.#database.rows(counts.join(' union all '), [this.#from]);
  }
}
