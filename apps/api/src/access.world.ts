import type { ProjectDetail, RunDetail, Task } from '@querraum/contracts';
import { newId } from '@querraum/server';
import { DEMO_PEOPLE, DEMO_UNITS, type TestDatabase } from '@querraum/server/testing';
import { ASSIGNED_STAGES, giveTask, nothingGiven, type AssignedStage, type GivenTask } from './access.assignments';
import { nothingPlanned, planEverything, type PlannedThings } from './access.plan';
import type { TestApi } from './testing';
import { publishProcedure } from './testing/procedure';

/** Who tries: each stands for everybody of the same kind. */
export const ROLES = {
  nobody: null,
  admin: 'katrin.moeller',
  outsider: 'moritz.engel',
  foreigner: 'lukas.hartwig',
  councillor: 'marlene.ostermann',
  leadWorker: 'jonas.albrecht',
  participantWorker: 'aylin.demirel',
} as const satisfies Record<string, string | null>;
export type Role = keyof typeof ROLES;

/**
 * Three projects: led by the OE SPK of Mitte with four offices · led by the SPK of Pankow with the same four offices and
 * the OE SPK of Mitte · led by the Jugendamt of Pankow alone.
 */
export type Place = 'mitte' | 'shared' | 'pankow';
export const PLACES: Place[] = ['mitte', 'shared', 'pankow'];

/** How a role stands to a project; the councillor stands above the units of Mitte, administrators see no project. */
export type Relation = 'lead' | 'participant' | 'above' | 'none';
export const RELATIONS: Record<Exclude<Role, 'nobody'>, Record<Place, Relation>> = {
  admin: { mitte: 'none', shared: 'none', pankow: 'none' },
  outsider: { mitte: 'none', shared: 'none', pankow: 'none' },
  foreigner: { mitte: 'none', shared: 'lead', pankow: 'none' },
  councillor: { mitte: 'above', shared: 'above', pankow: 'none' },
  leadWorker: { mitte: 'lead', shared: 'participant', pankow: 'none' },
  participantWorker: { mitte: 'participant', shared: 'participant', pankow: 'none' },
};

/** How far the run of a project has come when the route is tried. */
export type Stage =
  'draft' | 'planned' | 'round' | 'claimed' | 'signature' | 'leadTask' | 'closed' | 'offered' | AssignedStage;

export interface Subject extends PlannedThings, GivenTask {
  projectId: string;
  documentId: string;
  runId: string;
  stepId: string;
  seatId: string;
  taskId: string;
  procedureId: string;
  /** Of the lead, for all parties. */
  noteId: string;
  leadUnitId: string;
  /** Of the lead, to the unit of the participant; unknown before the stage `offered`. */
  handoverId: string;
}

const OFFICES = ['GES', 'JUG', 'SOZ', 'STADT'].map((code) => `BA-MITTE/${code}`);
const PROJECTS: Record<Place, { leadUnit: string; as: string; participants: string[] }> = {
  mitte: { leadUnit: 'BA-MITTE/SPK', as: 'jonas.albrecht', participants: OFFICES },
  shared: { leadUnit: 'BA-PANKOW/SPK', as: 'lukas.hartwig', participants: [...OFFICES, 'BA-MITTE/SPK'] },
  pankow: { leadUnit: 'BA-PANKOW/JUG', as: 'omar.haddad', participants: [] },
};
/** To whom the lead offers the Federführung; in its own house. */
const RECEIVERS: Record<Place, string> = { mitte: 'BA-MITTE/GES', shared: 'BA-PANKOW/JUG', pankow: 'BA-PANKOW/BA' };
const ANSWERERS = ['aylin.demirel', 'tobias.brandt', 'leyla.aksoy', 'daniel.nowak'];
const ROUND = 'co-signature-four-departments';
const LEAD_TASK = 'task-of-the-lead';

/** A procedure with nothing but one task of the lead, so that a project without participants has a run too. */
export async function publishLeadTask(database: TestDatabase): Promise<void> {
  const name = { de: 'Aufgabe', en: 'Task' };
  const definition = {
    key: LEAD_TASK,
    name,
    nodes: [
      { id: 'start', type: 'start', name },
      { id: 'task', type: 'task', name, addressee: { kind: 'lead' } },
      { id: 'end', type: 'end', name },
    ],
    flows: [
      { id: 'begin', from: 'start', to: 'task' },
      { id: 'done', from: 'task', to: 'end' },
    ],
  };
  await publishProcedure(database, definition, ['jonas.albrecht', 'lukas.hartwig']);
}

/** A template of the house of Mitte, released. */
export async function releaseTemplate(api: TestApi): Promise<string> {
  const as = 'katrin.moeller';
  const { body: kinds } = await api.request<{ items: { id: string }[] }>('GET', '/project-kinds', { as });
  const body = { name: 'Muster', kindId: kinds.items[0]?.id, content: {} };
  const { body: template } = await api.request<{ id: string }>('POST', '/project-templates', { as, body });
  await api.request('POST', `/project-templates/${template.id}/release`, { as, headers: { 'if-match': '"1"' } });
  return template.id;
}

