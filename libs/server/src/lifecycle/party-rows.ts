import type { Involvement } from '@querraum/workflow';
import { newId, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';

type Keys = Pick<ProjectRecord, 'tenantId' | 'id'>;

/** How the unit takes part now, beside leading or being addressed. */
export async function involvementOf(tx: Transaction, project: Keys, unitId: string): Promise<Involvement | undefined> {
  const [party] = await tx.rows<{ role: Involvement }>(
    `select role from project_party
     where project_id = $1 and unit_id = $2 and "until" is null and role not in ('LEAD', 'ADDRESSEE', 'ASSIGNEE')`,
    [project.id, unitId],
  );
  return party?.role;
}

export async function endParty(
  tx: Transaction,
  project: Keys,
  { unitId, role, reason }: { unitId: string; role: 'LEAD' | Involvement; reason: string },
): Promise<void> {
  await tx.rows(
    `update project_party set "until" = $4, until_reason = $5
     where project_id = $1 and unit_id = $2 and role = $3 and "until" is null`,
    [project.id, unitId, role, tx.now, reason],
  );
}

export async function addParty(
  tx: Transaction,
  project: Keys,
  { unitId, role, reason }: { unitId: string; role: 'LEAD' | Involvement; reason: string },
): Promise<void> {
  await tx.rows(
    `insert into project_party (tenant_id, id, project_id, unit_id, unit_tenant_id, role, since, since_reason)
     select $1, $2, $3, u.id, u.tenant_id, $5, $6, $7 from org_unit u where u.id = $4`,
    [project.tenantId, newId(), project.id, unitId, role, tx.now, reason],
  );
}

/** Whoever edits the project with what they read before must read it again. */
export async function touchParties(tx: Transaction, project: Keys): Promise<void> {
  await tx.rows('update project set revision = revision + 1, updated_at = greatest(updated_at, $2) where id = $1', [
    project.id,
    tx.now,
  ]);
}
