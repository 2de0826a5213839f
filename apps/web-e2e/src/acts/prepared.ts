import type {
  DocumentSummary,
  Page,
  ProcedureSummary,
  ProjectDetail,
  RunDetail,
  SeatView,
  StepView,
  Task,
  Unit,
} from '@querraum/contracts';
import type { World } from '../machine/journey.ts';
import type { Person } from '../machine/person.ts';
import { LEAD, LEAD_UNIT, OFFICES, PROCEDURE_NAME, type Office } from './cast.ts';
import type { Upload } from './files.ts';
import { textFile } from './files.ts';

export const PAPER = `Bewegungsräume Brunnenviertel – Konzept

1. Anlass
Im Brunnenviertel fehlen wohnungsnahe Flächen für Bewegung.

2. Maßnahmen
Der Bolzplatz an der Swinemünder Straße wird erneuert.`;

/** A project with a running round, made over HTTP: for journeys whose subject begins later. */
export class Prepared {
  readonly title: string;
  private readonly lead: Person;
  projectId = '';
  documentId = '';
  runId = '';

  private constructor(lead: Person, title: string) {
    this.lead = lead;
    this.title = title;
  }

  static async running(
    world: World,
    title: string,
    documentTitle = 'Konzept Bewegungsräume',
    procedureName: string = PROCEDURE_NAME.de,
  ): Promise<Prepared> {
    const lead = await world.named(LEAD);
    const prepared = new Prepared(lead, title);
    const { items: units } = await lead.ask<{ items: Unit[] }>('GET', '/organisation/units');
    const idOf = (name: string) => {
      const unit = units.find((candidate) => candidate.name === name && candidate.tenantName.includes('Mitte'));
      if (!unit) throw new Error(`no unit ${name}`);
      return unit.id;
    };
    const project = await lead.ask<ProjectDetail>('POST', '/projects', {
      title,
      areas: [{ edition: '2021', key: '013008' }],
      leadUnitId: idOf(LEAD_UNIT),
      participants: OFFICES.map(({ unit }) => ({ unitId: idOf(unit), involvement: 'CO_SIGNATURE' })),
    });
    prepared.projectId = project.id;
    await prepared.begin(documentTitle, procedureName);
    return prepared;
  }

  /** A second document of the same project with a run of its own. */
  async another(documentTitle: string): Promise<Prepared> {
    const prepared = new Prepared(this.lead, this.title);
    prepared.projectId = this.projectId;
    await prepared.begin(documentTitle, PROCEDURE_NAME.de);
    return prepared;
  }

  private async begin(documentTitle: string, procedureName: string): Promise<void> {
    const { lead, projectId } = this;
    const form = formWith(textFile(PAPER), { title: documentTitle });
    this.documentId = (await lead.ask<DocumentSummary>('POST', `/projects/${projectId}/documents`, form)).id;
    const { items: procedures } = await lead.ask<{ items: ProcedureSummary[] }>('GET', '/procedures');
    const procedure = procedures.find(({ name }) => name.de === procedureName);
    const start = { procedureId: procedure?.id, documentId: this.documentId };
    this.runId = (await lead.ask<RunDetail>('POST', `/projects/${projectId}/runs`, start)).id;
  }

  /** A project that somebody has opened and started in the browser. */
  static async known(lead: Person, projectId: string): Promise<Prepared> {
    const project = await lead.ask<ProjectDetail>('GET', `/projects/${projectId}`);
    const prepared = new Prepared(lead, project.title);
    prepared.projectId = projectId;
    const { items } = await lead.ask<Page<DocumentSummary>>('GET', `/projects/${projectId}/documents`);
    prepared.documentId = items[0]?.id ?? '';
    prepared.runId = project.runs[0]?.id ?? '';
    return prepared;
  }

  get path(): string {
    return `/vorhaben/${this.projectId}`;
  }

  run(): Promise<RunDetail> {
    return this.lead.ask('GET', `/runs/${this.runId}`);
  }

  async round(): Promise<Extract<StepView, { type: 'coSignatureRound' }>> {
    const step = (await this.run()).steps.find((candidate) => candidate.type === 'coSignatureRound');
    if (step?.type !== 'coSignatureRound') throw new Error('no round');
    return step;
  }

  async seatOf({ unit }: Office): Promise<SeatView> {
    const seat = (await this.round()).seats.find((candidate) => candidate.unit.name === unit);
    if (!seat) throw new Error(`no seat of ${unit}`);
    return seat;
  }

  async taskOf(person: Person, kind: Task['kind'] = 'coSignature'): Promise<Task> {
    for (const box of ['unit', 'mine']) {
      const { items } = await person.ask<Page<Task>>('GET', `/tasks?box=${box}&kind=${kind}&limit=200`);
      const task = items.find(({ runId }) => runId === this.runId);
      if (task) return task;
    }
    throw new Error(`${person.username} has no task ${kind} of „${this.title}“`);
  }

  async claim(person: Person, kind: Task['kind'] = 'coSignature'): Promise<Task> {
    const task = await this.taskOf(person, kind);
    return task.reason === 'mine' ? task : person.ask<Task>('POST', `/tasks/${task.id}/claim`);
  }

  async answer(person: Person, kind: string, words?: string): Promise<void> {
    const task = await this.claim(person);
    await person.ask('POST', `/tasks/${task.id}/answer`, { kind, version: task.paperNumber, ...(words && { words }) });
  }

  /** A new version of the text, by the lead, while the round runs. */
  async renew(text: string): Promise<void> {
    const form = formWith(textFile(text), { change: 'substantive', reason: 'Kapitel 2 überarbeitet' });
    await this.lead.ask('POST', `/documents/${this.documentId}/versions`, form);
  }
}

function formWith({ name, mimeType, buffer }: Upload, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(buffer)], { type: mimeType }), name);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return form;
}
