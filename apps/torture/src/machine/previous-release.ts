import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms, type Programs, root } from './build.ts';
import type { Processes } from './processes.ts';

const NAMED_IN = 'infra/previous-release';
const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: root, maxBuffer: 1_000_000_000 });

/** The commit that houses run when they update: the file names it. */
export const previousCommit = (): string => readFileSync(join(root, NAMED_IN), 'utf8').trim();

type Locked = Record<string, { version?: string }>;
const lockedIn = (folder: string): Locked =>
  (JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: Locked }).packages;

/** Whether every package that the other asks for is there in its very version. */
const haveAll = (there: Locked, asked: Locked): boolean =>
  Object.entries(asked).every(([name, { version }]) => name === '' || there[name]?.version === version);

/** Builds the previous release beside this one, with the packages that are there where they are the same. */
export async function buildPrevious(processes: Processes, directory: string): Promise<Programs> {
  const commit = previousCommit();
  const source = join(directory, 'previous');
  mkdirSync(source);
  let archive: Buffer;
  try {
    archive = git('archive', commit);
  } catch {
    throw new Error(`${NAMED_IN} names ${commit}, which this clone does not hold: a shallow clone has to fetch it.`);
  }
  execFileSync('tar', ['-x', '-C', source], { input: archive });
  if (haveAll(lockedIn(root), lockedIn(source))) symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  else await processes.run('npm-ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: source });
  return buildPrograms(processes, source, source);
}
