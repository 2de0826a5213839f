import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface FloorFigures {
  perSecond: number;
  meanMs: number;
}

const PROGRAM = 'pgbench';

/** What to do where there is none, or `undefined`. */
export function missingPgbench(): string | undefined {
  return spawnSync(PROGRAM, ['--version']).status === 0
    ? undefined
    : 'no floor: pgbench is not installed (Debian: apt-get install postgresql-contrib); ratios are left out';
}

/** Runs a script over and over: the floor under what the product does, on the same PostgreSQL in the same minute. */
export async function pgbench(
  databaseUrl: string,
  script: string,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<FloorFigures> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl);
  const child = spawn(
    PROGRAM,
    [
      ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=1', `--time=${seconds}`],
      ...[`--file=${join(import.meta.dirname, 'floor', script)}`],
      ...[`--host=${hostname}`, `--port=${port}`, `--username=${username}`, pathname.slice(1)],
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`pgbench ended with ${code}\n${chunks.join('')}`);
  return readReport(chunks.join(''));
}

export function readReport(report: string): FloorFigures {
  const figure = (pattern: RegExp) => Number(pattern.exec(report)?.[1] ?? NaN);
  const perSecond = figure(/^tps = ([\d.]+)/m);
  const meanMs = figure(/^latency average = ([\d.]+) ms/m);
  if (!(perSecond > 0)) throw new Error(`pgbench reported no figure:\n${report}`);
  return { perSecond, meanMs };
}
