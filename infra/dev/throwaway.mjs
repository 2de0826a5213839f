import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Children, endLeftBehind } from './children.mjs';
import { processIdentity } from './process-identity.mjs';

const PREFIX = 'querraum-throwaway-';

/** A temporary folder with its own processes; what killed predecessors left is cleared first. */
export async function openThrowaway() {
  await clearLeftBehind();
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(directory, 0o711);
  const owner = { pid: process.pid, identity: processIdentity(process.pid) };
  writeFileSync(join(directory, 'owner.json'), JSON.stringify(owner));
  const children = new Children(directory);
  const close = async () => {
    await children.stopAll();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  return { directory, children, close };
}

async function clearLeftBehind() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    const ownerFile = join(directory, 'owner.json');
    try {
      if (!existsSync(ownerFile)) continue;
      const { pid, identity } = JSON.parse(readFileSync(ownerFile, 'utf8'));
      if (processIdentity(pid) === identity) continue;
      await endLeftBehind(directory);
      rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      // Another account's leftovers are not ours to clear.
      if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
    }
  }
}

/**
 * Ends everything once, whatever ends us: a signal, or the work being done.
 * @param {() => Promise<void>} close
 */
export function closeOnSignal(close) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void close().finally(() => process.exit(130)));
  }
}
