import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';

/**
 * The keys of this installation; they outlive a restart, so that tokens already given out stay verifiable.
 * @param {string} file
 * @returns {Promise<{ jwks: { keys: import('jose').JWK[] }, cookieKeys: string[] }>}
 */
export async function readOrMakeKeys(file) {
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
    const made = { jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('hex')] };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
