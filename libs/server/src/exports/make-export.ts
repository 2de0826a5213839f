import { readAs, type JobPayload, type Transaction } from '../platform';
import { endExport, findExport, hasEnded, lockExport, type ExportRecord } from './export-record';
import type { MadePiece, PieceOrder } from './piece';
import { orderOf } from './piece-order';

/** Longer than a piece takes. Until then nobody else begins it, and nobody deletes what it may still bring. */
const LEASE_MS = 5 * 60_000;
/** A store that gives and takes less than a megabyte a second is away. */
const SLOWEST_BYTES_PER_MS = 1_000;
const MOST_ATTEMPTS = 6;

interface Piece {
  position: number;
  projectId: string | null;
  storageKey: string | null;
  attempts: number;
  leasedUntil: Date | null;
}

export type ExportStep =
  | { do: 'over' }
  | { do: 'wait'; until: Date }
  | { do: 'remove'; keys: string[]; until: Date }
  | { do: 'make'; order: PieceOrder; until: Date };

/** What is next to be done for an export. Who it is for decides with whose eyes its projects are read. */
export async function nextStep(tx: Transaction, { personId, exportId }: JobPayload<'makeExport'>): Promise<ExportStep> {
  const reader = await readAs(tx, personId);
  const row = await lockExport(tx, exportId);
  if (!row) return { do: 'over' };
  if (hasEnded(row)) return afterItsEnd(tx, row);
  if (!reader) return fail(tx, row, 'noAccess');
  const [piece] = await tx.rows<Piece>(NEXT_PIECE, [exportId]);
  // Somebody is at it.
  if (piece?.leasedUntil && piece.leasedUntil > tx.now) return { do: 'wait', until: piece.leasedUntil };
  // Counted in the transaction before the work: also who is killed by it has tried.
  if (!piece || piece.attempts >= MOST_ATTEMPTS) return fail(tx, row, 'broken');
  const { position, storageKey } = piece;
  // What an attempt before may have left is known by its key until it is gone.
  if (storageKey !== null) {
    const until = leaseEnd(tx, 0);
    await tx.rows(LEASE_PIECE, [exportId, position, until]);
    return { do: 'remove', keys: [storageKey], until };
  }
  const order = await orderOf(reader, row, piece);
  if (order === 'skip') return skip(tx, row, piece);
  if (order === 'nothing') return fail(tx, row, 'noAccess');
  const until = leaseEnd(tx, order.bytes);
  await tx.rows(BEGIN_PIECE, [exportId, position, order.storageKey, until]);
  await tx.rows("update export_job set state = 'running' where id = $1", [exportId]);
  return { do: 'make', order: { ...order, leasedUntil: until }, until };
}

const leaseEnd = (tx: Transaction, bytes: number): Date =>
  new Date(tx.now.getTime() + LEASE_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS));

const NEXT_PIECE = `select position, project_id as "projectId", storage_key as "storageKey", attempts,
    leased_until as "leasedUntil"
  from export_piece where export_id = $1 and state = 'waiting' order by position limit 1`;
const LEASE_PIECE = 'update export_piece set leased_until = $3 where export_id = $1 and position = $2';
const BEGIN_PIECE = `update export_piece set storage_key = $3, attempts = attempts + 1, leased_until = $4
  where export_id = $1 and position = $2`;

/**
 * Notes a piece that lies in the store. `false`: nobody waits for it any more, because the export is gone or this piece is
 * somebody else's by now; its bytes are then to be removed.
 */
