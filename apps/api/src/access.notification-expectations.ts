import { OPTIONAL_TOPICS } from '@querraum/contracts';
import { signedIn, type Expectation } from './access.outcomes';

const CHOICE = {
  channels: Object.fromEntries(OPTIONAL_TOPICS.map((topic) => [topic, 'mail'])),
  digest: { every: 'day', hour: 8 },
  pausedWhileAway: true,
};

/** On which way somebody is told: each person's own. A role may be played by one who has chosen before. */
export const NOTIFICATION_EXPECTATIONS: Record<string, Expectation> = {
  'GET /me/notifications': signedIn,
  'PUT /me/notifications': { ...signedIn, send: () => ({ headers: { 'if-match': '"0"' }, body: CHOICE }) },
};
