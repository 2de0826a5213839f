import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { statement } from '../database/statement';
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

/** Where a chain ends: the number of its last entry and that entry's hash. */
export interface ChainHead {
  seq: number;
  hash: Buffer | null;
}

const SALT_BYTES = 16;

const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;

/** The next entries of a chain, as rows for the database, and where it ends with them. */
export function nextEntries(chain: string, { seq, hash }: ChainHead, records: AuditRecord[]) {
  let head: ChainHead = { seq, hash };
  const salts = randomBytes(records.length * SALT_BYTES);
  const rows = records.map(({ action, actor, at, body }, index) => {
    const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
    const bodyHash = bodyHashOf(salt, body);
    const entry = { chain, seq: head.seq + 1, at, actor, action, bodyHash };
    const prevHash = head.hash;
    head = { seq: entry.seq, hash: entryHash(prevHash, entry) };
    return {
      ...{ seq: entry.seq, at: at.toISOString(), actor, action, body },
      ...{ salt: hex(salt), bodyHash: hex(bodyHash), prevHash: hex(prevHash), hash: hex(head.hash) },
    };
  });
  return { rows, head };
}

/** For `json_to_recordset` over these rows. */
export const ENTRY_COLUMNS = `seq bigint, at timestamptz, actor uuid, action text, body jsonb, salt text, "bodyHash" text,
  "prevHash" text, hash text`;

const LOCK_HEAD = statement(
  'lockHead',
  'select head_seq::float8 as seq, head_hash as hash from audit_chain where tenant_id = $1 and chain = $2 for update',
);
const BEGIN_CHAIN = 'insert into audit_chain (tenant_id, chain) values ($1, $2) on conflict do nothing';
const APPEND = statement(
  'appendAudit',
  `with given as (
     select * from json_to_recordset($3::json) as r(${ENTRY_COLUMNS})
   ), entered as (
     insert into audit_entry (tenant_id, chain, seq, at, actor, action, body_hash, prev_hash, hash)
     select $1, $2, seq, at, actor, action, decode("bodyHash", 'hex'), decode("prevHash", 'hex'), decode(hash, 'hex') from given
   ), moved as (
     update audit_chain set head_seq = $4, head_hash = $5 where tenant_id = $1 and chain = $2
   )
   insert into audit_body (tenant_id, chain, seq, salt, body)
   select $1, $2, seq, decode(salt, 'hex'), body from given`,
);

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
  const { rows, head } = nextEntries(chain, await lockedHead(tx, tenantId, chain), records);
  await tx.rows(APPEND, [tenantId, chain, JSON.stringify(rows), head.seq, head.hash]);
}

async function lockedHead(tx: Transaction, tenantId: string, chain: string): Promise<ChainHead> {
  const [known] = await tx.rows<ChainHead>(LOCK_HEAD, [tenantId, chain]);
  if (known) return known;
  await tx.rows(BEGIN_CHAIN, [tenantId, chain]);
  const [head] = await tx.rows<ChainHead>(LOCK_HEAD, [tenantId, chain]);
  return head ?? { seq: 0, hash: null };
}
