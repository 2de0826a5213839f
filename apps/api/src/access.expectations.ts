import { DEMO_PEOPLE, DEMO_UNITS } from '@querraum/server/testing';
import { LIFECYCLE_EXPECTATIONS } from './access.lifecycle-expectations';
import { DOCUMENT_EXPECTATIONS } from './access.document-expectations';
import {
  adminOnly,
  forAll,
  leadOnly,
  NO_AUTHORITY,
  open,
  parties,
  signedIn,
  UNKNOWN,
  type Expectation,
} from './access.outcomes';
import { ASSIGNMENT_EXPECTATIONS } from './access.assignment-expectations';
import { NOTE_EXPECTATIONS } from './access.note-expectations';
import { EXPORT_EXPECTATIONS } from './access.export-expectations';
import { RUN_EXPECTATIONS } from './access.run-expectations';
import { PLAN_EXPECTATIONS } from './access.plan-expectations';
import { NOTIFICATION_EXPECTATIONS } from './access.notification-expectations';
import { REPORT_EXPECTATIONS } from './access.report-expectations';
import { WEBHOOK_EXPECTATIONS } from './access.webhook-expectations';
import { PROCEDURE_EXPECTATIONS } from './access.procedure-expectations';

/** Later than every Frist of the story, earlier than what counts as a slip of the pen. */
const IN_SIX_MONTHS = new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10);

/** The task of the Gesundheitsamt, in whichever project. */
const ADDRESSEE = { 'participantWorker @ mitte': '200', 'participantWorker @ shared': '200' };
const PLANNED = '2031-06-02';
/** Of the house of Mitte, for its administrator alone. */
const HOUSE = {
  tenant: DEMO_PEOPLE['ruth.sommerfeld']?.tenantId ?? '',
  root: DEMO_UNITS['BA-MITTE/BA'] ?? '',
  unit: DEMO_UNITS['BA-MITTE/RECHT'] ?? '',
  unitInUse: DEMO_UNITS['BA-MITTE/GES'] ?? '',
  person: DEMO_PEOPLE['ruth.sommerfeld']?.id ?? '',
  deputy: DEMO_PEOPLE['aylin.demirel']?.id ?? '',
};

const TEMPLATE = { name: 'Neue Vorlage', kindId: HOUSE.tenant, content: {} };
const KIND = { code: 'NEU', name: { de: 'Neue Art', en: 'New kind' } };

function csvForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append('file', new Blob(['Benutzername;Name\nnora.neu;Nora Neu'], { type: 'text/csv' }), 'personen.csv');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** One entry a route; a route without one fails the test. */
export const EXPECTATIONS: Record<string, Expectation> = {
  'GET /configuration': open,
  'GET /health/live': open,
  'GET /health/ready': open,
  'GET /legal': open,
  'GET /openapi.json': open,

  'GET /me': signedIn,
  'PATCH /me': { ...signedIn, send: () => ({ body: { language: 'de' } }) },
  'GET /areas': signedIn,
  'GET /areas/editions': signedIn,
  'GET /areas/shapes': signedIn,
  'GET /areas/{key}': { ...signedIn, path: { key: '013008' } },
  'GET /areas/{key}/geometry': { ...signedIn, path: { key: '013008' } },
  'GET /organisation/units': signedIn,
  'GET /organisation/units/{id}/people': {
    roles: { ...forAll('200'), foreigner: UNKNOWN },
    path: { id: '01926f00-0000-7000-8001-000000000004' },
  },
  'GET /organisation/units/{id}/positions': { ...signedIn, path: { id: '01926f00-0000-7000-8001-000000000004' } },
  'POST /organisation/house/units/{id}/positions': {
    roles: adminOnly('201'),
    path: { id: HOUSE.unit },
    send: () => ({ body: { code: 'RECHT 1', name: 'Vertragsrecht' } }),
  },
  'PATCH /organisation/house/positions/{id}': {
    roles: adminOnly(UNKNOWN),
    path: { id: HOUSE.unit },
    send: () => ({ body: { code: 'RECHT 1', name: 'Vertragsrecht' }, headers: { 'if-match': '"1"' } }),
  },
  'POST /organisation/house/positions/{id}/end': {
    roles: adminOnly(UNKNOWN),
    path: { id: HOUSE.unit },
    send: () => ({ headers: { 'if-match': '"1"' } }),
  },
  'PUT /organisation/house/people/{id}/roles/{roleId}/position': {
    roles: adminOnly(UNKNOWN),
    path: { id: HOUSE.person, roleId: HOUSE.unit },
    send: () => ({ body: { positionId: null } }),
  },
  'GET /organisation/house/units': { roles: adminOnly('200') },
  'GET /organisation/house/units/{id}': { roles: adminOnly('200'), path: { id: HOUSE.unit } },
  'POST /organisation/house/units': {
    roles: adminOnly('201'),
    send: () => ({
      body: { code: 'NEU', name: 'Neue Einheit', kind: 'OFFICE', department: null, parentId: HOUSE.root },
    }),
  },
  'PATCH /organisation/house/units/{id}': {
    roles: adminOnly('200'),
    path: { id: HOUSE.unit },
    send: () => ({
      body: { code: 'RECHT', name: 'Rechtsamt', kind: 'CROSS_CUTTING', department: 'LEGAL', parentId: HOUSE.root },
      headers: { 'if-match': '"1"' },
    }),
  },
  'POST /organisation/house/units/{id}/dissolution': {
    roles: adminOnly('409 unitInUse'),
    path: { id: HOUSE.unitInUse },
    send: () => ({ headers: { 'if-match': '"1"' } }),
  },
  'GET /organisation/house/people': { roles: adminOnly('200') },
  'GET /organisation/house/people/{id}': { roles: adminOnly('200'), path: { id: HOUSE.person } },
  'POST /organisation/house/people': {
    roles: adminOnly('201'),
    send: () => ({ body: { name: 'Neue Person', username: 'neue.person' } }),
  },
  'PATCH /organisation/house/people/{id}': {
    roles: adminOnly('200'),
    path: { id: HOUSE.person },
    send: () => ({ body: { name: 'Anderer Name' }, headers: { 'if-match': '"1"' } }),
  },
  'POST /organisation/house/people/{id}/roles': {
    roles: adminOnly('201'),
    path: { id: HOUSE.person },
    send: () => ({ body: { unitId: HOUSE.unit, role: 'CASE_WORKER', capacity: 'BY_ORDER' } }),
  },
  'POST /organisation/house/people/{id}/roles/{roleId}/end': {
    roles: adminOnly('200'),
    path: { id: HOUSE.person, roleId: HOUSE.person },
    send: () => ({ body: { to: null } }),
  },
  'POST /organisation/house/people/{id}/deputations': {
    roles: adminOnly('201'),
    path: { id: HOUSE.person },
    send: () => ({ body: { deputyId: HOUSE.deputy, from: null, to: IN_SIX_MONTHS } }),
  },
  'DELETE /organisation/house/people/{id}/deputations/{deputationId}': {
    roles: adminOnly(UNKNOWN),
    path: { id: HOUSE.person, deputationId: HOUSE.unit },
  },
  'POST /organisation/house/imports/check': {
    roles: adminOnly('200'),
    send: () => ({ form: csvForm({ kind: 'people' }) }),
  },
  'POST /organisation/house/imports': {
    roles: adminOnly('409 importChanged'),
    send: () => ({ form: csvForm({ kind: 'people', mode: 'good', checkId: '0'.repeat(64) }) }),
  },
  'GET /setup': signedIn,
  'POST /setup': {
    roles: forAll('409 setupClosed'),
    send: () => ({
      body: {
        code: 'ABCD-EFGH-JKLM',
        authority: { name: 'Noch ein Bezirksamt', shortName: 'BA-X', kind: 'DISTRICT_AUTHORITY', state: 'BE' },
        administratorName: 'Erste Person',
      },
    }),
  },
  'GET /setup/progress': { roles: adminOnly('200') },
  'GET /deadline-preview': { ...signedIn, send: () => ({ query: '?start=2027-03-25&length=5' }) },
  'GET /calendar/holidays': signedIn,
  'GET /calendar/house-days': signedIn,
  'GET /calendar': { ...signedIn, send: () => ({ query: '?year=2031' }) },
  'GET /calendar/changes': { roles: adminOnly('200') },
  'GET /calendar/preview': {
    roles: adminOnly('200'),
    send: () => ({
      query: `?change=${encodeURIComponent(JSON.stringify({ add: [{ date: PLANNED, name: 'Umzug' }] }))}`,
    }),
  },
  'POST /calendar/changes': {
    roles: adminOnly('201'),
    send: () => ({ body: { add: [{ date: PLANNED, name: 'Betriebsausflug' }] }, headers: { 'if-match': '"0"' } }),
  },
  'GET /test-clock': signedIn,
  'POST /test-clock': {
    roles: adminOnly('200'),
    send: () => ({ body: { now: new Date(Date.now() + 60_000).toISOString() } }),
  },
  ...PROCEDURE_EXPECTATIONS,
  'GET /project-kinds': signedIn,
  'GET /project-kinds/{id}': { roles: adminOnly('200'), path: { id: HOUSE.tenant } },
  'POST /project-kinds': { roles: adminOnly('201'), send: () => ({ body: KIND }) },
  'PUT /project-kinds/{id}': {
    roles: adminOnly('200'),
    path: { id: HOUSE.tenant },
    send: () => ({ body: { ...KIND, code: 'VH' }, headers: { 'if-match': '"1"' } }),
  },
  'POST /project-kinds/{id}/retirement': {
    roles: adminOnly('200'),
    path: { id: HOUSE.tenant },
    send: () => ({ headers: { 'if-match': '"2"' } }),
  },
  'DELETE /project-kinds/{id}/retirement': {
    roles: adminOnly('200'),
    path: { id: HOUSE.tenant },
    send: () => ({ headers: { 'if-match': '"3"' } }),
  },

  'GET /project-templates': signedIn,
  'GET /project-templates/{id}': { roles: { ...forAll('200'), foreigner: UNKNOWN }, path: { id: 'templateOfMitte' } },
  'GET /project-templates/{id}/documents/{documentId}/content': {
    roles: forAll(UNKNOWN),
    path: { id: 'templateOfMitte', documentId: HOUSE.unit },
  },
  'POST /project-templates': { roles: adminOnly('201'), send: () => ({ body: TEMPLATE }) },
  'PUT /project-templates/{id}': {
    roles: adminOnly('200'),
    path: { id: 'templateOfMitte' },
    send: () => ({ body: { ...TEMPLATE, documentIds: [] }, headers: { 'if-match': '"2"' } }),
  },
  'POST /project-templates/{id}/release': {
    roles: adminOnly('200'),
    path: { id: 'templateOfMitte' },
    send: () => ({ headers: { 'if-match': '"3"' } }),
  },
  'POST /project-templates/{id}/retirement': {
    roles: adminOnly('200'),
    path: { id: 'templateOfMitte' },
    send: () => ({ headers: { 'if-match': '"4"' } }),
  },
  'GET /projects/{id}/template': { stage: 'draft', relations: leadOnly('409 projectNotClosed') },
  'POST /projects/{id}/template': {
    stage: 'draft',
    relations: leadOnly('409 projectNotClosed'),
    send: () => ({ body: { name: 'Muster', content: {} } }),
  },

  'GET /projects': signedIn,
  'POST /projects': {
    roles: { ...forAll('422 leadUnitOutside'), leadWorker: '201' },
    send: () => ({
      body: {
        title: 'Vorhaben',
        areas: [{ edition: '2021', key: '01' }],
        leadUnitId: '01926f00-0000-7000-8001-000000000003',
      },
    }),
  },
  'GET /projects/{id}': { stage: 'round', relations: parties },
  'PATCH /projects/{id}': {
    stage: 'draft',
    relations: leadOnly('200'),
    send: () => ({ body: { title: 'Neuer Titel' }, headers: { 'if-match': '"1"' } }),
  },
  'GET /projects/{id}/history': { stage: 'round', relations: parties },
  'GET /projects/{id}/runs': { stage: 'round', relations: parties },
  'GET /projects/{id}/timeline': { stage: 'round', relations: parties },
  'GET /projects/{id}/holders': { stage: 'round', relations: parties },
  ...DOCUMENT_EXPECTATIONS,
  'POST /projects/{id}/runs': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: ({ procedureId, documentId }) => ({ body: { procedureId, documentId } }),
  },

  ...PLAN_EXPECTATIONS,
  ...ASSIGNMENT_EXPECTATIONS,

  ...NOTE_EXPECTATIONS,
  ...EXPORT_EXPECTATIONS,
  ...LIFECYCLE_EXPECTATIONS,

  ...RUN_EXPECTATIONS,
  'POST /runs/{id}/steps/{stepId}/commands': {
    stage: 'round',
    relations: leadOnly('200'),
    path: { id: 'runId', stepId: 'stepId' },
    send: ({ seatId }) => ({ body: { type: 'extend', seatId, lastDay: IN_SIX_MONTHS, reason: 'Ferien' } }),
  },

  'GET /overview/projects': signedIn,
  'GET /overview/counts': signedIn,
  'GET /overview/areas': signedIn,
  'GET /overview/export': signedIn,

  'GET /calendar-feeds': signedIn,
  'POST /calendar-feeds': { roles: forAll('201'), send: () => ({ body: {} }) },
  'DELETE /calendar-feeds/{id}': { roles: forAll(UNKNOWN), path: { id: HOUSE.unit } },
  'GET /calendar-feeds/{token}.ics': {
    roles: { ...forAll(UNKNOWN), nobody: UNKNOWN },
    path: { token: 'x'.repeat(43) },
  },

  'GET /tasks': signedIn,
  'GET /tasks/counts': signedIn,
  'GET /tasks/stream': { ...signedIn, isStream: true },
  'GET /notifications': signedIn,
  'GET /mail-deliveries': { roles: adminOnly('200') },
  'GET /jobs': { roles: adminOnly('200') },
  'GET /work-items': { roles: adminOnly('200') },
  'GET /work-items/{id}': { roles: adminOnly(UNKNOWN), path: { id: HOUSE.unit } },
  'POST /work-items/{id}/retry': { roles: adminOnly(UNKNOWN), path: { id: HOUSE.unit } },
  'POST /work-items/{id}/skip': {
    roles: adminOnly(UNKNOWN),
    path: { id: HOUSE.unit },
    send: () => ({ body: { reason: 'Von Hand erledigt' } }),
  },
  ...NOTIFICATION_EXPECTATIONS,
  ...REPORT_EXPECTATIONS,
  ...WEBHOOK_EXPECTATIONS,
  'GET /tasks/{id}': { stage: 'round', relations: parties, path: { id: 'taskId' } },
  'POST /tasks/{id}/claim': {
    stage: 'round',
    relations: NO_AUTHORITY,
    except: ADDRESSEE,
    path: { id: 'taskId' },
  },
  'POST /tasks/{id}/release': {
    stage: 'claimed',
    relations: { lead: '409 notOwner', participant: '409 notOwner', above: '409 notOwner', none: UNKNOWN },
    except: ADDRESSEE,
    path: { id: 'taskId' },
  },
  'POST /tasks/{id}/answer': {
    stage: 'claimed',
    relations: NO_AUTHORITY,
    except: ADDRESSEE,
    path: { id: 'taskId' },
    send: () => ({ body: { kind: 'approve', version: 1 } }),
  },
  'POST /tasks/{id}/signature': {
    stage: 'signature',
    relations: NO_AUTHORITY,
    except: { 'councillor @ mitte': '200' },
    path: { id: 'taskId' },
    send: () => ({ body: { result: 'signed', version: 1, acknowledged: [] } }),
  },
  'POST /tasks/{id}/completion': {
    stage: 'leadTask',
    relations: { lead: '409 notOwner', participant: '403 noAuthority', above: '403 noAuthority', none: UNKNOWN },
    path: { id: 'taskId' },
    send: () => ({ body: {} }),
  },
};
