import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Children, endLeftBehind } from './children.mjs';
import { processIdentity } from './process-identity.mjs';
import { canReach, unprivilegedAccount } from './unprivileged.mjs';

const PREFIX = 'querraum-throwaway-';

/** The temporary folder, unless it is root's own: the database's account has to get in. */
function temporaryFolder() {
  const account = unprivilegedAccount();
  return account && !canReach(tmpdir(), account) ? '/var/tmp' : tmpdir();
}

/** A temporary folder with its own processes; what killed predecessors left is cleared first. */
export async function openThrowaway() {
  const folder = temporaryFolder();
  await clearLeftBehind(folder);
  const directory = mkdtempSync(join(folder, PREFIX));
  chmodSync(directory, 0o711);
  const owner = { pid: process.pid, identity: processIdentity(process.pid) };
  const draft = join(directory, 'owner.new');
  writeFileSync(draft, JSON.stringify(owner));
  renameSync(draft, join(directory, 'owner.json'));
  const children = new Children(directory);
  const close = async () => {
    await children.stopAll();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  return { directory, children, close };
}

/** @param {string} folder */
async function clearLeftBehind(folder) {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(folder, name);
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
