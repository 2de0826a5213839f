import { leadOnly, parties, signedIn, UNKNOWN, type Expectation } from './access.outcomes';
import { textForm } from './access.world';

const DOCUMENT = { id: 'documentId' } as const;
const READ_FIRST = { headers: { 'if-match': '"1"' } };
const REASON = { reason: 'Zahlen überholt' };
/** Whoever has the task of the Gesundheitsamt, in whichever project. */
const ADDRESSEE = { 'participantWorker @ mitte': '204', 'participantWorker @ shared': '204' } as const;

/** Documents: the lead keeps them, everybody of the file reads. */
export const DOCUMENT_EXPECTATIONS: Record<string, Expectation> = {
  'POST /projects/{id}/documents': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: () => ({ form: textForm({ title: 'Noch ein Text' }) }),
  },
  'GET /projects/{id}/documents': { stage: 'round', relations: parties },
  'GET /document-kinds': signedIn,
  'GET /documents/{id}': { stage: 'round', relations: parties, path: { id: 'documentId' } },
  'POST /documents/{id}/versions': {
    stage: 'draft',
    relations: leadOnly('201'),
    path: { id: 'documentId' },
    send: () => ({ form: textForm({ change: 'editorial', reason: 'Tippfehler' }) }),
  },
  'GET /documents/{id}/versions/{number}/content': {
    stage: 'round',
    relations: parties,
    path: { id: 'documentId', number: '=1' },
  },
  'GET /documents/{id}/comparison': {
    stage: 'round',
    relations: parties,
    path: DOCUMENT,
    send: () => ({ query: '?from=1&to=1' }),
  },
  'PATCH /documents/{id}': {
    stage: 'draft',
    relations: leadOnly('200'),
    path: DOCUMENT,
    send: () => ({ ...READ_FIRST, body: { title: 'Anderer Titel' } }),
  },
  'POST /documents/{id}/withdrawal': {
    stage: 'draft',
    relations: leadOnly('200'),
    path: DOCUMENT,
    send: () => ({ ...READ_FIRST, body: REASON }),
  },
  'POST /documents/{id}/replacement': {
    stage: 'draft',
    relations: leadOnly('422 documentReplacesItself'),
    path: DOCUMENT,
    send: ({ documentId }) => ({ ...READ_FIRST, body: { replacedById: documentId } }),
  },
  'POST /documents/{id}/restoration': {
    stage: 'draft',
    relations: leadOnly('409 documentCurrent'),
    path: DOCUMENT,
    send: () => ({ ...READ_FIRST, body: REASON }),
  },
  'POST /projects/{id}/document-links': {
    stage: 'draft',
    relations: leadOnly('409 documentOwn'),
    send: ({ documentId }) => ({ body: { documentId } }),
  },
  'POST /projects/{id}/document-links/{linkId}/removal': {
    stage: 'draft',
    relations: leadOnly(UNKNOWN),
    path: { linkId: 'documentId' },
  },
  'GET /documents/{id}/readings': { stage: 'round', relations: leadOnly('200'), path: DOCUMENT },
  'POST /documents/{id}/versions/{number}/readings': {
    stage: 'round',
    // Whoever heads the house acts for the offices below.
    relations: { lead: UNKNOWN, participant: UNKNOWN, above: '204', none: UNKNOWN },
    except: ADDRESSEE,
    path: { id: 'documentId', number: '=1' },
    send: ({ taskId }) => ({ body: { taskId } }),
  },
};
