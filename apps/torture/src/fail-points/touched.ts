import type { Database } from '../machine/database.ts';

/** By table: rows that are there more or fewer, and rows that were written. */
export type Touched = ReadonlyMap<string, { more: number; written: number }>;

interface Line {
  name: string;
  rows: number;
  written: number;
  by: string[] | null;
  [column: string]: unknown;
}

/**
 * What is nobody's alone: signs of life of processes, and what a house is like, noted under its hash by the first command
 * that is told of it. A command beside it that changes the house makes anybody the first.
 */
export const OF_NOBODY_ALONE = ['worker', 'house_facts'];

/**
 * What transactions leave behind, whatever they were for: looks at every table of the product, so that no table can be
 * forgotten. `xmin` is the transaction that wrote the row as it is now.
 */
export class Traces {
  #database: Database;
  #sql: string;
  #rows = new Map<string, number>();
  #from = '0';

  private constructor(database: Database, tables: string[]) {
    this.#database = database;
    this.#sql = tables
      .map(
        (name) => `select '${name}' as name, count(*)::int as rows,
          count(*) filter (where xmin::text::bigint >= $1)::int as written,
          array_agg(distinct xmin::text) filter (where xmin::text::bigint >= $1) as by from "${name}"`,
      )
      .join(' union all ');
  }

  static async open(database: Database): Promise<Traces> {
    const tables = await database.rows<{ name: string }>(
      `select relname as name from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and not relname = any ($1) order by 1`,
      [OF_NOBODY_ALONE],
    );
    return new Traces(
      database,
      tables.map(({ name }) => name),
    );
  }

  /** From here on. */
  async begin(): Promise<void> {
    const { from } = await this.#database.one<{ from: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as from',
    );
    this.#from = from;
    this.#rows = new Map((await this.#look()).map(({ name, rows }) => [name, rows]));
  }

  /** Since `begin`; `transactions` counts those whose rows are still as they wrote them. */
  async since(): Promise<{ touched: Touched; transactions: number }> {
    const lines = await this.#look();
    const touched = new Map(
      lines
        .map(({ name, rows, written }) => [name, { more: rows - (this.#rows.get(name) ?? 0), written }] as const)
        .filter(([, { more, written }]) => more !== 0 || written > 0),
    );
    return { touched, transactions: new Set(lines.flatMap(({ by }) => by ?? [])).size };
  }

  #look(): Promise<Line[]> {
    return this.#database.rows<Line>(this.#sql, [this.#from]);
  }
}

export const inWords = (touched: Touched): string =>
  [...touched].map(([name, { more, written }]) => `${name} ${more >= 0 ? '+' : ''}${more}/${written}`).join(', ') ||
  'nothing';

export const areAlike = (one: Touched, other: Touched): boolean => {
  const lines = (touched: Touched) =>
    [...touched].map(([name, { more, written }]) => `${name} ${more} ${written}`).sort();
  return JSON.stringify(lines(one)) === JSON.stringify(lines(other));
};
