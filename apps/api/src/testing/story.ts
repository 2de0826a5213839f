import type {
  DocumentSummary,
  Page,
  ProcedureSummary,
  ProjectDetail,
  RunDetail,
  SeatView,
  StepView,
  Task,
} from '@querraum/contracts';
import { DEMO_UNITS } from '@querraum/server/testing';
import type { Answer, TestApi } from './test-api';

/** The four Ressorts of the story: unit code → the two people of the demo organisation who act. */
export const RESSORTS = {
  GES: { first: 'aylin.demirel', second: 'ruth.sommerfeld' },
  JUG: { first: 'tobias.brandt', second: 'nadja.kowalski' },
  SOZ: { first: 'leyla.aksoy', second: 'frank.petersen' },
  STADT: { first: 'daniel.nowak', second: 'ines.scholz' },
} as const;
export type Ressort = keyof typeof RESSORTS;

export const LEAD = 'jonas.albrecht';
export const SIGNER = 'marlene.ostermann';
export const unitId = (code: string): string => {
  const id = DEMO_UNITS[`BA-MITTE/${code}`];
  if (!id) throw new Error(`no unit ${code}`);
  return id;
};

export type Round = Extract<StepView, { type: 'coSignatureRound' }>;
export type FinalSignature = Extract<StepView, { type: 'finalSignature' }>;

const CO_SIGNERS: (readonly [code: string, involvement: string])[] = Object.keys(RESSORTS).map((code) => [
  code,
  'CO_SIGNATURE',
]);

/** Acts the story over HTTP; every step insists on its success and gives the answer's body. */
export class Story {
  constructor(
    private readonly api: TestApi,
    public projectId = '',
    public documentId = '',
    public runId = '',
  ) {}

  async open(title = 'Bewegungsräume Brunnenviertel', participants = CO_SIGNERS): Promise<ProjectDetail> {
    const body = {
      title,
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: unitId('SPK'),
      participants: participants.map(([code, involvement]) => ({ unitId: unitId(code), involvement })),
    };
    const project = this.ok(await this.api.request<ProjectDetail>('POST', '/projects', { as: LEAD, body }), 201);
    this.projectId = project.id;
    return project;
  }

  async attach(text: string): Promise<DocumentSummary> {
    const form = fileForm(text);
    form.append('title', 'Konzept Bewegungsräume');
    const answer = await this.api.request<DocumentSummary>('POST', `/projects/${this.projectId}/documents`, {
      as: LEAD,
      form,
    });
    const document = this.ok(answer, 201);
    this.documentId = document.id;
    return document;
  }

  async start(key = 'co-signature-four-departments', facts?: Record<string, unknown>): Promise<RunDetail> {
    const { items } = this.ok(
      await this.api.request<{ items: ProcedureSummary[] }>('GET', '/procedures', { as: LEAD }),
    );
    const procedure = items.find((candidate) => candidate.key === key);
    const body = { procedureId: procedure?.id, documentId: this.documentId, ...(facts && { facts }) };
    const run = this.ok(
      await this.api.request<RunDetail>('POST', `/projects/${this.projectId}/runs`, { as: LEAD, body }),
      201,
    );
    this.runId = run.id;
    return run;
  }

  async newVersion(text: string, fields: Record<string, string>): Promise<DocumentSummary> {
    const form = fileForm(text);
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return this.ok(
      await this.api.request<DocumentSummary>('POST', `/documents/${this.documentId}/versions`, { as: LEAD, form }),
      201,
    );
  }

  async run(as = LEAD): Promise<RunDetail> {
    return this.ok(await this.api.request<RunDetail>('GET', `/runs/${this.runId}`, { as }));
  }

  /** The open task of this run in somebody's department inbox. */
  async taskOf(username: string, kind: Task['kind'] = 'coSignature'): Promise<Task> {
    for (const box of ['unit', 'mine']) {
      const page = this.ok(
        await this.api.request<Page<Task>>('GET', `/tasks?box=${box}&kind=${kind}&limit=200`, { as: username }),
      );
      const task = page.items.find(({ runId }) => runId === this.runId);
      if (task) return task;
    }
    throw new Error(`${username} has no task ${kind} of this run`);
  }

  async claim(username: string, kind: Task['kind'] = 'coSignature'): Promise<Task> {
    const task = await this.taskOf(username, kind);
    if (task.reason === 'mine') return task;
    return this.ok(await this.api.request<Task>('POST', `/tasks/${task.id}/claim`, { as: username, body: {} }));
  }

  async answer(username: string, kind: string, words?: string): Promise<RunDetail> {
    const task = await this.claim(username);
    const body = { kind, version: task.paperNumber, ...(words && { words }) };
    return this.ok(await this.api.request<RunDetail>('POST', `/tasks/${task.id}/answer`, { as: username, body }));
  }

  async command(username: string, body: Record<string, unknown>): Promise<RunDetail> {
    const round = roundOf(await this.run(username));
    const path = `/runs/${this.runId}/steps/${round.id}/commands`;
    return this.ok(await this.api.request<RunDetail>('POST', path, { as: username, body }));
  }

  ok<T>(answer: Answer<T>, status = 200): T {
    if (answer.status !== status) throw new Error(`${status} expected: ${answer.status} ${answer.text}`);
    return answer.body;
  }
}

function fileForm(text: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/plain' }), 'konzept.txt');
  return form;
}

export function roundOf(run: RunDetail): Round {
  const step = run.steps.find((candidate) => candidate.type === 'coSignatureRound');
  if (step?.type !== 'coSignatureRound') throw new Error('no round');
  return step;
}

export function signatureOf(run: RunDetail): FinalSignature {
  const step = run.steps.find((candidate) => candidate.type === 'finalSignature');
  if (step?.type !== 'finalSignature') throw new Error('no final signature');
  return step;
}

export function seatOf(run: RunDetail, code: Ressort): SeatView {
  const seat = roundOf(run).seats.find(({ unit }) => unit.id === unitId(code));
  if (!seat) throw new Error(`no seat of ${code}`);
  return seat;
}

/** The end state in lines: seven facts a seat, outcome, signatures with hash and capacity. */
export function endState(run: RunDetail): string {
  const seats = roundOf(run).seats.map(({ unit, state, current, silent, condition, reservation, dissent }) =>
    [
      unit.name,
      state,
      current?.kind ?? silent ?? 'keine Antwort',
      current?.by ? `${current.by.person} (${current.by.capacity})` : 'System',
      current ? `Fassung ${current.paper.number}` : '–',
      current?.words ?? '–',
      condition ?? reservation ?? dissent?.ended ?? '–',
    ].join(' | '),
  );
  const signatures = signatureOf(run).signers.map(
    ({ by, state, paper, acknowledged }) =>
      `${state}: ${by?.person} (${by?.capacity}), Fassung ${paper?.number}, ${paper?.sha256}, zur Kenntnis genommen: ${acknowledged.length}`,
  );
  return [...seats, `Ergebnis der Runde: ${roundOf(run).outcome}; Verfahren: ${run.status}`, ...signatures].join('\n');
}
