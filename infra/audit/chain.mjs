import { createHash } from 'node:crypto';

// How a chain is made (docs/adr/0008), written a second time on purpose: whoever audits need not trust the application.

/**
 * RFC 8785 for what stands in the audit: sorted keys, JSON's own numbers and strings.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

/** @param {(Buffer | string)[]} parts */
export function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * @typedef {{ tenant_id: string, chain: string, seq: number, at: Date, actor: string | null, action: string, body_hash: Buffer,
 *   prev_hash: Buffer | null, hash: Buffer, salt: Buffer | null, body: unknown }} Entry
 * @typedef {{ seq: number, hash: Buffer | null }} Head
 */

/** @param {Buffer | null} previous @param {Omit<Entry, 'tenant_id' | 'prev_hash' | 'hash' | 'salt' | 'body'>} entry */
export function entryHash(previous, { chain, seq, at, actor, action, body_hash }) {
  const text = canonical({ chain, seq, at: at.toISOString(), actor, action, bodyHash: body_hash.toString('hex') });
  return sha256(previous ?? '', text);
}

/** @param {Buffer} salt @param {unknown} body */
export const bodyHash = (salt, body) => sha256(salt, canonical(body));

/**
 * What is wrong with an entry, seen from the one before it.
 * @param {Entry} entry
 * @param {Head} before
 * @param {boolean} isErased whether the words of its chain were deleted by rule
 * @returns {string[]}
 */
export function faultsOfEntry(entry, before, isErased = false) {
  const where = `entry ${entry.seq} of chain ${entry.chain}`;
  const faults = [];
  if (entry.seq !== before.seq + 1) faults.push(`${where}: follows number ${before.seq}`);
  if (!isSame(entry.prev_hash, before.hash)) faults.push(`${where}: does not bind the one before it`);
  if (!entryHash(entry.prev_hash, entry).equals(entry.hash)) faults.push(`${where}: its hash is that of another entry`);
  if (entry.salt === null) faults.push(...(isErased ? [] : [`${where}: its words are gone`]));
  else if (!bodyHash(entry.salt, entry.body).equals(entry.body_hash)) faults.push(`${where}: its words were changed`);
  return faults;
}

/** @param {Buffer | null} one @param {Buffer | null} other */
export const isSame = (one, other) => (one === null || other === null ? one === other : one.equals(other));

/**
 * Root of a Merkle tree as in RFC 6962, 2.1.
 * @param {Buffer[]} leaves
 * @returns {Buffer}
 */
export function merkleRoot(leaves) {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}
