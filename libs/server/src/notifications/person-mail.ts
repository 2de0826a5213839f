import type { Language, MailReason, MailSkipReason, MailState, MailSubject } from '@querraum/contracts';
import { z } from 'zod';
import { readAs, workItems, type ActorTransaction, type JobPayload, type Transaction } from '../platform';
import { LEASE_SECONDS, writeOutcome, type Mail, type MailOutcome } from './mail-delivery';
import { settingsUrl } from './mail-text';

/** What a mail that is a person's own is about. */
export type OwnSubject = Exclude<MailSubject, MailReason>;

/** What a mail says, read with the eyes of the person; `undefined` where nothing is left to say. */
export type Compose = (
  tx: ActorTransaction,
  mail: { deliveryId: string; language: Language; publicUrl: string },
) => Promise<Pick<Mail, 'subject' | 'text'> | undefined>;

interface Owed {
  tenantId: string;
  personId: string;
  deliveryId: string;
  subject: OwnSubject;
  isConfigured: boolean;
}

/** One mail that is a person's own; without a mail server the log says that none goes out. */
export async function owePersonMail(
  tx: ActorTransaction,
  { tenantId, personId, deliveryId, subject, isConfigured }: Owed,
): Promise<void> {
  await tx.rows(
    `insert into mail_delivery (tenant_id, id, person_id, reason, state, skip_reason, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[tenantId, deliveryId, personId, subject],
      ...[isConfigured ? 'queued' : 'skipped', isConfigured ? null : 'notConfigured', tx.now],
    ],
  );
  if (!isConfigured) return;
  await workItems.add(tx, 'mailPerson', {
    payload: { tenantId, personId, deliveryId },
    dueAt: tx.now,
    dedupeKey: `mailPerson:${deliveryId}`,
  });
}

interface Delivery {
  subject: OwnSubject;
  state: MailState;
  messageId: string | null;
  isLeased: boolean;
  email: string | null;
  language: Language;
}

const DELIVERY = `select m.reason as subject, m.state, m.message_id as "messageId", coalesce(m.leased_until > clock_timestamp(), false) as "isLeased",
    p.email, p.language
  from mail_delivery m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
  where m.tenant_id = $1 and m.id = $2 for update of m`;

/** As `beginDelivery`, with the eyes of the person at the moment of sending: what they may see no more is not in it. */
export async function beginPersonMail(
  tx: Transaction,
  { tenantId, personId, deliveryId }: JobPayload<'mailPerson'>,
  { host, publicUrl }: { host: string; publicUrl: string },
  composers: { readonly [K in OwnSubject]: Compose },
): Promise<Mail | 'over' | { wait: Date }> {
  const reader = await readAs(tx, personId);
  const [delivery] = await tx.rows<Delivery>(DELIVERY, [tenantId, deliveryId]);
  if (!delivery || (delivery.state !== 'queued' && delivery.state !== 'sending')) return 'over';
  if (delivery.isLeased) return { wait: new Date(tx.now.getTime() + LEASE_SECONDS * 1000) };
  const { subject, email, language } = delivery;
  const skip = async (why: MailSkipReason): Promise<'over'> => {
    await tx.rows(
      "update mail_delivery set state = 'skipped', skip_reason = $3, leased_until = null where tenant_id = $1 and id = $2",
      [tenantId, deliveryId, why],
    );
    await endItems(tx, deliveryId);
    return 'over';
  };
  if (!reader) return skip('disabled');
  if (!z.email().max(254).safeParse(email).success) return skip('noAddress');
  const words = await composers[subject](reader, { deliveryId, language, publicUrl });
  if (!words) return skip('settled');
  const messageId = delivery.messageId ?? `<${deliveryId}@${host}>`;
  await tx.rows(
    `update mail_delivery set state = 'sending', attempts = attempts + 1, message_id = $3, last_attempt_at = $4,
       leased_until = clock_timestamp() + $5 * interval '1 second' where tenant_id = $1 and id = $2`,
    [tenantId, deliveryId, messageId, tx.now, LEASE_SECONDS],
  );
  return { messageId, to: email ?? '', ...words, settingsUrl: settingsUrl(publicUrl) };
}

/** Second transaction: what came of it, and when to come again, if at all. */
export async function endPersonMail(
  tx: Transaction,
  { personId, deliveryId }: JobPayload<'mailPerson'>,
  outcome: MailOutcome,
): Promise<Date | undefined> {
  await readAs(tx, personId);
  const again = await writeOutcome(tx, deliveryId, outcome);
  if (!again) await endItems(tx, deliveryId);
  return again;
}

/** What a digest was made of has served. */
export const endItems = (tx: Transaction, deliveryId: string): Promise<unknown> =>
  tx.rows('delete from digest_item where digest_id = $1', [deliveryId]);
