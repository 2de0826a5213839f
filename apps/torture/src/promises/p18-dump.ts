import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../machine/database.ts';
import { Postgres } from '../machine/postgres.ts';
import type { Processes } from '../machine/processes.ts';
import { startRun, type Verdict, type World } from '../world.ts';
import { orphans } from './p18-restore.ts';
import { type Disaster, fsck } from './p18-rise.ts';

export interface Move {
  processes: Processes;
  directory: string;
  /** A PostgreSQL with pg_dump and pg_restore. */
  tools: string;
  checkpoints: Disaster['checkpoints'];
}

/**
 * P18, the other way: a house moves with pg_dump into an empty cluster, while people work. What arrives is, row for row, what the
 * instant of the dump knew, its audit is sound and no row lacks its other half.
 */
export async function dumpIsWhole(world: World, { processes, directory, tools, checkpoints }: Move): Promise<Verdict> {
  const { postgres } = world.product;
  const dump = join(directory, 'querraum.dump');
  const program = (name: string, ...args: string[]) => processes.run(name, join(tools, 'bin', name), args);
  const began = performance.now();
  const here = await connected(postgres);
  await here.query('begin isolation level repeatable read read only');
  const { rows } = await here.query<{ id: string }>('select pg_export_snapshot() as id');
  const sent = await contents(here);
  // What comes after the instant does not count, and is not in the way.
  const meanwhile = startRun(world, 188_000);
  await program('pg_dump', '-Fc', `--snapshot=${rows[0]?.id}`, `--file=${dump}`, postgres.url());
  await here.end();
  await meanwhile;

  const house = join(directory, 'elsewhere');
  mkdirSync(house);
  chmodSync(house, 0o755);
  const elsewhere = await Postgres.create(processes, house, { folder: tools });
  await program('pg_restore', '--exit-on-error', '--dbname', elsewhere.url(), dump);
  const there = await connected(elsewhere);
  const arrived = await contents(there);
  await there.end();
  const seconds = (performance.now() - began) / 1000;

  const broken = [...new Set([...sent.keys(), ...arrived.keys()])]
    .filter((table) => sent.get(table)?.hash !== arrived.get(table)?.hash)
    .map(
      (table) =>
        `${table}: ${sent.get(table)?.count ?? 'no'} rows were sent, others arrived (${arrived.get(table)?.count ?? 'none'})`,
    );
  const audit = await fsck(elsewhere, checkpoints);
  const database = new Database(elsewhere.url());
  broken.push(...audit.faults, ...(await orphans(database)));
  await database.close();
  const count = [...arrived.values()].reduce((sum, table) => sum + table.count, 0);
  return {
    figures:
      `${count} rows of ${arrived.size} tables arrived as they were sent, ${(statSync(dump).size / 1e6).toFixed(1)} MB, ` +
      `dump and restore in ${seconds.toFixed(1)} s, ${audit.summary}`,
    broken,
  };
}

async function connected(postgres: Postgres): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  return client;
}

/** How many rows each table has, and a hash of all of them. */
async function contents(client: pg.Client): Promise<Map<string, { count: number; hash: string }>> {
  const { rows: tables } = await client.query<{ name: string; ask: string }>(
    `select schemaname || '.' || tablename as name,
       format('select count(*)::int as count, coalesce(md5(string_agg(md5(t::text), '''' order by md5(t::text))), '''') as hash from %I.%I t',
         schemaname, tablename) as ask
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found = new Map<string, { count: number; hash: string }>();
  for (const { name, ask } of tables) {
    const { rows } = await client.query<{ count: number; hash: string }>(ask);
    for (const row of rows) found.set(name, row);
  }
  return found;
}
