import { TEMPLATES } from '@querraum/server';
import { editOf } from '@querraum/workflow';
import { DEMO_UNITS } from '@querraum/server/testing';
import { adminOnly, forAll, signedIn, UNKNOWN, type Expectation } from './access.outcomes';

/** What the demonstration's procedure says, under another name. */
const SHIPPED = TEMPLATES.find(({ definition }) => definition.key === 'co-signature-four-departments');
const RENAMED = SHIPPED && { ...editOf(SHIPPED.definition), name: { de: 'Mitzeichnung', en: 'Co-signature' } };

const UNKNOWN_PLAN = DEMO_UNITS['BA-MITTE/RECHT'] ?? '';
/** Sound, but not what the house has published. */
const OTHER_DEFINITION = {
  schemaVersion: 1,
  key: 'other',
  name: { de: 'Anderes', en: 'Other' },
  nodes: [
    { id: 'start', type: 'start', name: { de: 'Beginn', en: 'Start' } },
    { id: 'end', type: 'end', name: { de: 'Ende', en: 'End' } },
  ],
  flows: [{ id: 'f', from: 'start', to: 'end' }],
};

const BPMN = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
  <process id="simple" name="Einfach" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="flow" sourceRef="start" targetRef="task"/><userTask id="task"/>
  </process></definitions>`;

function bpmnForm(): FormData {
  const form = new FormData();
  form.append('file', new Blob([BPMN], { type: 'application/xml' }), 'einfach.bpmn');
  return form;
}

export const PROCEDURE_EXPECTATIONS: Record<string, Expectation> = {
  'GET /procedures': signedIn,
  'POST /procedures': {
    roles: adminOnly('201'),
    send: () => ({ body: { act: 'takeOver', template: 'short-co-signature' } }),
  },
  'GET /procedures/overview': { roles: adminOnly('200') },
  'GET /procedures/templates': { roles: adminOnly('200') },
  'GET /procedures/{id}': { roles: { ...forAll('200'), foreigner: UNKNOWN }, path: { id: 'procedureOfMitte' } },
  'POST /procedures/import': { roles: adminOnly('201'), send: () => ({ form: bpmnForm() }) },
  'GET /procedures/{id}/bpmn': { roles: { ...forAll('200'), foreigner: UNKNOWN }, path: { id: 'procedureOfMitte' } },
  'GET /procedures/{id}/versions': {
    roles: { ...forAll('200'), foreigner: UNKNOWN },
    path: { id: 'procedureOfMitte' },
  },
  'POST /procedures/{id}/draft': { roles: adminOnly('201'), path: { id: 'procedureOfMitte' } },
  'GET /procedures/{id}/draft': { roles: adminOnly('200'), path: { id: 'procedureOfMitte' } },
  'PUT /procedures/{id}/draft': {
    roles: adminOnly('200'),
    path: { id: 'procedureOfMitte' },
    send: () => ({
      body: RENAMED,
      headers: { 'if-match': '"1"' },
    }),
  },
  // Whoever has worked on the draft does not release it.
  'POST /procedures/{id}/versions': {
    roles: adminOnly('403 procedureOwnDraft'),
    path: { id: 'procedureOfMitte' },
    send: () => ({ headers: { 'if-match': '"2"' } }),
  },
  'DELETE /procedures/{id}/draft': {
    roles: adminOnly('204'),
    path: { id: 'procedureOfMitte' },
    send: () => ({ headers: { 'if-match': '"2"' } }),
  },
  'PUT /procedures/{id}/versions/{version}': {
    roles: adminOnly('409 procedureVersionFixed'),
    path: { id: 'procedureOfMitte', version: '1' },
    send: () => ({ body: { definition: OTHER_DEFINITION } }),
  },
  'GET /procedures/{id}/migrations': { roles: adminOnly('200'), path: { id: 'procedureOfMitte' } },
  'POST /procedures/{id}/migrations': {
    roles: adminOnly('422 migrationSameVersion'),
    path: { id: 'procedureOfMitte' },
    send: () => ({ body: { fromVersion: 1, toVersion: 1 } }),
  },
  ...Object.fromEntries(
    (
      [
        ['GET /procedures/{id}/migrations/{migrationId}'],
        ['GET /procedures/{id}/migrations/{migrationId}/runs'],
        ['PUT /procedures/{id}/migrations/{migrationId}', { mapping: {} }],
        ['DELETE /procedures/{id}/migrations/{migrationId}'],
        ['POST /procedures/{id}/migrations/{migrationId}/check'],
        ['PUT /procedures/{id}/migrations/{migrationId}/choice', { choose: 'allBut', runIds: [] }],
        ['POST /procedures/{id}/migrations/{migrationId}/release'],
        ['POST /procedures/{id}/migrations/{migrationId}/undo'],
      ] as [string, object?][]
    ).map(([route, body]) => [
      route,
      {
        roles: adminOnly(UNKNOWN),
        path: { id: 'procedureOfMitte', migrationId: UNKNOWN_PLAN },
        send: () => ({ ...(body && { body }), headers: { 'if-match': '"1"' } }),
      },
    ]),
  ),
};
