import type { Bundle } from '@querraum/workflow';
import type { DataSource } from 'typeorm';
import { DomainError, type Transaction } from '../platform';

/** The least recently used ones are read again when somebody needs them. */
const MOST_BUNDLES = 200;

const known = new WeakMap<DataSource, Map<string, Bundle>>();

/** The bundle of a version, read once: what is published never changes. */
export async function bundleOf(
  tx: Transaction,
  { tenantId, procedureId, version }: { tenantId: string; procedureId: string; version: number },
): Promise<Bundle> {
  const bundles = known.get(tx.manager.connection) ?? new Map<string, Bundle>();
  known.set(tx.manager.connection, bundles);
  const key = `${tenantId} ${procedureId} ${version}`;
  const bundle = bundles.get(key) ?? (await readBundle(tx, [tenantId, procedureId, version]));
  bundles.delete(key);
  bundles.set(key, bundle);
  const [oldest] = bundles.keys();
  if (bundles.size > MOST_BUNDLES && oldest !== undefined) bundles.delete(oldest);
  return bundle;
}

async function readBundle(tx: Transaction, key: unknown[]): Promise<Bundle> {
  const [row] = await tx.rows<{ bundle: Bundle }>(
    'select bundle from procedure_version where tenant_id = $1 and procedure_id = $2 and version = $3',
    key,
  );
  if (!row) throw new DomainError('notFound');
  return row.bundle;
}
