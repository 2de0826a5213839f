import type { Channels, Language, MailNotifications, MailReason, MailSkipReason, MailState } from '@querraum/contracts';
import { z } from 'zod';
import { serveProject, type JobPayload, type Transaction } from '../platform';
import { channelOf, topicOf } from './channels';
import { nextAttempt } from './mail-retry';
import { endedAssignmentOf, openTaskOf, type MailTask, type NotifiedOf } from './mail-task';
import { mailText, settingsUrl } from './mail-text';

/** Longer than any conversation with a mail server may last: afterwards whoever was in it is dead. */
export const LEASE_SECONDS = 120;

/** Everything a mail consists of; one recipient, plain text. */
export interface Mail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  /** Where the recipient chooses what comes; not there for whoever is nobody in this house. */
  settingsUrl?: string;
  attachment?: { name: string; text: string };
}

/** `away`: to be tried again · `refused`: will not become better. */
export type MailOutcome = { state: 'sent' } | { state: 'away' | 'refused'; error: string };

interface Delivery extends NotifiedOf {
  id: string;
  noteId: string | null;
  unitName: string;
  personId: string;
  state: MailState;
  attempts: number;
  messageId: string | null;
  createdAt: Date;
  isLeased: boolean;
  email: string | null;
  language: Language;
  mailNotifications: MailNotifications;
  channels: Channels | null;
  isDisabled: boolean;
  reference: string;
}

const DELIVERY = `select m.id, n.run_id as "runId", n.assignment_id as "assignmentId", n.step_id as "stepId", n.seat_id as "seatId",
    n.note_id as "noteId", m.unit_id as "unitId", u.name as "unitName",
    m.person_id as "personId", m.reason, m.state, m.attempts, m.message_id as "messageId", m.created_at as "createdAt",
    coalesce(m.leased_until > clock_timestamp(), false) as "isLeased", p.email, p.language,
    p.mail_notifications as "mailNotifications", s.channels, p.disabled_at is not null as "isDisabled", j.reference
  from mail_delivery m
  join notification n on n.id = m.notification_id
  join project j on j.id = m.project_id
  join org_unit u on u.id = m.unit_id
  join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
  left join notification_settings s on s.tenant_id = p.tenant_id and s.person_id = p.id
  where m.id = $1 for update of m`;

/**
 * First of the two transactions: who must not be written to is left out, else the row says `sending` under its lasting
 * Message-ID before anybody talks to a mail server. `wait` while another process may be in the middle of it.
 */
export async function beginDelivery(
  tx: Transaction,
  { projectId, deliveryId }: JobPayload<'sendMail'>,
  { host, publicUrl }: { host: string; publicUrl: string },
): Promise<Mail | 'over' | { wait: Date }> {
  await serveProject(tx, projectId);
  const [delivery] = await tx.rows<Delivery>(DELIVERY, [deliveryId]);
  if (!delivery || (delivery.state !== 'queued' && delivery.state !== 'sending')) return 'over';
  if (delivery.isLeased) return { wait: new Date(tx.now.getTime() + LEASE_SECONDS * 1000) };
  const task = await openTaskOf(tx, delivery);
  const why = whyNot(delivery, task, await standing(tx, projectId, delivery));
  if (why) {
    await tx.rows("update mail_delivery set state = 'skipped', skip_reason = $2, leased_until = null where id = $1", [
      deliveryId,
      why,
    ]);
    return 'over';
  }
  const messageId = delivery.messageId ?? `<${deliveryId}@${host}>`;
  await tx.rows(
    `update mail_delivery set state = 'sending', attempts = attempts + 1, message_id = $2, last_attempt_at = $3,
       leased_until = clock_timestamp() + $4 * interval '1 second' where id = $1`,
    [deliveryId, messageId, tx.now, LEASE_SECONDS],
  );
  const { reason, reference, unitName, noteId, language, email } = delivery;
  const told = task ?? (await endedAssignmentOf(tx, delivery)) ?? null;
  const facts = { reason, reference, unitName, task: told, noteId, projectId, publicUrl };
  const words = mailText(facts, language);
  return { messageId, to: email ?? '', ...words, settingsUrl: settingsUrl(publicUrl) };
}

