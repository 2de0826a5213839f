import { createHash } from 'node:crypto';
import type { Transaction } from '../database/transaction';
import { type AuditKey, canonicalText, type Seal, signatureOf, signedInstant } from './audit-key';
import { merkleRoot } from './merkle';

/** What is signed; docs/adr/0063 says what each field binds. Hashes are in hexadecimal. */
export interface Checkpoint {
  version: 1;
  number: number;
  epoch: number;
  at: string;
  chains: number;
  entries: number;
  /** Merkle root (RFC 6962) over the heads of all chains. */
  root: string;
  /** SHA-256 over the heads that have moved since the checkpoint before. */
  changed: string;
  /** Hash of the checkpoint before. */
  previous: string | null;
}

/** As it lies outside of the database. */
export interface SealedCheckpoint extends Seal {
  checkpoint: Checkpoint;
}

interface Head {
  tenant: string;
  chain: string;
  seq: number;
  hash: string;
  moved: boolean;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const LINE = ({ tenant, chain, seq, hash }: Head): string => `${tenant} ${chain} ${seq} ${hash}\n`;

/** Binds the heads of all chains, once for each period. Without a key it stays unsigned, and is never called signed. What is new, if it is. */
export async function sealChains(
  tx: Transaction,
  period: string,
  key: AuditKey | undefined,
): Promise<Checkpoint | undefined> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('audit-checkpoint', 0))");
  const known = await tx.rows('select from audit_checkpoint where period = $1', [period]);
  if (known.length > 0) return undefined;
  const [before] = await tx.rows<{ number: number; hash: string }>(
    `select "number", encode(hash, 'hex') as hash from audit_checkpoint order by "number" desc limit 1`,
  );
  const [epoch] = await tx.rows<{ epoch: number }>('select app.epoch() as epoch');
  const heads = await tx.rows<Head>(
    'select tenant, chain, seq, hash, moved from app.audit_heads() order by tenant, chain',
  );
  const moved = heads.filter((head) => head.moved);
  const checkpoint: Checkpoint = {
    version: 1,
    number: (before?.number ?? 0) + 1,
    epoch: epoch?.epoch ?? 1,
    at: tx.now.toISOString(),
    chains: heads.length,
    entries: heads.reduce((sum, { seq }) => sum + seq, 0),
    root: merkleRoot(heads.map((head) => Buffer.from(LINE(head)))).toString('hex'),
    changed: sha256(moved.map(LINE).join('')).toString('hex'),
    previous: before?.hash ?? null,
  };
  await keep(tx, period, checkpoint, moved, key);
  return checkpoint;
}

async function keep(
  tx: Transaction,
  period: string,
  checkpoint: Checkpoint,
  moved: Head[],
  key: AuditKey | undefined,
): Promise<void> {
  const text = canonicalText(checkpoint);
  const { number, epoch, at, chains, entries, root, changed, previous } = checkpoint;
  await tx.rows(
    `insert into audit_checkpoint ("number", epoch, period, at, chains, entries, root, changed, previous, hash, key_id, signature)
     values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), decode($8, 'hex'), decode($9, 'hex'), $10, $11, $12)`,
    [
      ...[number, epoch, period, at, chains, entries, root, changed, previous],
      ...[sha256(text), key?.id ?? null, signatureOf(text, key)],
    ],
  );
  await tx.rows(
    `insert into audit_checkpoint_head (tenant_id, chain, "number", seq, hash)
     select tenant, chain, $2, seq, decode(hash, 'hex')
     from json_to_recordset($1::json) as r(tenant uuid, chain uuid, seq bigint, hash text)`,
    [JSON.stringify(moved), number],
  );
}

const SEALED = `select json_build_object('version', 1, 'number', "number", 'epoch', epoch, 'at', ${signedInstant('at')}, 'chains', chains,
    'entries', entries, 'root', encode(root, 'hex'), 'changed', encode(changed, 'hex'),
    'previous', encode(previous, 'hex')) as checkpoint,
    key_id as "keyId", encode(signature, 'hex') as signature
  from audit_checkpoint`;

/** What the folder outside does not have yet, oldest first. */
export const unwrittenCheckpoints = (tx: Transaction): Promise<SealedCheckpoint[]> =>
  tx.rows<SealedCheckpoint>(`${SEALED} where written_at is null order by "number"`);

export async function findCheckpoint(tx: Transaction, number: number): Promise<SealedCheckpoint | undefined> {
  const [found] = await tx.rows<SealedCheckpoint>(`${SEALED} where "number" = $1`, [number]);
  return found;
}

export async function checkpointsWritten(tx: Transaction, numbers: number[]): Promise<void> {
  await tx.rows('update audit_checkpoint set written_at = $2 where "number" = any ($1)', [numbers, tx.now]);
}

/** The last hour's checkpoint is signed and lies outside of the database; anything less must not go unsaid. */
export async function isAuditSealed(tx: Transaction): Promise<boolean> {
  const [last] = await tx.rows<{ sealed: boolean }>(
    `select signature is not null and written_at is not null and at > $1::timestamptz - interval '2 hours' as sealed
     from audit_checkpoint order by "number" desc limit 1`,
    [tx.now],
  );
  return last?.sealed ?? false;
}
