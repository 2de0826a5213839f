import type { AssignmentSummary, IssuedAssignments } from '@querraum/contracts';
import type { Answer, TestApi } from '../testing';
import { personId, UNIT_IDS, type Name, type Unit } from './city';
import type { Command, To } from './commands';
import type { Given } from './carry-out';
import type { Model } from './model';

/** Nobody's unit: it was dissolved before the histories began. */
export const DISSOLVED = '01926f00-0000-7000-8009-0000000000d1';

const unitId = (unit: Unit | 'dissolved'): string => (unit === 'dissolved' ? DISSOLVED : UNIT_IDS[unit]);
const addresseeOf = ({ unit, person }: To) => ({ unitId: unitId(unit), ...(person && { personId: personId(person) }) });

export interface Said {
  status: number;
  /** Of the refusal; `undefined` where the command was carried out. */
  code: string | undefined;
  given: Given;
}

/** One project over HTTP, as its people would use it: tells the product what the command says, and what it answered. */
export class Driver {
  constructor(
    private readonly api: TestApi,
    readonly projectId: string,
    private readonly today: string,
  ) {}

  async send(command: Command, model: Model): Promise<Said> {
    const { path, body, method = 'POST', revision } = this.requestOf(command, model);
    const answer = await this.api.request(method, path, {
      as: command.by,
      body,
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });
    return { status: answer.status, code: codeOf(answer), given: givenOf(command, answer) };
  }

  get<T>(as: Name, path: string): Promise<Answer<T>> {
    return this.api.request<T>('GET', path, { as });
  }

  private requestOf(
    command: Command,
    model: Model,
  ): { path: string; body: unknown; method?: 'PATCH'; revision?: number } {
    const project = `/projects/${this.projectId}`;
    const reason = 'Weil es so besser ist <script>alert(1)</script>';
    if ('task' in command) return this.onTask(command, model);
    switch (command.type) {
      case 'issue':
        return {
          path: `${project}/assignments`,
          body: { ...this.giftOf(command), ...(command.unit && { issuingUnitId: unitId(command.unit) }) },
        };
      case 'addParticipant':
        return {
          path: `${project}/participants`,
          body: { unitId: unitId(command.unit), involvement: command.involvement, reason },
        };
      case 'changeParticipant':
        return {
          path: `${project}/participants/${unitId(command.unit)}`,
          method: 'PATCH',
          body: { involvement: command.involvement, reason },
        };
      case 'endParticipant':
        return { path: `${project}/participants/${unitId(command.unit)}/end`, body: { reason } };
      case 'offer':
        return {
          path: `${project}/handovers`,
          body: { toUnitId: unitId(command.to), involvement: command.involvement, reason },
        };
      case 'acceptLead':
        return { path: `${project}/handovers/${command.offer}/acceptance`, body: {} };
      case 'declineLead':
        return { path: `${project}/handovers/${command.offer}/refusal`, body: { reason } };
      case 'withdrawLead':
        return { path: `${project}/handovers/${command.offer}/withdrawal`, body: { reason } };
      case 'rename':
        return {
          path: project,
          method: 'PATCH',
          body: { title: `Vorhaben ${model.revision}` },
          revision: command.isStale ? model.revision + 7 : model.revision,
        };
      case 'close':
        return { path: `${project}/closing`, body: { note: reason } };
      case 'reopen':
        return { path: `${project}/reopening`, body: { reason } };
    }
  }

  private onTask(command: Extract<Command, { task: string }>, model: Model) {
    const current = model.tasks.get(command.task)?.revision ?? 1;
    const read = 'isStale' in command ? { revision: command.isStale ? current + 7 : current } : {};
    const reason = 'Dafür gibt es Gründe';
    const at = (path: string, body: unknown) => ({ path: `/assignments/${command.task}/${path}`, body, ...read });
    switch (command.type) {
      case 'claim':
      case 'release':
        return { path: `/tasks/${command.task}/${command.type}`, body: {} };
      case 'answer':
        return at('answer', {
          result: command.result,
          ...(command.words && { words: command.words }),
          openSubAssignments: command.parts,
        });
      case 'decline':
        return at('decline', { reason });
      case 'handOver':
        return at('hand-over', { to: addresseeOf(command.to), reason: command.reason });
      case 'accept':
        return at('accept', {});
      case 'sendBack':
        return at('send-back', { words: reason });
      case 'takeBack':
        return at('take-back', { reason });
      case 'readdress':
        return at('readdress', { to: addresseeOf(command.to) });
      case 'extend':
        return at('extend', { lastDay: this.day(command.due), reason });
      case 'setDependencies':
        return at('dependencies', { dependsOn: command.dependsOn });
      case 'issuePart':
        return at('sub-assignments', this.giftOf(command));
    }
  }

  private giftOf({ kind, to, due, dependsOn, acceptance }: Extract<Command, { type: 'issue' | 'issuePart' }>) {
    return {
      ...{ kind, dependsOn, acceptance },
      title: '<img src=x onerror=alert(1)> Bewegungsräume',
      addressees: to.map(addresseeOf),
      due: due === null ? null : { day: this.day(due) },
    };
  }

  private day(fromToday: number): string {
    return new Date(Date.parse(this.today) + fromToday * 86_400_000).toISOString().slice(0, 10);
  }
}

const codeOf = ({ status, body }: Answer): string | undefined =>
  status < 300 ? undefined : ((body as { code?: string } | undefined)?.code ?? `status ${status}`);

function givenOf(command: Command, { status, body }: Answer): Given {
  if (status >= 300) return { taskIds: [], offerId: '' };
  if (command.type === 'issue' || command.type === 'issuePart')
    return { taskIds: inOrder(command.to, (body as IssuedAssignments).assignments), offerId: '' };
  return { taskIds: [], offerId: command.type === 'offer' ? (body as { id: string }).id : '' };
}

/** The product numbers the tasks in the order of their addressees. */
const inOrder = (to: To[], assignments: AssignmentSummary[]): string[] => {
  const sorted = [...assignments].sort((one, other) => one.number - other.number);
  return to.map((_, index) => sorted[index]?.id ?? '');
};
