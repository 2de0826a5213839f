import { DomainError, type Transaction } from '../platform';

export interface LivingUnit {
  id: string;
  tenantId: string;
  name: string;
}

/** The unit itself, or where it was dissolved the nearest one above that is there. */
export async function livingUnitFrom(tx: Transaction, unitId: string): Promise<string> {
  const [unit] = await tx.rows<{ id: string }>(
    `with recursive above as (
       select tenant_id, id, parent_id, dissolved_at from org_unit where id = $1
       union
       select u.tenant_id, u.id, u.parent_id, u.dissolved_at
       from org_unit u join above a on u.tenant_id = a.tenant_id and u.id = a.parent_id where a.dissolved_at is not null
     )
     select id from above where dissolved_at is null`,
    [unitId],
  );
  return unit?.id ?? unitId;
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
