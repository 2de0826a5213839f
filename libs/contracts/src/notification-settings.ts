import { z } from 'zod';
import { MailReason } from './mail';
import { Instant } from './page';
import { Rhythm } from './rhythm';

/**
 * What people are told of and may hear on a way of their own choice: every reason, and apart from them the request for a
 * final signature and a Vertretung that begins or ends.
 */
export const MailTopic = z.enum([...MailReason.options, 'finalSignature', 'deputation']);
export type MailTopic = z.infer<typeof MailTopic>;

/** `app`: under Hinweise alone · `mail`: at once · `digest`: in one mail with everything else of the day or week. */
export const Channel = z.enum(['app', 'mail', 'digest']);
export type Channel = z.infer<typeof Channel>;

/**
 * What is mailed at once whatever somebody chooses, and why: a Frist that binds goes on running, nobody else may sign,
 * somebody else may sign now.
 */
export const MANDATORY_TOPICS = {
  reminder: 'frist',
  escalation: 'frist',
  overdue: 'frist',
  finalSignature: 'signature',
  deputation: 'authority',
} as const satisfies Partial<Record<MailTopic, 'frist' | 'signature' | 'authority'>>;
type MandatoryTopic = keyof typeof MANDATORY_TOPICS;

export const isMandatory = (topic: MailTopic): topic is MandatoryTopic => topic in MANDATORY_TOPICS;

export type OptionalTopic = Exclude<MailTopic, MandatoryTopic>;
export const OPTIONAL_TOPICS = MailTopic.options.filter((topic): topic is OptionalTopic => !isMandatory(topic));

const Channels = z.record(z.enum(OPTIONAL_TOPICS), Channel);
export type Channels = z.infer<typeof Channels>;

/** Twice a day would be no digest, once a month too late. */
export const DigestRhythm = Rhythm.refine(({ every }) => every === 'day' || every === 'week');

/** What people decide for themselves about being told; the whole of it at once. */
export const NotificationChoice = z.strictObject({
  channels: Channels,
  digest: DigestRhythm,
  /** While somebody stands in for the person no digest comes; the first one afterwards has everything. */
  pausedWhileAway: z.boolean(),
});
export type NotificationChoice = z.infer<typeof NotificationChoice>;

export const NotificationSettings = NotificationChoice.extend({
  revision: z.int(),
  mandatory: z.array(z.object({ topic: MailTopic, because: z.enum(['frist', 'signature', 'authority']) })),
  /** When the next digest may come; `null` where nothing goes into one. */
  nextDigestAt: Instant.nullable(),
  /** Somebody stands in for the person now. */
  isAway: z.boolean(),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** As long as nobody has chosen: everything at once, or, where the person has switched mails off, under Hinweise alone. */
export const channelsBefore = (wantsMails: boolean): Channels =>
  Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, wantsMails ? 'mail' : 'app'])) as Channels;

export const DIGEST_BEFORE = { every: 'day', hour: 8 } as const satisfies Rhythm;
