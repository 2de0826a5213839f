import type { MailReason } from '@querraum/contracts';
import type { JobPayload, Transaction } from '../platform';
import { newId, serveProject, statement, workItems } from '../platform';
import { openTaskOf, type NotifiedOf } from './mail-task';

interface NotificationRow extends NotifiedOf {
  id: string;
  /** Who alone is told. */
  personId: string | null;
  reason: MailReason;
}

interface Recipient {
  tenantId: string;
  id: string;
}

/** People who may act for the unit now, own ones and deputies; administrators act nowhere. */
const PEOPLE_OF_UNIT = `
  select distinct p.tenant_id as "tenantId", p.id
  from membership m
  join person holder on holder.tenant_id = m.tenant_id and holder.id = m.person_id and holder.disabled_at is null
  left join deputation d on d.tenant_id = m.tenant_id and d.principal_id = m.person_id and d.valid_from <= $2 and d.valid_to > $2
  join person p on p.tenant_id = m.tenant_id and p.id in (m.person_id, d.deputy_id) and p.disabled_at is null
  where m.unit_id = $1 and m.role <> 'ADMIN' and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
    and ($3::uuid is null or p.id = $3)`;
const PEOPLE = statement('peopleOfUnit', PEOPLE_OF_UNIT);
const HOLDING_POST =
  'm.position_id = (select a.position_id from assignment a where a.id = $4 and a.unit_id = m.unit_id)';
const HOLDERS = statement('holdersOfPost', `${PEOPLE_OF_UNIT} and ${HOLDING_POST}`);
const NOTIFICATIONS = statement(
  'notificationsToAddress',
  `select id, run_id as "runId", assignment_id as "assignmentId", seat_id as "seatId", unit_id as "unitId", person_id as "personId", reason
   from notification where id = any ($1)`,
);
const OWE_MAILS = statement(
  'oweMails',
  `insert into mail_delivery (tenant_id, id, notification_id, project_id, person_id, unit_id, reason, state, skip_reason, created_at)
   select r."tenantId", r."deliveryId", $2, $3, r.id, $4, $5, $6, $7, $8
   from jsonb_to_recordset($1::jsonb) as r("tenantId" uuid, id uuid, "deliveryId" uuid)
   on conflict (notification_id, person_id) do nothing returning id`,
);

/**
 * Makes of each notification a mail to each person whom it concerns: of a task that somebody has, to them alone, else
 * to all who act for the unit. A person is owed one mail for a notification, however often this runs.
 */
export async function addressMails(
  tx: Transaction,
  { projectId, notificationIds }: JobPayload<'addressMails'>,
  isConfigured: boolean,
): Promise<void> {
  await serveProject(tx, projectId);
  const notifications = await tx.rows<NotificationRow>(NOTIFICATIONS, [notificationIds]);
  for (const notification of notifications)
    await oweMails(tx, { projectId, notification, recipients: await recipientsOf(tx, notification), isConfigured });
}

async function recipientsOf(tx: Transaction, notification: NotificationRow): Promise<Recipient[]> {
  const people = (personId: string | null) => tx.rows<Recipient>(PEOPLE, [notification.unitId, tx.now, personId]);
  // What is for one person goes to nobody else, also when they act for the unit no more.
  if (notification.personId !== null) return people(notification.personId);
  const task = await openTaskOf(tx, notification);
  const ownerId = task?.unitId === notification.unitId ? task.ownerId : null;
  const owners = ownerId === null ? [] : await people(ownerId);
  // An owner who has lost the authority is none.
  const concerned = owners.length > 0 ? owners : await holdersOrAll(tx, notification);
  return notification.reason === 'overdue' ? withHeads(tx, notification.unitId, concerned) : concerned;
}

/** Whom a task by hand is addressed to: who holds the post and who stands in for them; all of the unit otherwise. */
async function holdersOrAll(tx: Transaction, { assignmentId, unitId }: NotificationRow): Promise<Recipient[]> {
  const holders = assignmentId === null ? [] : await tx.rows<Recipient>(HOLDERS, [unitId, tx.now, null, assignmentId]);
  return holders.length > 0 ? holders : tx.rows<Recipient>(PEOPLE, [unitId, tx.now, null]);
}

/** That a task by hand is late its unit's head hears, whoever has it. */
async function withHeads(tx: Transaction, unitId: string, concerned: Recipient[]): Promise<Recipient[]> {
  const heads = await tx.rows<Recipient>(
    `select distinct p.tenant_id as "tenantId", p.id
     from membership m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.disabled_at is null
     where m.unit_id = $1 and m.capacity = 'HEAD' and m.role <> 'ADMIN' and m.valid_from <= $2
       and (m.valid_to is null or m.valid_to > $2)`,
    [unitId, tx.now],
  );
  return [...concerned, ...heads.filter(({ id }) => concerned.every((one) => one.id !== id))];
}

async function oweMails(
  tx: Transaction,
  mails: {
    projectId: string;
    notification: NotificationRow;
    recipients: Recipient[];
    isConfigured: boolean;
  },
): Promise<void> {
  const { projectId, notification, recipients, isConfigured } = mails;
  const added = await tx.rows<{ id: string }>(OWE_MAILS, [
    JSON.stringify(recipients.map((recipient) => ({ ...recipient, deliveryId: newId() }))),
    notification.id,
    projectId,
    notification.unitId,
    notification.reason,
    isConfigured ? 'queued' : 'skipped',
    isConfigured ? null : 'notConfigured',
    tx.now,
  ]);
  if (!isConfigured) return;
  for (const { id } of added)
    await workItems.add(tx, 'sendMail', {
      payload: { projectId, deliveryId: id },
      dueAt: tx.now,
      dedupeKey: `sendMail:${id}`,
    });
}
