import { readFileSync } from 'node:fs';

/** What `infra/dev/bench.mjs` has started for this run. */
export interface Machine {
  apiPort: number;
  /** As a superuser: seeds what the inbox holds and looks past every policy at the end. */
  databaseUrl: string;
  issuer: string;
  processes: { API: number; worker: number; PostgreSQL: number };
  /** Ports, where memory is looked into (`--soak`). */
  inspectors?: { API: number; worker: number };
  organisationFile: string;
  /** How a further worker is started. */
  anotherWorker: { program: string; args: string[]; cwd: string; env: Record<string, string>; readyUrl: string };
}

export function readMachine(): Machine {
  const file = process.env.BENCH_MACHINE;
  if (file === undefined) throw new Error('start it with: npm run bench');
  return JSON.parse(readFileSync(file, 'utf8')) as Machine;
}
