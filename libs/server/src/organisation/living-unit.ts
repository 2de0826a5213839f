import { DomainError, type Transaction } from '../platform';

export interface LivingUnit {
  id: string;
  tenantId: string;
  name: string;
}

/** Unknown and dissolved are the same to whoever names a unit: nothing can be given to it. */
export async function requireUnit(tx: Transaction, unitId: string): Promise<LivingUnit> {
  const [unit] = await tx.rows<LivingUnit>(
    'select id, tenant_id as "tenantId", name from org_unit where id = $1 and dissolved_at is null',
    [unitId],
  );
  if (!unit) throw new DomainError('unitUnknown', { unitId });
  return unit;
}
