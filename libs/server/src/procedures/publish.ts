import { createHash } from 'node:crypto';
import { Bundle, lintDefinition } from '@querraum/workflow';
import canonicalize from 'canonicalize';
import type { ActorTransaction } from '../platform';
import type { Editor } from './procedures.entities';

/** What pins a run to its procedure: SHA-256 of the canonical JSON (RFC 8785). */
export const bundleHash = (bundle: Bundle): string =>
  createHash('sha256')
    .update(canonicalize(bundle) ?? '')
    .digest('hex');

/** A bundle that may be published: of the right shape, and without any finding. */
export function checkedBundle(value: unknown): Bundle {
  const bundle = Bundle.parse(value);
  const findings = lintDefinition(bundle.definition);
  if (findings.length > 0)
    throw new Error(findings.map(({ nodeId, message }) => `${nodeId ?? '–'}: ${message.de}`).join('\n'));
  return bundle;
}

/** Adds what no one can change any more: neither the API nor the worker may update or delete it. */
export async function insertVersion(
  tx: ActorTransaction,
  row: { procedureId: string; version: number; bundle: Bundle; editedBy: Editor[]; fromTemplate: boolean },
): Promise<void> {
  const { personId, name, tenantId } = tx.actor;
  await tx.rows(
    `insert into procedure_version (tenant_id, procedure_id, version, semantics, hash, bundle, published_at, published_by,
       published_by_name, edited_by, from_template)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tenantId,
      row.procedureId,
      row.version,
      row.bundle.semantics,
      bundleHash(row.bundle),
      JSON.stringify(row.bundle),
      tx.now,
      personId,
      name,
      JSON.stringify(row.editedBy),
      row.fromTemplate,
    ],
  );
}
