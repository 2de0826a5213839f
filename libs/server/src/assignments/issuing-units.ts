import type { ActorTransaction } from '../platform';
import { ownUnits } from '../tasks';

/** Units for which the person may give tasks in a project: the lead, and those that take part in more than name. */
export async function issuingUnits(tx: ActorTransaction, projectId: string): Promise<{ id: string; name: string }[]> {
  return tx.rows<{ id: string; name: string }>(
    `select u.id, u.name from project_party p join org_unit u on u.tenant_id = p.unit_tenant_id and u.id = p.unit_id
     where p.project_id = $1 and p."until" is null and p.unit_id = any ($2)
       and p.role not in ('ASSIGNEE', 'ADDRESSEE', 'TAKE_NOTE')
     group by u.id, u.name order by bool_or(p.role = 'LEAD') desc, u.name, u.id`,
    [projectId, ownUnits(tx.actor)],
  );
}