/** Builds one project over HTTP, as its lead would, up to the stage. */
export async function buildSubject(api: TestApi, place: Place, stage: Stage): Promise<Subject> {
  const { leadUnit, as, participants } = PROJECTS[place];
  const call = caller(api);
  const leadUnitId = DEMO_UNITS[leadUnit] ?? '';
  const open = () =>
    call<ProjectDetail>(as, 'POST', '/projects', {
      title: `Vorhaben ${place}`,
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId,
      participants: participants.map((unit) => ({ unitId: DEMO_UNITS[unit], involvement: 'CO_SIGNATURE' })),
    });
  const project = await open();
  const document = await call<{ id: string }>(
    as,
    'POST',
    `/projects/${project.id}/documents`,
    textForm({ title: 'Text' }),
  );
  const note = await call<{ id: string }>(as, 'POST', `/projects/${project.id}/notes`, {
    unitId: DEMO_UNITS[leadUnit],
    visibility: 'parties',
    content: noteWords('Für alle'),
  });
  const { items } = await call<{ items: { id: string; key: string }[] }>(as, 'GET', '/procedures');
  const key = place === 'pankow' || stage === 'leadTask' ? LEAD_TASK : ROUND;
  const procedureId = items.find((procedure) => procedure.key === key)?.id ?? '';
  const subject = {
    projectId: project.id,
    documentId: document.id,
    noteId: note.id,
    procedureId,
    runId: newId(),
    stepId: 'e1',
    seatId: 's1',
    taskId: newId(),
    ...nothingPlanned(leadUnitId),
    handoverId: newId(),
    ...nothingGiven(),
  };
  if (stage === 'draft') return subject;
  if (stage === 'planned') {
    const places = { projectId: project.id, otherProjectId: (await open()).id, leadUnitId };
    return { ...subject, ...(await planEverything((path, body) => call(as, 'POST', path, body), places)) };
  }
  if (stage === 'closed') {
    await call(as, 'POST', `/projects/${project.id}/closing`, { note: 'Erledigt' });
    return subject;
  }
  if (stage === 'offered') {
    const offer = { toUnitId: DEMO_UNITS[RECEIVERS[place]], reason: 'Neuer Zuschnitt' };
    const { id } = await call<{ id: string }>(as, 'POST', `/projects/${project.id}/handovers`, offer);
    return { ...subject, handoverId: id };
  }
  const assigned = ASSIGNED_STAGES.find((one) => one === stage);
  if (assigned)
    return {
      ...subject,
      ...(await giveTask((who, path, body) => call(who, 'POST', path, body), as, project.id, assigned)),
    };
  const body = { procedureId, documentId: document.id };
  const started = await call<RunDetail>(as, 'POST', `/projects/${project.id}/runs`, body);
  const run = { ...subject, runId: started.id };
  if (key === LEAD_TASK)
    return { ...run, stepId: started.steps.at(-1)?.id ?? '', taskId: await taskOf(api, as, run.runId) };
  const round = started.steps.find((step) => step.type === 'coSignatureRound');
  const seat =
    round?.type === 'coSignatureRound'
      ? round.seats.find(({ unit }) => unit.id === DEMO_UNITS['BA-MITTE/GES'])
      : undefined;
  const atRound = { ...run, stepId: round?.id ?? '', seatId: seat?.id ?? '', taskId: seat?.taskId ?? '' };
  if (stage === 'claimed') await call('aylin.demirel', 'POST', `/tasks/${atRound.taskId}/claim`, {});
  if (stage !== 'signature') return atRound;
  for (const answerer of ANSWERERS) {
    const taskId = await taskOf(api, answerer, run.runId);
    await call(answerer, 'POST', `/tasks/${taskId}/claim`, {});
    await call(answerer, 'POST', `/tasks/${taskId}/answer`, { kind: 'approve', version: 1 });
  }
  const signer = place === 'mitte' ? 'marlene.ostermann' : 'gisela.thormann';
  const taskId = await taskOf(api, signer, run.runId);
  await call(signer, 'POST', `/tasks/${taskId}/claim`, {});
  return { ...atRound, taskId };
}

async function taskOf(api: TestApi, username: string, runId: string): Promise<string> {
  const { items } = await caller(api)<{ items: Task[] }>(username, 'GET', '/tasks?box=unit&limit=200');
  const unitId = DEMO_PEOPLE[username]?.unitId;
  const task = items.find((one) => one.runId === runId && one.unit.id === unitId);
  if (!task) throw new Error(`${username} has no task in ${runId}`);
  return task.id;
}

export function textForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append('file', new Blob(['Text'], { type: 'text/plain' }), 'text.txt');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** A note of one paragraph. */
export const noteWords = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const caller =
  (api: TestApi) =>
  async <T>(as: string, method: 'GET' | 'POST', path: string, content?: unknown): Promise<T> => {
    const sent = content instanceof FormData ? { form: content } : { body: content };
    const answer = await api.request<T>(method, path, { as, ...sent });
    if (answer.status >= 300) throw new Error(`${as} ${method} ${path}: ${answer.text}`);
    return answer.body;
  };
