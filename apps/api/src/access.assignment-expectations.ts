import { ASSIGNMENT } from './access.assignments';
import { parties, UNKNOWN, type ProjectRoute, type Sent } from './access.outcomes';
import { textForm, type Relation } from './access.world';

const READ_FIRST = { headers: { 'if-match': '"1"' } };
const lastDay = new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10);

const all = (outcome: string): Record<Relation, string> => ({
  ...{ lead: outcome, participant: outcome, above: outcome },
  none: UNKNOWN,
});
/** In the project of Pankow the Gesundheitsamt of Mitte has this task and nothing else; its councillor stands above it. */
const assignee = (worker: string, above: string) => ({
  'participantWorker @ pankow': worker,
  'councillor @ pankow': above,
});
const addressee = (outcome: string) => ({
  'participantWorker @ mitte': outcome,
  'participantWorker @ shared': outcome,
  ...assignee(outcome, '403 noAuthority'),
});

/** The unit that has the task, and nobody else, the lead included. */
const ofAddressee = (
  act: string,
  send: (subject: { documentId: string }) => Sent,
  over: Partial<ProjectRoute> = {},
) => ({
  [`POST /assignments/{id}/${act}`]: {
    ...{ stage: 'assigned', relations: all('403 noAuthority'), except: addressee('200') },
    ...{ path: { id: 'assignmentId' }, send, ...over },
  } as ProjectRoute,
});

/** The unit that gave it, and nobody else, the addressed unit included. */
const ofIssuer = (act: string, send: () => Sent, over: Partial<ProjectRoute> = {}) => ({
  [`POST /assignments/{id}/${act}`]: {
    ...{ stage: 'assigned', relations: { ...all('403 notIssuer'), lead: '200' } },
    except: assignee('403 notIssuer', '403 notIssuer'),
    ...{ path: { id: 'assignmentId' }, send: () => ({ ...READ_FIRST, ...send() }), ...over },
  } as ProjectRoute,
});

export const ASSIGNMENT_EXPECTATIONS: Record<string, ProjectRoute> = {
  'GET /projects/{id}/assignments': { stage: 'assigned', relations: parties, except: assignee('200', '200') },
  'GET /projects/{id}/assignment-context': { stage: 'draft', relations: parties },
  'POST /projects/{id}/assignments': {
    stage: 'draft',
    relations: { lead: '201', participant: '201', above: '403 mayNotIssue', none: UNKNOWN },
    send: () => ({ body: ASSIGNMENT.order }),
  },
  'GET /assignments/{id}': {
    ...{ stage: 'assigned', relations: parties, except: assignee('200', '200') },
    path: { id: 'assignmentId' },
  },

  ...ofAddressee('answer', () => ({ body: ASSIGNMENT.answer }), { stage: 'assignedClaimed' }),
  ...ofAddressee('decline', () => ({ body: ASSIGNMENT.reason })),
  ...ofAddressee('hand-over', () => ({ body: ASSIGNMENT.toPerson })),
  ...ofAddressee('checklist', () => ({ body: { itemId: 1, done: true } })),
  ...ofAddressee('sub-assignments', () => ({ body: ASSIGNMENT.order }), { except: addressee('201') }),
  ...ofAddressee('documents', ({ documentId }) => ({ body: { documentId } }), {
    relations: { ...all('403 noAuthority'), lead: '200' },
    // Nobody adds what they do not see.
    except: { ...addressee('200'), ...assignee('422 documentElsewhere', '403 noAuthority') },
  }),
  ...ofAddressee('files', () => ({ form: textForm({ title: 'Anlage' }) }), {
    relations: { ...all('403 noAuthority'), lead: '201' },
    except: addressee('201'),
  }),

  ...ofIssuer('accept', () => ({ body: {}, headers: { 'if-match': '"3"' } }), { stage: 'assignedAnswered' }),
  ...ofIssuer('send-back', () => ({ body: { words: 'Bitte mit Zahlen' }, headers: { 'if-match': '"3"' } }), {
    stage: 'assignedAnswered',
  }),
  ...ofIssuer('take-back', () => ({ body: ASSIGNMENT.reason })),
  ...ofIssuer('readdress', () => ({ body: ASSIGNMENT.toUnit, headers: { 'if-match': '"2"' } }), {
    stage: 'assignedDeclined',
    // Whoever declines it sees it no more.
    except: {},
  }),
  ...ofIssuer('extend', () => ({ body: { lastDay, reason: 'Ferien' } })),
  ...ofIssuer('dependencies', () => ({ body: { dependsOn: [] } })),

  'GET /assignment-groups/{id}': { stage: 'assigned', relations: parties, path: { id: 'assignmentGroupId' } },
  'POST /assignment-groups/{id}/conclude': {
    stage: 'assigned',
    relations: { ...all('403 notIssuer'), lead: '409 groupOpen' },
    path: { id: 'assignmentGroupId' },
    send: () => ({ ...READ_FIRST, body: { words: 'Zusammengeführt' } }),
  },
  'POST /assignment-groups/{id}/stop-recurrence': {
    stage: 'assigned',
    relations: { ...all('403 notIssuer'), lead: '409 notRecurring' },
    path: { id: 'assignmentGroupId' },
    send: () => ({ body: ASSIGNMENT.reason }),
  },
};
