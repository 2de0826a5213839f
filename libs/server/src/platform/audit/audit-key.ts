import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Config } from '../config';

/** With what an installation signs whatever lies outside of its database. */
export interface AuditKey {
  id: string;
  key: KeyObject;
}

/** What lies outside of the database, with its signature in hexadecimal. An unsigned one has neither key nor signature. */
export interface Seal {
  keyId: string | null;
  signature: string | null;
}

/** The key that AUDIT_SIGNING_KEY holds; its id is the beginning of the public key's digest. */
export function auditKey({ AUDIT_SIGNING_KEY }: Pick<Config, 'AUDIT_SIGNING_KEY'>): AuditKey | undefined {
  if (AUDIT_SIGNING_KEY === undefined) return undefined;
  const key = createPrivateKey(AUDIT_SIGNING_KEY);
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { id: createHash('sha256').update(spki).digest('hex').slice(0, 16), key };
}

/** As it is signed (RFC 8785): whoever verifies needs no more than the fields. */
export const canonicalText = (what: object): string => canonicalize(what) ?? '';

export const signatureOf = (text: string, key: AuditKey | undefined): Buffer | null =>
  key ? sign(null, Buffer.from(text), key.key) : null;

/** An instant as it is signed, in SQL: ISO 8601 in UTC with milliseconds. */
export const signedInstant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
