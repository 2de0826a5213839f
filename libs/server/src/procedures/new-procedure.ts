import type { LocalizedText } from '@querraum/workflow';
import { type ActorTransaction, DomainError, newId } from '../platform';
import { draftsOfHouse } from './procedure-draft';
import { newestVersions } from './procedure-versions';

interface Known {
  key: string;
  name: LocalizedText;
}

/** Released or not, every procedure of the house. */
export async function knownProcedures(tx: ActorTransaction): Promise<Known[]> {
  const [released, drafts] = [await newestVersions(tx), await draftsOfHouse(tx)];
  return [...released.map(({ bundle }) => bundle.definition), ...drafts.map(({ definition }) => definition)];
}

export async function insertProcedure(tx: ActorTransaction, { key, name }: Known): Promise<string> {
  const id = newId();
  const added = await tx.rows(
    'insert into procedure (tenant_id, id, key) values ($1, $2, $3) on conflict (tenant_id, key) do nothing returning 1',
    [tx.actor.tenantId, id, key],
  );
  if (added.length === 0) throw new DomainError('procedureTaken', { name });
  return id;
}
