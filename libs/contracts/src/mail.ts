import { z } from 'zod';
import { UnitReference } from './runs';
import { Instant, PageQuery } from './page';
import { Notification } from './tasks';

export const MailReason = Notification.shape.reason;
export type MailReason = z.infer<typeof MailReason>;

/** `queued`: not yet, or to be tried again · `failed`: refused for good · `skipped`: deliberately not sent. */
export const MailState = z.enum(['queued', 'sending', 'sent', 'failed', 'skipped']);
export type MailState = z.infer<typeof MailState>;

/** Why somebody was not written to. */
export const MailSkipReason = z.enum([
  'notConfigured',
  'disabled',
  'noAddress',
  'unwanted',
  'notResponsible',
  'notVisible',
  'settled',
  'dropped',
  'digest',
]);
export type MailSkipReason = z.infer<typeof MailSkipReason>;

/** What a mail is about: one thing of a project, a digest of many, a report, or a Vertretung of one's own or by somebody else. */
export const MailSubject = z.enum([
  ...MailReason.options,
  'digest',
  'report',
  'deputyBegins',
  'deputyEnds',
  'principalBegins',
  'principalEnds',
]);
export type MailSubject = z.infer<typeof MailSubject>;

/** A row of the delivery log: whether a mail went out, never what it says or what it is about. */
export const MailDelivery = z.object({
  id: z.uuid(),
  recipient: z.object({ id: z.uuid(), name: z.string() }),
  /** None for a mail that is the person's own. */
  unit: UnitReference.nullable(),
  reason: MailSubject,
  state: MailState,
  skipReason: MailSkipReason.nullable(),
  attempts: z.int(),
  messageId: z.string().nullable(),
  lastError: z.string().nullable(),
  createdAt: Instant,
  lastAttemptAt: Instant.nullable(),
  sentAt: Instant.nullable(),
});
export type MailDelivery = z.infer<typeof MailDelivery>;

export const MailDeliveryQuery = PageQuery.extend({ state: MailState.optional() });
export type MailDeliveryQuery = z.infer<typeof MailDeliveryQuery>;
