import { DomainError, type Transaction } from '../platform';

const BEGUN = `select 1 from project_deletion where project_id = $1 and state in ('running', 'done')`;

/** Under the lock of the project: what is being deleted is neither changed nor copied any more (docs/adr/0080). */
export async function requireKept(tx: Transaction, projectId: string): Promise<void> {
  const begun = await tx.rows(BEGUN, [projectId]);
  if (begun.length > 0) throw new DomainError('deletionBegun');
}

/** Whoever takes part no longer does not see the project either, and could never lift a hold of theirs. */
export async function requireNoHold(tx: Transaction, projectId: string, unitIds: string[]): Promise<void> {
  const [hold] = await tx.rows<{ unit: string }>(
    'select unit_name as unit from legal_hold where project_id = $1 and unit_id = any ($2) and lifted_at is null limit 1',
    [projectId, unitIds],
  );
  if (hold) throw new DomainError('participantHolds', { unit: hold.unit });
}

/** Before it has begun; of two at once the second finds it stopped or begun. */
export async function stopReleased(
  tx: Transaction,
  projectId: string,
  { because, by }: { because: string; by: string },
): Promise<boolean> {
  const stopped = await tx.rows(
    `update project_deletion set state = 'stopped', stopped_because = $2, stopped_by_name = $3
     where project_id = $1 and state = 'released' returning project_id`,
    [projectId, because, by],
  );
  return stopped.length > 0;
}
