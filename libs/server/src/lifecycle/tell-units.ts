import type { MailReason } from '@querraum/contracts';
import { newId, workItems, type Transaction } from '../platform';
import type { ProjectRecord } from '../projects';

/** A notification for each unit, the mails that go with it, and a hint to the pages that are open. */
export async function tellUnits(
  tx: Transaction,
  project: Pick<ProjectRecord, 'tenantId' | 'id'>,
  unitIds: string[],
  reason: MailReason,
): Promise<void> {
  const notices = unitIds.map((unitId) => ({ id: newId(), unitId }));
  await tx.rows(
    `insert into notification (tenant_id, id, project_id, unit_id, reason, at)
     select $1, r.id, $2, r."unitId", $4, $5 from jsonb_to_recordset($3::jsonb) as r(id uuid, "unitId" uuid)`,
    [project.tenantId, project.id, JSON.stringify(notices), reason, tx.now],
  );
  await workItems.add(tx, 'addressMails', {
    payload: { projectId: project.id, notificationIds: notices.map(({ id }) => id) },
    dueAt: tx.now,
    dedupeKey: `addressMails:${notices.map(({ id }) => id).join(':')}`,
  });
  await tx.rows("select pg_notify('inbox', hint) from unnest($1::text[]) as hint", [
    unitIds.map((unitId) => `${unitId}:`),
  ]);
}

/** To the pages that are open: the project is no longer what they show. */
export async function hintParties(tx: Transaction, projectId: string): Promise<void> {
  await tx.rows(
    `select pg_notify('inbox', unit_id || ':') from project_party where project_id = $1 and "until" is null group by unit_id`,
    [projectId],
  );
}
