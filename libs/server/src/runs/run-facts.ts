import { addDays, localDate, type Acting, type Department, type Facts, type Involvement } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import { organisationFacts } from '../organisation';
import type { Actor, Transaction } from '../platform';

/** Far enough for every period with its escalations. */
const CALENDAR_DAYS = 800;

/** What the engine may know of the outside, read in the transaction of the command. */
export async function readFacts(
  tx: Transaction,
  project: { tenantId: string; id: string; leadUnitId: string },
): Promise<Facts> {
  const today = localDate(tx.now.toISOString());
  const organisation = await organisationFacts(tx, project.tenantId);
  const closedDays = await closedDaysOf(
    tx,
    project.tenantId,
    addDays(today, -CALENDAR_DAYS),
    addDays(today, CALENDAR_DAYS),
  );
  const parties = await tx.rows<{ unitId: string; department: Department; involvement: Involvement }>(
    `select p.unit_id as "unitId", u.department, p.role as involvement
     from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.role not in ('LEAD', 'ADDRESSEE')
     order by p.since, u.code`,
    [project.id],
  );
  return {
    leadUnitId: project.leadUnitId,
    parties,
    superiors: organisation.superiors,
    boardMemberUnitId: organisation.boardMemberOf(project.leadUnitId),
    responsibilityUnitId: organisation.boardMemberOf(project.leadUnitId) ?? project.leadUnitId,
    closedDays,
  };
}

/** Administrators configure; they act in no file. */
export const actingOf = (actor: Actor): Acting => ({
  personId: actor.personId,
  grants: actor.grants
    .filter((grant) => grant.role !== 'ADMIN')
    .map(({ unitId, capacity, onBehalfOf }) => ({ unitId, capacity, ...(onBehalfOf && { onBehalfOf }) })),
});

/** Another person with every authority that holds now, locked: the recipient of a delegation. */
export async function actingPerson(tx: Transaction, personId: string): Promise<Acting> {
  const grants = await tx.rows<{ unitId: string; capacity: 'HEAD' | 'BY_ORDER' }>(
    `select m.unit_id as "unitId", m.capacity from membership m
     join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
     where m.person_id = $1 and m.role <> 'ADMIN' and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
     order by m.capacity = 'HEAD' desc, m.unit_id`,
    [personId, tx.now],
  );
  return { personId, grants };
}
