import { leadOnly, parties, UNKNOWN, type ProjectRoute } from './access.outcomes';
import { PLANNING } from './access.plan';

/** What lies with the lead's own unit. */
const responsible = { lead: '200', participant: '403 notResponsible', above: '403 notResponsible', none: UNKNOWN };
const READ_FIRST = { headers: { 'if-match': '"1"' } };
const ENDING = { body: { reason: 'Entfällt' } };

/** The plan of a project: the lead plans, everybody of the file reads. */
export const PLAN_EXPECTATIONS: Record<string, ProjectRoute> = {
  'GET /projects/{id}/plan': { stage: 'planned', relations: parties },
  'POST /projects/{id}/phases': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: () => ({ body: PLANNING.phases() }),
  },
  'PUT /projects/{id}/phases/{phaseId}': {
    stage: 'planned',
    relations: leadOnly('200'),
    path: { phaseId: 'phaseId' },
    send: () => ({ ...READ_FIRST, body: PLANNING.phases() }),
  },
  'POST /projects/{id}/phases/{phaseId}/state': {
    stage: 'planned',
    relations: leadOnly('200'),
    path: { phaseId: 'phaseId' },
    send: () => ({ ...READ_FIRST, body: { state: 'current' } }),
  },
  'POST /projects/{id}/phases/{phaseId}/end': {
    stage: 'planned',
    relations: leadOnly('204'),
    path: { phaseId: 'phaseId' },
    send: () => ({ ...READ_FIRST, ...ENDING }),
  },
  'GET /projects/{id}/milestones': { stage: 'planned', relations: parties },
  'POST /projects/{id}/milestones': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: ({ leadUnitId }) => ({ body: PLANNING.milestones(leadUnitId) }),
  },
  'PUT /projects/{id}/milestones/{milestoneId}': {
    stage: 'planned',
    relations: leadOnly('200'),
    path: { milestoneId: 'milestoneId' },
    send: ({ leadUnitId }) => ({ ...READ_FIRST, body: PLANNING.milestones(leadUnitId) }),
  },
  'POST /projects/{id}/milestones/{milestoneId}/completion': {
    stage: 'planned',
    relations: responsible,
    path: { milestoneId: 'milestoneId' },
    send: () => ({ ...READ_FIRST, body: { doneOn: '2021-01-01' } }),
  },
  'POST /projects/{id}/milestones/{milestoneId}/end': {
    stage: 'planned',
    relations: leadOnly('204'),
    path: { milestoneId: 'milestoneId' },
    send: () => ({ ...READ_FIRST, ...ENDING }),
  },
  'GET /projects/{id}/measures/export': { stage: 'planned', relations: parties },
  'GET /projects/{id}/measures/{measureId}': {
    stage: 'planned',
    relations: parties,
    path: { measureId: 'measureId' },
  },
  'GET /projects/{id}/measures': { stage: 'planned', relations: parties },
  'POST /projects/{id}/measures': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: ({ leadUnitId }) => ({ body: PLANNING.measures(leadUnitId) }),
  },
  'PUT /projects/{id}/measures/{measureId}': {
    stage: 'planned',
    relations: leadOnly('200'),
    path: { measureId: 'measureId' },
    send: ({ leadUnitId }) => ({ ...READ_FIRST, body: PLANNING.measures(leadUnitId) }),
  },
  'POST /projects/{id}/measures/{measureId}/state': {
    stage: 'planned',
    relations: responsible,
    path: { measureId: 'measureId' },
    send: () => ({ ...READ_FIRST, body: { state: 'running', note: 'Begonnen' } }),
  },
  'GET /projects/{id}/risks': { stage: 'planned', relations: parties },
  'POST /projects/{id}/risks': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: ({ leadUnitId }) => ({ body: PLANNING.risks(leadUnitId) }),
  },
  'PUT /projects/{id}/risks/{riskId}': {
    stage: 'planned',
    relations: leadOnly('200'),
    path: { riskId: 'riskId' },
    send: ({ leadUnitId }) => ({ ...READ_FIRST, body: PLANNING.risks(leadUnitId) }),
  },
  'POST /projects/{id}/risks/{riskId}/state': {
    stage: 'planned',
    relations: responsible,
    path: { riskId: 'riskId' },
    send: () => ({ ...READ_FIRST, body: { state: 'handled', words: 'Rücklage' } }),
  },
  'GET /projects/{id}/resolutions': { stage: 'planned', relations: parties },
  'POST /projects/{id}/resolutions': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: () => ({ body: PLANNING.resolutions() }),
  },
  'POST /projects/{id}/resolutions/{resolutionId}/correction': {
    stage: 'planned',
    relations: leadOnly('201'),
    path: { resolutionId: 'resolutionId' },
    send: () => ({ body: { ...PLANNING.resolutions(), reason: 'Zahlendreher' } }),
  },
  'GET /projects/{id}/citations': { stage: 'planned', relations: parties },
  'POST /projects/{id}/citations': {
    stage: 'draft',
    relations: leadOnly('201'),
    send: () => ({ body: PLANNING.citations() }),
  },
  'PUT /projects/{id}/citations/{citationId}': {
    stage: 'planned',
    relations: leadOnly('200'),
    path: { citationId: 'citationId' },
    send: () => ({ ...READ_FIRST, body: PLANNING.citations() }),
  },
  'POST /projects/{id}/citations/{citationId}/end': {
    stage: 'planned',
    relations: leadOnly('204'),
    path: { citationId: 'citationId' },
    send: () => ({ ...READ_FIRST, ...ENDING }),
  },
  'POST /projects/{id}/links': {
    stage: 'planned',
    relations: leadOnly('201'),
    send: ({ otherProjectId }) => ({ body: { kind: 'replaces', projectId: otherProjectId } }),
  },
  'POST /projects/{id}/links/{linkId}/end': {
    stage: 'planned',
    relations: leadOnly('204'),
    path: { linkId: 'linkId' },
    send: () => ENDING,
  },
};