/** Second transaction: what came of it, and when to come again, if at all. */
export async function endDelivery(
  tx: Transaction,
  { projectId, deliveryId }: JobPayload<'sendMail'>,
  outcome: MailOutcome,
): Promise<Date | undefined> {
  await serveProject(tx, projectId);
  return writeOutcome(tx, deliveryId, outcome);
}

/** What came of an attempt; when to come again, if at all. */
export async function writeOutcome(
  tx: Transaction,
  deliveryId: string,
  outcome: MailOutcome,
): Promise<Date | undefined> {
  if (outcome.state === 'sent') {
    // The last error stays: it says why the mail came late.
    await tx.rows(
      "update mail_delivery set state = 'sent', sent_at = $2, leased_until = null where id = $1 and state <> 'sent'",
      [deliveryId, tx.now],
    );
    return undefined;
  }
  const [row] = await tx.rows<{ attempts: number; createdAt: Date }>(
    'select attempts, created_at as "createdAt" from mail_delivery where id = $1 and state = \'sending\' for update',
    [deliveryId],
  );
  if (!row) return undefined;
  const again = outcome.state === 'away' ? nextAttempt(row.attempts, row.createdAt, tx.now) : undefined;
  await tx.rows('update mail_delivery set state = $2, last_error = $3, leased_until = null where id = $1', [
    deliveryId,
    again ? 'queued' : 'failed',
    outcome.error.replace(/\s+/g, ' ').slice(0, 500),
  ]);
  return again;
}

/** When the work item of a begun delivery is looked at again, should nobody come back from the mail server. */
export const leaseEnd = (now: Date): Date => new Date(now.getTime() + LEASE_SECONDS * 1000);

/** These tell of a task; when nobody has to do it any more, nobody needs to hear of it. */
export const ABOUT_A_TASK: ReadonlySet<MailReason> = new Set<MailReason>([
  'newTask',
  'reminder',
  'escalation',
  'overdue',
]);

function whyNot(
  delivery: Delivery,
  task: MailTask | undefined,
  { actsForUnit, seesProject }: { actsForUnit: boolean; seesProject: boolean },
): MailSkipReason | undefined {
  if (delivery.isDisabled) return 'disabled';
  if (channelOf(topicOf(delivery.reason, task?.kind), delivery) === 'app') return 'unwanted';
  if (!z.email().max(254).safeParse(delivery.email).success) return 'noAddress';
  if (!actsForUnit) return 'notResponsible';
  if (!seesProject) return 'notVisible';
  return ABOUT_A_TASK.has(delivery.reason) && !task ? 'settled' : undefined;
}

/** What the person may do now, by the same rules as at their own request: own offices, deputies, heads see what is below. */
async function standing(
  tx: Transaction,
  projectId: string,
  { personId, unitId, assignmentId }: Delivery,
): Promise<{ actsForUnit: boolean; seesProject: boolean }> {
  const [row] = await tx.rows<{ actsForUnit: boolean; seesProject: boolean }>(
    `with recursive granted as (
       select m.unit_id, m.role from membership m
       join person holder on holder.tenant_id = m.tenant_id and holder.id = m.person_id and holder.disabled_at is null
       where m.role <> 'ADMIN' and m.valid_from <= $4 and (m.valid_to is null or m.valid_to > $4)
         and (m.person_id = $1 or m.person_id in (
           select d.principal_id from deputation d where d.deputy_id = $1 and d.valid_from <= $4 and d.valid_to > $4))
     ), seen as (
       select unit_id, role in ('HEAD', 'DISTRICT_COUNCILLOR') as oversees from granted
       union
       select u.id, true from org_unit u join seen s on s.oversees and u.parent_id = s.unit_id
     )
     select exists (select 1 from granted where unit_id = $2) as "actsForUnit",
       exists (select 1 from project_party y where y.project_id = $3 and y."until" is null
         and y.unit_id in (select unit_id from seen))
       or exists (select 1 from assignment a
         where a.id = $5 and a.unit_id = $2 and a.state in ('accepted', 'takenBack'))
       or exists (select 1 from lead_handover h where h.project_id = $3 and h.state = 'offered'
         and (h.valid_until is null or h.valid_until > $4) and h.to_unit_id in (select unit_id from seen)) as "seesProject"`,
    [personId, unitId, projectId, tx.now, assignmentId],
  );
  return row ?? { actsForUnit: false, seesProject: false };
}
