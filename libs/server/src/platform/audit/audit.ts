import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Transaction } from '../database/transaction';

export interface AuditRecord {
  /** What happened, `project.created` or `run.seatAnswered`. */
  action: string;
  /** The person, `null` for the system. */
  actor: string | null;
  at: Date;
  body: Record<string, unknown>;
}

const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** SHA-256 over the previous hash and the canonical JSON (RFC 8785) of the entry. */
export function entryHash(
  prevHash: Buffer | null,
  entry: { chain: string; seq: number; at: Date; actor: string | null; action: string; bodyHash: Buffer },
): Buffer {
  const { chain, seq, at, actor, action, bodyHash } = entry;
  const text = canonicalize({ chain, seq, at: at.toISOString(), actor, action, bodyHash: bodyHash.toString('hex') });
  return sha256(prevHash ?? Buffer.alloc(0), text ?? '');
}

export const bodyHashOf = (salt: Buffer, body: unknown): Buffer => sha256(salt, canonicalize(body) ?? '');

/**
 * Appends to the chain of a project (or of a tenant), in the transaction of what it tells.
 * The head's row lock orders the entries; the words lie apart, so that the chain survives their deletion.
 */
export async function appendAudit(
  tx: Transaction,
  tenantId: string,
  chain: string,
  records: AuditRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await tx.rows('insert into audit_chain (tenant_id, chain) values ($1, $2) on conflict do nothing', [tenantId, chain]);
  const [head] = await tx.rows<{ head_seq: string; head_hash: Buffer | null }>(
    'select head_seq, head_hash from audit_chain where tenant_id = $1 and chain = $2 for update',
    [tenantId, chain],
  );
  let seq = Number(head?.head_seq ?? 0);
  let prevHash = head?.head_hash ?? null;
  const entries = records.map(({ action, actor, at, body }) => {
    seq += 1;
    const salt = randomBytes(16);
    const bodyHash = bodyHashOf(salt, body);
    const hash = entryHash(prevHash, { chain, seq, at, actor, action, bodyHash });
    const entry = { seq, at: at.toISOString(), actor, action, body, salt, bodyHash, prevHash, hash };
    prevHash = hash;
    return entry;
  });
  const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;
  const rows = JSON.stringify(
    entries.map((entry) => ({
      ...entry,
      salt: hex(entry.salt),
      bodyHash: hex(entry.bodyHash),
      prevHash: hex(entry.prevHash),
      hash: hex(entry.hash),
    })),
  );
  await tx.rows(
    `with given as (
       select * from jsonb_to_recordset($3::jsonb) as r(seq bigint, at timestamptz, actor uuid, action text, body jsonb,
         salt text, "bodyHash" text, "prevHash" text, hash text)
     ), entered as (
       insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
       select $1, $2, seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex') from given
     )
     insert into audit_body (tenant_id, chain, seq, salt, body)
     select $1, $2, seq, decode(salt, 'hex'), body from given`,
    [tenantId, chain, rows],
  );
  await tx.rows('update audit_chain set head_seq = $3, head_hash = $4 where tenant_id = $1 and chain = $2', [
    tenantId,
    chain,
    seq,
    prevHash,
  ]);
}
