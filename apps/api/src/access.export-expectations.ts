import { DEMO_UNITS } from '@querraum/server/testing';
import { forAll, signedIn, UNKNOWN, type Expectation } from './access.outcomes';

/** No export and no project has this id. */
const NOBODYS = DEMO_UNITS['BA-MITTE/RECHT'] ?? '';

/** Exports are each person's own: what somebody else has asked for does not exist (exports.e2e-spec.ts tries it on real ones). */
export const EXPORT_EXPECTATIONS: Record<string, Expectation> = {
  'GET /exports': signedIn,
  'POST /exports': {
    roles: forAll(UNKNOWN),
    send: () => ({ body: { of: { what: 'project', projectId: NOBODYS } } }),
  },
  'GET /exports/{id}': { roles: forAll(UNKNOWN), path: { id: NOBODYS } },
  'POST /exports/{id}/cancel': { roles: forAll(UNKNOWN), path: { id: NOBODYS } },
  'GET /exports/{id}/file': { roles: forAll(UNKNOWN), path: { id: NOBODYS } },
};
