import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Processes } from './processes.ts';

export const root = resolve(import.meta.dirname, '../../../..');

export interface Programs {
  api: string;
  worker: string;
  migrate: string;
  seed: string;
}

/**
 * Builds api and worker where Nx has no current build of them, and copies what it built: a run starts its programs
 * again and again, and must find the same ones when somebody builds in the meantime.
 */
export async function buildPrograms(processes: Processes, directory: string, from = root): Promise<Programs> {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const args = [nx, 'run-many', '-t', 'build', '-p', 'api,worker', '--output-style=static'];
  const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', FORCE_COLOR: '0' };
  await processes.run('build', process.execPath, args, { cwd: from, env });
  const programs = join(directory, 'programs');
  mkdirSync(programs, { recursive: true });
  for (const app of ['api', 'worker']) cpSync(join(from, 'dist/apps', app), join(programs, app), { recursive: true });
  symlinkSync(join(from, 'node_modules'), join(programs, 'node_modules'));
  return {
    api: join(programs, 'api/main.mjs'),
    migrate: join(programs, 'api/migrate.mjs'),
    seed: join(programs, 'api/seed.mjs'),
    worker: join(programs, 'worker/main.mjs'),
  };
}
