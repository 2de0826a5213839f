import type { ArchiveAnswer } from '@querraum/contracts';
import type { LocalizedText } from '@querraum/workflow';
import {
  type AuditKey,
  canonicalText,
  type Seal,
  serveProject,
  signatureOf,
  signedInstant,
  type Transaction,
} from '../platform';

/**
 * What is known outside of the database of a deletion that has begun, so that a restore to an instant before does not bring
 * the project back for good (docs/adr/0086): the release, without a title and without a name.
 */
export interface DeletionNote {
  version: 1;
  epoch: number;
  tenantId: string;
  projectId: string;
  reference: string;
  kind: LocalizedText;
  /** Days: `YYYY-MM-DD`. */
  openedOn: string;
  closedOn: string;
  retainUntil: string;
  basis: string;
  archive: string;
  answer: ArchiveAnswer;
  /** Instants of ISO 8601 in UTC. */
  releasedAt: string;
  releasedBy: string;
  beginsAt: string;
  begunAt: string;
}

export interface SealedDeletion extends Seal {
  deletion: DeletionNote;
}

const NOTE = `select json_build_object('version', 1, 'epoch', app.epoch(), 'tenantId', tenant_id, 'projectId', project_id,
    'reference', reference, 'kind', kind, 'openedOn', opened_on, 'closedOn', closed_on, 'retainUntil', retain_until,
    'basis', basis, 'archive', archive, 'answer', answer, 'releasedAt', ${signedInstant('released_at')}, 'releasedBy', released_by,
    'beginsAt', ${signedInstant('begins_at')}, 'begunAt', ${signedInstant('begun_at')}) as note
  from project_deletion where project_id = $1 and state = 'running' and noted_at is null`;

/** What is still to be noted outside, before anything is erased. */
export async function unnotedDeletion(
  tx: Transaction,
  projectId: string,
  key: AuditKey | undefined,
): Promise<SealedDeletion | undefined> {
  const [row] = await tx.rows<{ note: DeletionNote }>(NOTE, [projectId]);
  if (!row) return undefined;
  const signature = signatureOf(canonicalText(row.note), key);
  return { deletion: row.note, keyId: key?.id ?? null, signature: signature?.toString('hex') ?? null };
}

export async function deletionNoted(tx: Transaction, projectId: string): Promise<void> {
  await serveProject(tx, projectId);
  await tx.rows('update project_deletion set noted_at = $2 where project_id = $1', [projectId, tx.now]);
}
