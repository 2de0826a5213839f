import type { AreaReference } from '@querraum/contracts';
import { DomainError, type Transaction } from '../platform';

/** Why there is no area with this key: malformed, unknown, or without its leading zero. A key is never guessed. */
export async function areaProblem(tx: Transaction, edition: string, key: string): Promise<DomainError> {
  if (/^\d{1,7}$/.test(key) && key.length % 2 === 1) {
    const meant = `0${key}`;
    const known = await tx.rows('select 1 from area_unit where edition = $1 and key = $2', [edition, meant]);
    if (known.length > 0) return new DomainError('areaKeyLostZero', { key, meant });
  }
  const isKey = /^\d+$/.test(key) && [2, 4, 6, 8].includes(key.length);
  return isKey ? new DomainError('areaUnknown', { edition, key }) : new DomainError('areaKeyMalformed', { key });
}

/** Refuses the first reference that no area stands behind. */
export async function requireAreas(tx: Transaction, references: AreaReference[]): Promise<void> {
  const known = await tx.rows<AreaReference>(
    `select a.edition, a.key from area_unit a
     join jsonb_to_recordset($1::jsonb) as r(edition text, key text) on r.edition = a.edition and r.key = a.key`,
    [JSON.stringify(references)],
  );
  for (const { edition, key } of references)
    if (!known.some((area) => area.edition === edition && area.key === key)) throw await areaProblem(tx, edition, key);
}
