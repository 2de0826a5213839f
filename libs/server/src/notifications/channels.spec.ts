import { channelsBefore, OPTIONAL_TOPICS, type Channels } from '@querraum/contracts';
import { channelOf, topicOf, usesDigest } from './channels';

const all = (channel: 'app' | 'mail' | 'digest') =>
  Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, channel])) as Channels;

describe('the way on which somebody hears of something', () => {
  it('is the chosen one, and a mail as long as nothing is chosen', () => {
    expect(channelOf('newTask', { mailNotifications: 'immediately', channels: null })).toBe('mail');
    expect(channelOf('newTask', { mailNotifications: 'immediately', channels: all('digest') })).toBe('digest');
    expect(channelOf('completed', { mailNotifications: 'immediately', channels: all('app') })).toBe('app');
  });

  it('is a mail at once for what binds, whatever is chosen', () => {
    for (const topic of ['reminder', 'escalation', 'overdue', 'finalSignature'] as const)
      expect(channelOf(topic, { mailNotifications: 'never', channels: all('app') })).toBe('mail');
  });

  it('is the app alone for everything else where mails are switched off', () => {
    expect(channelOf('newTask', { mailNotifications: 'never', channels: all('mail') })).toBe('app');
  });

  it('is a mail for what did not exist when they chose', () => {
    const { newTask: _later, ...channels } = all('digest');
    expect(channelOf('newTask', { mailNotifications: 'immediately', channels: channels as Channels })).toBe('mail');
  });

  it('knows a request for the final signature from any other new task', () => {
    expect(topicOf('newTask', 'finalSignature')).toBe('finalSignature');
    expect(topicOf('newTask', 'coSignature')).toBe('newTask');
    expect(topicOf('completed', 'finalSignature')).toBe('completed');
  });

  it('needs a digest as soon as one topic goes into it', () => {
    expect(usesDigest(channelsBefore(true))).toBe(false);
    expect(usesDigest({ ...channelsBefore(true), mentioned: 'digest' })).toBe(true);
  });
});
