import { DEFAULT_REFERENCE_SCHEME, DEFAULT_RETENTION_RULE } from '@querraum/contracts';
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

  'GET /retention': { roles: adminOnly('200') },
  'PUT /retention/rule': {
    roles: adminOnly('200'),
    send: () => ({ body: DEFAULT_RETENTION_RULE, headers: { 'if-match': '"0"' } }),
  },
  'POST /retention/projects/{id}/release': { roles: adminOnly(UNKNOWN), path: { id: OUTSIDE } },
  'POST /retention/projects/{id}/stop': {
    roles: adminOnly('409 deletionNone'),
    path: { id: OUTSIDE },
    send: () => ({ body: { reason: 'Irrtum' } }),
  },
  'GET /projects/{id}/retention': { stage: 'round', relations: parties },
  'POST /projects/{id}/retention/holds': {
    stage: 'closed',
    relations: { lead: '201', participant: '201', above: '403 noAuthority', none: UNKNOWN },
    send: () => ({ body: { reason: 'Klage vor dem Verwaltungsgericht' } }),
  },
  'POST /projects/{id}/retention/holds/{holdId}/lift': {
    stage: 'closed',
    relations: { lead: UNKNOWN, participant: UNKNOWN, above: UNKNOWN, none: UNKNOWN },
    path: { holdId: `=${OUTSIDE}` },
    send: () => ({ body: { reason: 'Erledigt' } }),
  },
  'POST /projects/{id}/retention/offer': { stage: 'closed', relations: leadOnly('409 retentionRuns') },
  'POST /projects/{id}/retention/offer/answer': {
    stage: 'closed',
    relations: leadOnly('409 archiveNotAsked'),
    send: () => ({ body: { answer: 'waived', words: 'Kein bleibender Wert' } }),
  },
  'POST /projects/{id}/retention/deletion/stop': {
    stage: 'closed',
    relations: leadOnly('409 deletionNone'),
    send: () => ({ body: { reason: 'Es kommt ein Nachtrag' } }),
  },

  'GET /projects/{id}/cycle': { stage: 'round', relations: parties },
  'PUT /projects/{id}/cycle': {
    stage: 'closed',
    relations: leadOnly('200'),
    send: () => ({ body: { nextOn: '2031-06-02', months: 24 }, headers: { 'if-match': '"0"' } }),
  },
  'POST /projects/{id}/cycle/pause': {
    stage: 'closed',
    relations: leadOnly('409 cycleNone'),
    send: () => ({ body: { reason: 'Neuer Zuschnitt' }, headers: { 'if-match': '"0"' } }),
  },
  'POST /projects/{id}/renewal': {
    stage: 'closed',
    relations: leadOnly('409 cycleNone'),
    send: () => ({ body: { title: 'Profil (Fortschreibung 2031)' } }),
  },
};
