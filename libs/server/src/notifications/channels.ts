import {
  channelsBefore,
  isMandatory,
  type Channel,
  type Channels,
  type MailNotifications,
  type MailReason,
  type MailTopic,
  type TaskKind,
} from '@querraum/contracts';

interface Chosen {
  /** `never` silences whatever may be silenced, without forgetting what was chosen. */
  mailNotifications: MailNotifications;
  channels: Channels | null;
}

/** What is asked of somebody who is to sign is a topic of its own. */
export const topicOf = (reason: MailReason, kind: TaskKind | undefined): MailTopic =>
  reason === 'newTask' && kind === 'finalSignature' ? 'finalSignature' : reason;

/** On which way somebody wants to hear of a topic. What they have not chosen, because it came later, is mailed. */
export function channelOf(topic: MailTopic, { mailNotifications, channels }: Chosen): Channel {
  if (isMandatory(topic)) return 'mail';
  if (mailNotifications === 'never') return 'app';
  return channels?.[topic] ?? channelsBefore(true)[topic];
}

export const usesDigest = (channels: Channels): boolean => Object.values(channels).includes('digest');
