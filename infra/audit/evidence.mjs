import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from './chain.mjs';

// What is known of the audit outside of the database: the folder of checkpoints, single ones that somebody has kept, and the public keys.

/**
 * @typedef {{ version: number, number: number, epoch: number, at: string, chains: number, entries: number, root: string,
 *   changed: string, previous: string | null }} Checkpoint
 * @typedef {{ checkpoint: Checkpoint, keyId: string | null, signature: string | null }} Sealed
 * @typedef {Sealed & { file: string }} SealedFile
 * @typedef {Sealed & { hash: string, isWritten: boolean }} SealedRow
 * @typedef {{ files?: SealedFile[], lookAgain?: () => SealedFile[], unreadable?: string[], witnesses?: SealedFile[], keys: Map<string, import('node:crypto').KeyObject>, epoch: number }} Evidence
 */

/**
 * @param {string} directory
 * @returns {{ files: SealedFile[], unreadable: string[], lookAgain: () => SealedFile[] }} in the order in which they were written
 */
export function readFolder(directory) {
  const names = readdirSync(directory).filter((name) => /^checkpoint-.*\.json$/.test(name));
  const read = names.sort().map((file) => ({ file, sealed: sealedIn(readFileSync(join(directory, file), 'utf8')) }));
  return {
    files: read.flatMap(({ file, sealed }) => (sealed ? [{ file, ...sealed }] : [])),
    unreadable: read.flatMap(({ file, sealed }) => (sealed ? [] : [file])),
    lookAgain: () => readFolder(directory).files,
  };
}

/** @param {string} text @returns {Sealed | undefined} */
function sealedIn(text) {
  const sealed = parsed(text);
  return Number.isInteger(sealed?.checkpoint?.number) ? sealed : undefined;
}

/** What a file of the folder says; a fall may have torn it. @param {string} text */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {string[]} files that somebody has kept
 * @returns {SealedFile[]} in the order in which they were sealed
 */
export function readWitnesses(files) {
  const witnesses = files.map((file) => ({ file, ...JSON.parse(readFileSync(file, 'utf8')) }));
  return witnesses.sort(
    ({ checkpoint: one }, { checkpoint: other }) => one.epoch - other.epoch || one.number - other.number,
  );
}

/** @param {string[]} files public keys in PEM */
export function readKeys(files) {
  return new Map(
    files.map((file) => {
      const key = createPublicKey(readFileSync(file));
      if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is no Ed25519 key`);
      return [
        createHash('sha256')
          .update(key.export({ type: 'spki', format: 'der' }))
          .digest('hex')
          .slice(0, 16),
        key,
      ];
    }),
  );
}

/**
 * @param {object} what is signed
 * @param {{ keyId: string | null, signature: string | null }} seal
 * @param {Evidence['keys']} keys
 * @returns {string | undefined} why it is not believed
 */
export function doubtOf(what, { keyId, signature }, keys) {
  if (keyId === null || signature === null) return 'is not signed';
  const key = keys.get(keyId);
  if (!key) return `is signed by ${keyId}, a key that was not given (--key)`;
  const isSigned = verify(null, Buffer.from(canonical(what)), key, Buffer.from(signature, 'hex'));
  return isSigned ? undefined : 'its signature is wrong';
}
