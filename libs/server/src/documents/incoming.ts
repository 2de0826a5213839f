import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STORAGE_KEY, type StoreConfig } from './byte-store';
import { isBucket } from './byte-store-for';

/** Beside the lasting place where that is a folder: what is kept is then only renamed. */
export const incomingFolder = (config: StoreConfig): string =>
  config.DOCUMENT_INCOMING ??
  (isBucket(config) ? join(tmpdir(), 'querraum-incoming') : join(config.DOCUMENT_STORE, 'incoming'));

/** Longer than anybody is at one. */
const DAY_MS = 86_400_000;

/**
 * Removes what came in and was left by a process that died. Others may share the folder, and receive, keep or remove
 * meanwhile; what bears another name than ours was not put there by us.
 */
export async function removeLeftBehind(folder: string, now: Date): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(nothingIfMissing([]))) {
    if (!entry.isFile() || !STORAGE_KEY.test(entry.name)) continue;
    const path = join(folder, entry.name);
    const file = await lstat(path).catch(nothingIfMissing(undefined));
    if (file && now.getTime() - file.mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}

const nothingIfMissing =
  <T>(nothing: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return nothing;
    throw error;
  };

const HOUR_MS = 3_600_000;

/**
 * Now and each hour, in every process: with a bucket the folder is one of its machine, where nobody else looks. By the clock of
 * the machine, as the files have it.
 */
export function sweepIncoming(
  store: { removeLeftBehind(now: Date): Promise<void> },
  clock: () => Date,
  warn: (error: unknown) => void,
): void {
  const sweep = () => void store.removeLeftBehind(clock()).catch(warn);
  sweep();
  setInterval(sweep, HOUR_MS).unref();
}
