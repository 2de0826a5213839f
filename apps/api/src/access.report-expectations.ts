import { DEMO_UNITS } from '@querraum/server/testing';
import { forAll, signedIn, UNKNOWN, type Expectation } from './access.outcomes';

/** Of no report: an id of something else. */
const NONE = DEMO_UNITS['BA-MITTE/RECHT'] ?? '';
const INPUT = {
  scope: { department: [], area: [], stage: [], unit: [] },
  rhythm: { every: 'week', weekday: 1, hour: 8 },
  state: 'active',
  recipientIds: [],
};
const read = { headers: { 'if-match': '"1"' } };

/** Reports by mail: everybody's own. Somebody else's is not there, whoever asks for it. */
export const REPORT_EXPECTATIONS: Record<string, Expectation> = {
  'GET /report-subscriptions': signedIn,
  'POST /report-subscriptions': { roles: forAll('201'), send: () => ({ body: INPUT }) },
  'PUT /report-subscriptions/{id}': {
    roles: forAll(UNKNOWN),
    path: { id: NONE },
    send: () => ({ ...read, body: INPUT }),
  },
  'DELETE /report-subscriptions/{id}': { roles: forAll(UNKNOWN), path: { id: NONE }, send: () => read },
  'POST /report-subscriptions/{id}/leave': { roles: forAll(UNKNOWN), path: { id: NONE } },
};
