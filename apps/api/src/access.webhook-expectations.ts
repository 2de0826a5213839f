import { DEMO_UNITS } from '@querraum/server/testing';
import { adminOnly, UNKNOWN, type Expectation } from './access.outcomes';

/** Of no target: an id of something else. */
const NONE = DEMO_UNITS['BA-MITTE/RECHT'] ?? '';
const INPUT = { url: 'https://hooks.stadt.de/eingang', events: ['run.started'] };
const read = { headers: { 'if-match': '"1"' } };

/** Targets outside: for the administrators of the house alone, and none of them sees another house's. */
export const WEBHOOK_EXPECTATIONS: Record<string, Expectation> = {
  'GET /webhooks': { roles: adminOnly('200') },
  'POST /webhooks': { roles: adminOnly('201'), send: () => ({ body: INPUT }) },
  'GET /webhooks/{id}': { roles: adminOnly(UNKNOWN), path: { id: NONE } },
  'PUT /webhooks/{id}': { roles: adminOnly(UNKNOWN), path: { id: NONE }, send: () => ({ ...read, body: INPUT }) },
  'DELETE /webhooks/{id}': { roles: adminOnly(UNKNOWN), path: { id: NONE }, send: () => read },
  'POST /webhooks/{id}/secret': { roles: adminOnly(UNKNOWN), path: { id: NONE }, send: () => ({ ...read, body: {} }) },
  'GET /webhooks/{id}/deliveries': { roles: adminOnly(UNKNOWN), path: { id: NONE } },
  'POST /webhooks/{id}/test': { roles: adminOnly(UNKNOWN), path: { id: NONE } },
  'POST /webhooks/{id}/replay': {
    roles: adminOnly(UNKNOWN),
    path: { id: NONE },
    send: () => ({ body: { since: '2027-03-25T09:00:00.000Z' } }),
  },
  'POST /webhooks/{id}/deliveries/{deliveryId}/replay': {
    roles: adminOnly(UNKNOWN),
    path: { id: NONE, deliveryId: NONE },
  },
};