export async function keepPiece(
  tx: Transaction,
  { personId, exportId }: JobPayload<'makeExport'>,
  { position, storageKey, leasedUntil }: PieceOrder,
  { entries, size, sha256 }: MadePiece,
): Promise<boolean> {
  await readAs(tx, personId);
  const row = await lockExport(tx, exportId);
  if (!row) return false;
  const [kept] = await tx.rows<{ projectId: string | null }>(
    `update export_piece set state = 'done', sha256 = $4, size = $5, entries = $6, leased_until = null
     where export_id = $1 and position = $2 and storage_key = $3 and leased_until = $7 and state = 'waiting'
     returning project_id as "projectId"`,
    [exportId, position, storageKey, sha256, size, JSON.stringify(entries), leasedUntil],
  );
  if (!kept) return false;
  // Cancelled meanwhile: the next step removes what lies there.
  if (hasEnded(row)) return true;
  await tx.rows('update export_job set size = coalesce(size, 0) + $2, done = done + $3 where id = $1', [
    ...[exportId, size],
    kept.projectId === null ? 0 : 1,
  ]);
  if (kept.projectId === null) await endExport(tx, row, 'done');
  return true;
}

/** The store was away: that was no attempt at the piece. What is still on its way there is known by its key, and waited for. */
export async function giveAttemptBack(
  tx: Transaction,
  { personId, exportId }: JobPayload<'makeExport'>,
  { position, storageKey, leasedUntil }: PieceOrder,
): Promise<void> {
  await readAs(tx, personId);
  await tx.rows(
    `update export_piece set attempts = attempts - 1, leased_until = least(leased_until, $5)
     where export_id = $1 and position = $2 and storage_key = $3 and leased_until = $4 and state = 'waiting'`,
    [exportId, position, storageKey, leasedUntil, leaseEnd(tx, 0)],
  );
}

/** Whose file is no longer seen is left out, and the export says so. */
async function skip(tx: Transaction, { id }: ExportRecord, { position }: Piece): Promise<ExportStep> {
  await tx.rows("update export_piece set state = 'skipped' where export_id = $1 and position = $2", [id, position]);
  await tx.rows("update export_job set state = 'running', skipped = skipped + 1 where id = $1", [id]);
  return { do: 'wait', until: tx.now };
}

async function fail(
  tx: Transaction,
  row: ExportRecord,
  failure: 'broken' | 'tooLarge' | 'noAccess',
): Promise<ExportStep> {
  await endExport(tx, row, 'failed');
  await tx.rows('update export_job set failure = $2 where id = $1', [row.id, failure]);
  return { do: 'wait', until: tx.now };
}

/** For a piece that will never fit. */
export async function failAsTooLarge(tx: Transaction, { personId, exportId }: JobPayload<'makeExport'>): Promise<void> {
  await readAs(tx, personId);
  const row = await lockExport(tx, exportId);
  if (row && !hasEnded(row)) await fail(tx, row, 'tooLarge');
}

/** A finished file stays until its day; what was cancelled or failed leaves nothing but its line in the list. */
async function afterItsEnd(tx: Transaction, row: ExportRecord): Promise<ExportStep> {
  const until = row.expiresAt ?? tx.now;
  const isOver = tx.now >= until;
  if (row.state === 'done' && !isOver) return { do: 'wait', until };
  const pieces = await tx.rows<{ storageKey: string }>(
    'select storage_key as "storageKey" from export_piece where export_id = $1 and storage_key is not null limit 200',
    [row.id],
  );
  if (pieces.length > 0)
    return {
      do: 'remove',
      keys: pieces.map(({ storageKey }) => storageKey),
      until: leaseEnd(tx, 0),
    };
  if (!isOver) return { do: 'wait', until };
  await tx.rows('delete from export_job where id = $1', [row.id]);
  return { do: 'over' };
}

/** After their bytes are gone; a piece that was leased for that may be made at once. */
export async function piecesRemoved(
  tx: Transaction,
  { personId, exportId }: JobPayload<'makeExport'>,
  { keys, until }: Extract<ExportStep, { do: 'remove' }>,
): Promise<void> {
  await readAs(tx, personId);
  if (!(await findExport(tx, exportId))) return;
  await tx.rows(
    `update export_piece set storage_key = null, sha256 = null, entries = null, leased_until = nullif(leased_until, $3)
     where export_id = $1 and storage_key = any ($2)`,
    [exportId, keys, until],
  );
}
