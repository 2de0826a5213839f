import type { MailReason } from '@querraum/contracts';
import type { JobPayload, Transaction } from '../platform';
import { newId, serveProjects, statement, workItems } from '../platform';
import { AT_ITS_PLACE, OF_ASSIGNMENT } from './mail-task';

/** One person whom a notification concerns. */
interface Recipient {
  notificationId: string;
  projectId: string;
  unitId: string;
  reason: MailReason;
  tenantId: string;
  personId: string;
}

/**
 * Of all the notifications at once. Concerned are those who may act for the unit now, own people and deputies. What is for one
 * person goes to nobody else, also when they act for the unit no more; a task that somebody has is told to them alone, unless they
 * have lost the authority; one by hand to whoever holds its post. That a task is late its unit's head hears as well.
 * Administrators act nowhere. Each step finds its rows by the key of the one before, notifications one by one; people by their id alone, because
 * where the database knows nothing of a table yet, it looks through the whole house for each.
 */
const RECIPIENTS = statement(
  'mailRecipients',
  `with asked as materialized (
     select a.id, p.tenant_id from unnest($1::uuid[], $2::uuid[]) as a(id, project_id) join project p on p.id = a.project_id
   ), told as materialized (
     select n.id, n.project_id, n.unit_id, n.person_id, n.reason, case
         when n.run_id is not null then (
           select t.owner_id from task t
           where t.unit_id = n.unit_id and ${AT_ITS_PLACE}
           order by t.opened_at desc, t.id limit 1)
         else (
           select t.owner_id from task t
           where t.unit_id = n.unit_id and ${OF_ASSIGNMENT} order by t.key limit 1)
       end as owner_id,
       (select a.position_id from assignment a where a.id = n.assignment_id and a.unit_id = n.unit_id) as position_id
     from asked cross join lateral (select * from notification where tenant_id = asked.tenant_id and id = asked.id offset 0) n
   ), offices as materialized (
     select n.*, m.tenant_id, m.person_id as holder_id, m.capacity, m.position_id = n.position_id as holds
     from told n
     join org_unit u on u.id = n.unit_id
     join membership m on m.tenant_id = u.tenant_id and m.unit_id = u.id and m.role <> 'ADMIN'
       and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)
     join person holder on holder.id = m.person_id and holder.disabled_at is null
   ), acting as materialized (
     select o.*, o.holder_id as acting_id from offices o
     union all
     select o.*, p.id from offices o
     join deputation d on d.tenant_id = o.tenant_id and d.principal_id = o.holder_id and d.valid_from <= $3 and d.valid_to > $3
     join person p on p.id = d.deputy_id and p.disabled_at is null
   ), people as (
     select id, project_id, unit_id, reason, person_id, tenant_id, acting_id, acting_id = owner_id as owns, bool_or(holds) as holds
     from acting where person_id is null or acting_id = person_id
     group by id, project_id, unit_id, reason, person_id, owner_id, tenant_id, acting_id
   ), ranked as (
     select a.*, bool_or(owns) over of_one as has_owner, bool_or(holds) over of_one as has_holder
     from people a window of_one as (partition by a.id)
   )
   select id as "notificationId", project_id as "projectId", unit_id as "unitId", reason, tenant_id as "tenantId", acting_id as "personId" from ranked
   where person_id is not null or case when has_owner then owns when has_holder then holds else true end
   union
   select id, project_id, unit_id, reason, tenant_id, holder_id
   from offices where reason = 'overdue' and person_id is null and capacity = 'HEAD'`,
);
/** What the person has said of a task does not hold for one that asks for their final signature. */
const IS_SIGNATURE = `r.reason = 'newTask' and exists (
    select from project p join notification n on n.tenant_id = p.tenant_id and n.id = r."notificationId"
    join task t on t.unit_id = n.unit_id and ${AT_ITS_PLACE}
    where p.id = r."projectId" and t.kind = 'finalSignature')`;
/** What goes into a digest is no mail of its own and says so; it waits where the digest finds it. */
const OWE_MAILS = statement(
  'oweMails',
  `with wanted as (
     select r.*, $2 = 'queued' and p.mail_notifications <> 'never' and coalesce(s.channels ->> r.reason = 'digest', false)
         and not (${IS_SIGNATURE}) as collects
     from json_to_recordset($1::json) as r("tenantId" uuid, id uuid, "notificationId" uuid, "projectId" uuid, "personId" uuid,
       "unitId" uuid, reason text)
     join person p on p.tenant_id = r."tenantId" and p.id = r."personId"
     left join notification_settings s on s.tenant_id = p.tenant_id and s.person_id = p.id
   ), owed as (
     insert into mail_delivery (tenant_id, id, notification_id, project_id, person_id, unit_id, reason, state, skip_reason, created_at)
     select w."tenantId", w.id, w."notificationId", w."projectId", w."personId", w."unitId", w.reason,
       case when w.collects then 'skipped' else $2 end, case when w.collects then 'digest' else $3 end, $4
     from wanted w
     on conflict (notification_id, person_id) do nothing returning tenant_id, id, project_id, person_id, skip_reason
   ), collected as (
     insert into digest_item (tenant_id, delivery_id, person_id, project_id)
     select tenant_id, id, person_id, project_id from owed where skip_reason = 'digest'
   )
   select id, project_id as "projectId" from owed where skip_reason is null`,
);

/**
 * Makes of each notification a mail to each person whom it concerns, of several projects at once. A person is owed one mail
 * for a notification, however often this runs.
 */
export async function addressMails(
  tx: Transaction,
  told: JobPayload<'addressMails'>[],
  isConfigured: boolean,
): Promise<void> {
  await serveProjects(tx, [...new Set(told.map(({ projectId }) => projectId))]);
  const asked = told.flatMap(({ projectId, notificationIds }) => notificationIds.map((id) => ({ id, projectId })));
  const recipients = await tx.rows<Recipient>(RECIPIENTS, [
    asked.map(({ id }) => id),
    asked.map(({ projectId }) => projectId),
    tx.now,
  ]);
  if (recipients.length === 0) return;
  const added = await tx.rows<{ id: string; projectId: string }>(OWE_MAILS, [
    JSON.stringify(recipients.map((recipient) => ({ ...recipient, id: newId() }))),
    isConfigured ? 'queued' : 'skipped',
    isConfigured ? null : 'notConfigured',
    tx.now,
  ]);
  if (!isConfigured || added.length === 0) return;
  await workItems.addAll(
    tx,
    added.map(({ id: deliveryId, projectId }) =>
      workItems.row('sendMail', {
        payload: { projectId, deliveryId },
        dueAt: tx.now,
        dedupeKey: `sendMail:${deliveryId}`,
      }),
    ),
  );
}
