import { z } from 'zod';
import { Instant, PageQuery } from './page';

/** What a target outside can be told of. The names are part of the interface: none is renamed, none changes its meaning. */
export const WEBHOOK_EVENTS = [
  'project.opened',
  'project.closed',
  'project.reopened',
  'project.filed',
  'run.started',
  'run.suspended',
  'run.resumed',
  'run.ended',
  'step.opened',
  'step.closed',
  'task.opened',
  'task.done',
  'task.due',
  'task.overdue',
  'document.versionAdded',
] as const;
export const WebhookEvent = z.enum(WEBHOOK_EVENTS);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Sent only when an administrator asks for it. */
export const TEST_EVENT = 'webhook.test';

export const WebhookState = z.enum(['active', 'paused']);
export type WebhookState = z.infer<typeof WebhookState>;

/** `admin`: by hand · `failing`: nothing arrived for days · `gone`: the target said 410. */
export const WebhookPause = z.enum(['admin', 'failing', 'gone']);
export type WebhookPause = z.infer<typeof WebhookPause>;

/** Whether the address is one that may be sent to is decided with the settings of the installation (`webhookUrlRefused`). */
export const WebhookInput = z.strictObject({
  url: z.string().trim().min(1).max(2000),
  description: z.string().trim().max(200).default(''),
  events: z
    .array(WebhookEvent)
    .min(1)
    .transform((events) => WEBHOOK_EVENTS.filter((event) => events.includes(event))),
  state: WebhookState.default('active'),
});
export type WebhookInput = z.infer<typeof WebhookInput>;

/** For so long both secrets sign: the receiver changes its own meanwhile. */
export const NewWebhookSecret = z.strictObject({ overlapHours: z.int().min(0).max(168).default(24) });
export type NewWebhookSecret = z.infer<typeof NewWebhookSecret>;

export const Webhook = z.object({
  id: z.uuid(),
  revision: z.int(),
  url: z.string(),
  description: z.string(),
  events: z.array(WebhookEvent),
  state: WebhookState,
  pausedBecause: WebhookPause.nullable(),
  createdAt: Instant,
  lastDeliveredAt: Instant.nullable(),
  /** Since when nothing has arrived; `null` while it works. */
  failingSince: Instant.nullable(),
  /** Until when the secret before this one signs too; `null` where there is one alone. */
  formerSecretUntil: Instant.nullable(),
  /** Of the log as it is kept. */
  counts: z.object({ queued: z.int(), failed: z.int(), held: z.int() }),
});
export type Webhook = z.infer<typeof Webhook>;

/** The secret is given once; a repetition with the same Idempotency-Key gives `null`: rotate to get another one. */
export const GivenWebhook = Webhook.extend({ secret: z.string().nullable() });
export type GivenWebhook = z.infer<typeof GivenWebhook>;

/** `queued`: not yet, or to be tried again · `held`: the target was paused when it happened · `failed`: given up. */
export const WebhookDeliveryState = z.enum(['queued', 'sending', 'delivered', 'failed', 'held']);
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>;

export const WebhookError = z.enum([
  'addressRefused',
  'nameUnknown',
  'unreachable',
  'tls',
  'timeout',
  'redirect',
  'status',
  'gone',
  'broken',
]);
export type WebhookError = z.infer<typeof WebhookError>;

/** A row of the delivery log: what became of an event at a target, and not what it was about. */
export const WebhookDelivery = z.object({
  id: z.uuid(),
  /** The `id` of the event, the same at every attempt and at every target. */
  eventId: z.string(),
  event: z.union([WebhookEvent, z.literal(TEST_EVENT)]),
  state: WebhookDeliveryState,
  attempts: z.int(),
  /** Of the last attempt: status, milliseconds, the first characters of the answer, and why it failed. */
  status: z.int().nullable(),
  durationMs: z.int().nullable(),
  answer: z.string().nullable(),
  error: WebhookError.nullable(),
  errorDetail: z.string().nullable(),
  createdAt: Instant,
  lastAttemptAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookDeliveryQuery = PageQuery.extend({ state: WebhookDeliveryState.optional() });
export type WebhookDeliveryQuery = z.infer<typeof WebhookDeliveryQuery>;

/** Everything that failed or was held from this instant on is sent again, under the same ids. */
export const WebhookReplay = z.strictObject({ since: Instant });
export type WebhookReplay = z.infer<typeof WebhookReplay>;

export const WebhookReplayed = z.object({ count: z.int() });
export type WebhookReplayed = z.infer<typeof WebhookReplayed>;
