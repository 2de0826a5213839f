import type pg from 'pg';

export interface Statements {
  /** Of the API, with begin and commit. */
  perRun: number;
  /** Milliseconds of execution in the database. */
  msPerRun: number;
  /** Those that take most, first. */
  most: { text: string; perRun: number; msPerRun: number }[];
}

/** Counts what the API asks the database from now on; needs pg_stat_statements, which `infra/dev/bench.mjs` loads. */
export async function beginCounting(database: pg.Client): Promise<void> {
  await database.query('create extension if not exists pg_stat_statements');
  await database.query('select pg_stat_statements_reset()');
}

export async function countedStatements(database: pg.Client, runs: number): Promise<Statements> {
  const { rows } = await database.query<{ text: string; calls: number; ms: number }>(
    `select left(regexp_replace(query, '\\s+', ' ', 'g'), 100) as text, calls::float8, total_exec_time as ms
     from pg_stat_statements where userid = 'app_api'::regrole order by total_exec_time desc`,
  );
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0) / runs;
  return {
    perRun: sum(({ calls }) => calls),
    msPerRun: sum(({ ms }) => ms),
    most: rows.slice(0, 12).map(({ text, calls, ms }) => ({ text, perRun: calls / runs, msPerRun: ms / runs })),
  };
}
