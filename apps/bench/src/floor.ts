import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Machine } from './machine.ts';
import { type FloorFigures, pgbench } from './pgbench.ts';
import { processorMs } from './processor-time.ts';

/** The floor with what it costs the database, in milliseconds of processor time each. */
export type Floor = FloorFigures & { processorMs: number };
interface Load {
  clients: number;
  seconds: number;
}

export async function prepareFloor(database: pg.Client): Promise<void> {
  const tables = readFileSync(join(import.meta.dirname, 'floor/tables.sql'), 'utf8');
  await database.query(tables);
}

export const floorOfRuns = (machine: Machine, load: Load): Promise<Floor> => measure(machine, 'run.sql', load);
export const floorOfInbox = (machine: Machine, load: Load): Promise<Floor> => measure(machine, 'inbox.sql', load);

async function measure({ databaseUrl, processes }: Machine, script: string, load: Load): Promise<Floor> {
  const before = processorMs(processes.PostgreSQL) ?? NaN;
  const figures = await pgbench(databaseUrl, script, load);
  const used = (processorMs(processes.PostgreSQL) ?? NaN) - before;
  return { ...figures, processorMs: used / (figures.perSecond * load.seconds) };
}
