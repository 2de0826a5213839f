import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';

/** @typedef {{ uid: number, gid: number }} Account */

/**
 * PostgreSQL refuses to run as root, so root lends it an account without rights.
 * @returns {Account | undefined} undefined when we are an ordinary user already
 */
export function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['nobody', 'postgres', 'daemon']) {
    const user = users.find(([name]) => name === wanted);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error('PostgreSQL läuft nicht als root, und es gibt kein Konto „nobody“, unter dem es laufen könnte.');
}

/**
 * Whether an account may walk down to a folder.
 * @param {string} folder existing
 * @param {Account} account
 */
export function canReach(folder, { uid, gid }) {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid: owner, gid: group } = statSync(path);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * A folder of ours that every account can reach, named after the place it stands in for.
 * @param {string} standsFor
 */
export function reachablePlace(standsFor) {
  const place = join('/var/tmp', `querraum-${createHash('sha256').update(standsFor).digest('hex').slice(0, 12)}`);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const found = lstatSync(place);
  // Anybody may create folders in /var/tmp: one that is not ours could be a trap.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${place} gehört einem anderen Konto.`);
  chmodSync(place, 0o755);
  return place;
}
