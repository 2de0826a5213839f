import { DEFAULT_REFERENCE_SCHEME } from '@querraum/contracts';
import { DEMO_UNITS } from '@querraum/server/testing';
import { adminOnly, leadOnly, parties, signedIn, UNKNOWN, type Expectation } from './access.outcomes';

/** A unit that takes part in none of the projects. */
const OUTSIDE = DEMO_UNITS['BA-MITTE/RECHT'] ?? '';

/** Only those answer an offer to whom it was made; it was made to the Gesundheitsamt of Mitte, or within Pankow. */
const NOT_OFFERED = {
  lead: '403 handoverNotOffered',
  participant: '403 handoverNotOffered',
  above: '403 handoverNotOffered',
  none: UNKNOWN,
};
/** The life of a project: who leads it, who takes part, how it ends. */
export const LIFECYCLE_EXPECTATIONS: Record<string, Expectation> = {
  'GET /organisation/house/reference-scheme': { roles: adminOnly('200') },
  'PUT /organisation/house/reference-scheme': {
    roles: adminOnly('200'),
    send: () => ({ body: DEFAULT_REFERENCE_SCHEME, headers: { 'if-match': '"0"' } }),
  },

  'GET /projects/similar': { ...signedIn, send: () => ({ query: '?areas=013008&title=Vorhaben' }) },
  'GET /handovers': signedIn,
  'GET /projects/{id}/handovers': { stage: 'offered', relations: parties },
  'POST /projects/{id}/handovers': {
    stage: 'draft',
    relations: leadOnly('422 handoverToSelf'),
    send: ({ leadUnitId }) => ({ body: { toUnitId: leadUnitId, reason: 'Neuer Zuschnitt' } }),
  },
  'POST /projects/{id}/handovers/{handoverId}/acceptance': {
    stage: 'offered',
    relations: NOT_OFFERED,
    except: { 'participantWorker @ mitte': '200' },
    path: { handoverId: 'handoverId' },
    send: () => ({ body: {} }),
  },
  'POST /projects/{id}/handovers/{handoverId}/refusal': {
    stage: 'offered',
    relations: NOT_OFFERED,
    except: { 'participantWorker @ mitte': '200' },
    path: { handoverId: 'handoverId' },
    send: () => ({ body: { reason: 'Keine Kapazität' } }),
  },
  'POST /projects/{id}/handovers/{handoverId}/withdrawal': {
    stage: 'offered',
    relations: leadOnly('200'),
    path: { handoverId: 'handoverId' },
    send: () => ({ body: { reason: 'Entfällt' } }),
  },
  'GET /projects/{id}/participations': { stage: 'round', relations: parties },
  'POST /projects/{id}/participants': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: () => ({ body: { unitId: OUTSIDE, involvement: 'TAKE_NOTE', reason: 'Betrifft das Recht' } }),
  },
  'PATCH /projects/{id}/participants/{unitId}': {
    stage: 'draft',
    relations: leadOnly('404 participantUnknown'),
    path: { unitId: `=${OUTSIDE}` },
    send: () => ({ body: { involvement: 'STATEMENT', reason: 'Nur noch dies' } }),
  },
  'POST /projects/{id}/participants/{unitId}/end': {
    stage: 'draft',
    relations: leadOnly('404 participantUnknown'),
    path: { unitId: `=${OUTSIDE}` },
    send: () => ({ body: { reason: 'Nicht mehr betroffen' } }),
  },
  'GET /projects/{id}/closing': { stage: 'round', relations: parties },
  'POST /projects/{id}/closing': {
    stage: 'draft',
    relations: leadOnly('200'),
    send: () => ({ body: { note: 'Erledigt' } }),
  },
  'POST /projects/{id}/filing': {
    stage: 'closed',
    relations: leadOnly('200'),
    send: () => ({ body: {} }),
  },
  'POST /projects/{id}/reopening': {
    stage: 'closed',
    relations: leadOnly('200'),
    send: () => ({ body: { reason: 'Nachtrag' } }),
  },
};
