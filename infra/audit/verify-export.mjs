import { createReadStream, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { faultsOfEntry } from './chain.mjs';

// `node infra/audit/verify-export.mjs <folder>`: is an unpacked export of files what was given out, and do the histories in it
// hold? Asks no database and no network. Exit code 0: sound · 1: faults · 2: it could not look.

/**
 * @typedef {{ format: string, version: number, projects: { id: string, chain: string }[],
 *   files: { path: string, size: number, sha256: string }[] }} Manifest
 * @typedef {{ format: string, version: number, tenantId: string, chain: string, entries: { seq: number, at: string,
 *   actor: string | null, action: string, bodyHash: string, prevHash: string | null, hash: string, salt: string | null,
 *   body: unknown }[] }} Chain
 */

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error('verify-export: <folder into which the export was unpacked>');
  process.exitCode = 2;
}

async function main() {
  const folder = process.argv[2];
  if (!folder) throw new Error('which folder?');
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if (manifest.format !== 'querraum-export' || manifest.version !== 1) throw new Error('not an export that this reads');
  const faults = [];
  for (const file of manifest.files) faults.push(...(await faultsOfFile(folder, file)));
  let entries = 0;
  for (const { id, chain } of manifest.projects) {
    /** @type {Chain} */
    const read = JSON.parse(readFileSync(inside(folder, chain), 'utf8'));
    if (read.chain !== id) faults.push(`${chain}: is the history of another project`);
    entries += read.entries.length;
    faults.push(...faultsOfChain(read));
  }
  for (const fault of faults) console.log(`FAULT ${fault}`);
  const figures = `${manifest.files.length} files, ${entries} entries of ${manifest.projects.length} histories`;
  console.log(`verify-export: ${faults.length === 0 ? 'sound' : `${faults.length} FAULTS`}, ${figures}`);
  return faults.length === 0 ? 0 : 1;
}

/** @param {string} folder @param {string} path */
function inside(folder, path) {
  const full = resolve(folder, path);
  if (!full.startsWith(resolve(folder) + sep)) throw new Error(`${path} leaves the folder`);
  return full;
}

/** @param {string} folder @param {Manifest['files'][number]} file */
async function faultsOfFile(folder, { path, sha256 }) {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(inside(folder, path)), hash);
  } catch (error) {
    return [`${path}: ${error instanceof Error ? error.message : error}`];
  }
  return hash.digest('hex') === sha256 ? [] : [`${path}: was changed`];
}

/** Words that were deleted by rule leave no salt; of one history they are all there or none is. @param {Chain} read */
function faultsOfChain({ tenantId, chain, entries }) {
  const isErased = entries.length > 0 && entries.every(({ salt }) => salt === null);
  const faults = [];
  /** @type {import('./chain.mjs').Head} */
  let before = { seq: 0, hash: null };
  for (const { seq, at, actor, action, bodyHash, prevHash, hash, salt, body } of entries) {
    const bytes = (/** @type {string} */ text) => Buffer.from(text, 'hex');
    const entry = {
      ...{ tenant_id: tenantId, chain, seq, at: new Date(at), actor, action, body, body_hash: bytes(bodyHash) },
      ...{ prev_hash: prevHash === null ? null : bytes(prevHash), hash: bytes(hash) },
      salt: salt === null ? null : bytes(salt),
    };
    faults.push(...faultsOfEntry(entry, before, isErased));
    before = { seq, hash: entry.hash };
  }
  return faults;
}
