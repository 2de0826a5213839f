import type { Transaction } from '../platform';

export type ExportsToErase = { keys: string[] } | { busyUntil: Date } | 'none';

/**
 * What lies in the store of exports that hold this project, which is being deleted. While one of their pieces is being made,
 * its bytes may still come: the deletion waits for that.
 */
export async function exportsToErase(tx: Transaction, projectId: string): Promise<ExportsToErase> {
  const rows = await tx.rows<{ storageKey: string | null; leasedUntil: Date | null }>(
    'select storage_key as "storageKey", leased_until as "leasedUntil" from app.exports_holding($1)',
    [projectId],
  );
  if (rows.length === 0) return 'none';
  const busy = rows.flatMap(({ leasedUntil }) => (leasedUntil !== null && leasedUntil > tx.now ? leasedUntil : []));
  if (busy.length > 0) return { busyUntil: new Date(Math.max(...busy.map((until) => until.getTime()))) };
  return { keys: rows.flatMap(({ storageKey }) => storageKey ?? []) };
}

/** After the bytes of these are gone. */
export async function exportsErased(tx: Transaction, projectId: string, keys: string[]): Promise<void> {
  await tx.rows('select app.erase_exports($1, $2)', [projectId, keys]);
}
