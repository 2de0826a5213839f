import type { AssignmentEntry, AssignmentResult, Notification } from '@querraum/contracts';
import { ASSIGNMENT_KIND_WORDS, isLive, type ActedBy } from '@querraum/workflow';
import type { Actor, Transaction } from '../platform';
import type { HistoryBy, ProjectRecord } from '../projects';
import { issuingUnitOf } from './assignment-authority';
import { findAssignments, type AssignmentRecord } from './assignment-record';

export interface EntryInput {
  assignmentId: string;
  act: AssignmentEntry['act'];
  by: HistoryBy | null;
  words?: string;
  result?: AssignmentResult;
  data?: Partial<Pick<AssignmentEntry, 'to' | 'lastDay' | 'about' | 'documents'>>;
}

export interface NoticeInput {
  assignmentId: string | null;
  unitId: string;
  reason: Notification['reason'];
}

/** Everything that one act brings, gathered before anything is written (assignment-write.ts). */
export class AssignmentWork {
  readonly changed = new Map<string, AssignmentRecord>();
  readonly added = new Set<string>();
  readonly entries: EntryInput[] = [];
  readonly notices: NoticeInput[] = [];
  readonly history: { action: string; by: HistoryBy | null; data: Record<string, unknown> }[] = [];

  constructor(
    readonly tx: Transaction,
    readonly project: ProjectRecord,
  ) {}

  add(record: AssignmentRecord): void {
    this.added.add(record.id);
    this.changed.set(record.id, record);
  }

  change(record: AssignmentRecord, patch: Partial<AssignmentRecord>): AssignmentRecord {
    const current = this.changed.get(record.id) ?? record;
    const revision = this.changed.has(record.id) ? current.revision : current.revision + 1;
    const next = { ...current, ...patch, revision };
    this.changed.set(next.id, next);
    return next;
  }

  /** What was done, on the task itself and in the history of the project. */
  tell(record: AssignmentRecord, entry: Omit<EntryInput, 'assignmentId'>): void {
    this.entries.push({ ...entry, assignmentId: record.id });
    const { act, by, words, result, data } = entry;
    this.history.push({
      action: `assignment.${act}`,
      by,
      data: {
        assignmentId: record.id,
        number: record.number,
        title: record.title,
        kind: record.kind,
        assignedUnitName: record.unitName,
        ...(words && { words }),
        ...(result && { result }),
        ...data,
      },
    });
  }

  notify(record: AssignmentRecord, side: 'addressee' | 'issuer', reason: Notification['reason']): void {
    const unitId = side === 'addressee' ? record.unitId : issuingUnitOf(record, this.project);
    this.notices.push({ assignmentId: record.id, unitId, reason });
  }

  /** At its end: what waited for it goes on. */
  async end(record: AssignmentRecord, patch: Partial<AssignmentRecord>): Promise<AssignmentRecord> {
    const ended = this.change(record, { ...patch, endedAt: this.tx.now });
    await this.wakeSuccessors(ended);
    return ended;
  }

  /** The sub-tasks of a task that goes away, with theirs: they end with it. */
  async takeBackParts(parent: AssignmentRecord, by: HistoryBy | null, words: string): Promise<void> {
    const parts = await findAssignments(this.tx, 'parts', parent.id);
    for (const part of parts.map((row) => this.changed.get(row.id) ?? row))
      if (isLive(part.state)) await this.takeBack(part, by, words);
  }

  async takeBack(record: AssignmentRecord, by: HistoryBy | null, words: string): Promise<void> {
    await this.takeBackParts(record, by, words);
    const wasThere = record.state === 'open' || record.state === 'answered';
    const ended = await this.end(record, { state: 'takenBack', wasHeld: wasThere });
    this.tell(ended, { act: 'takenBack', by, words });
    if (wasThere) this.notify(ended, 'addressee', 'takenBack');
  }

  private async wakeSuccessors({ id }: AssignmentRecord): Promise<void> {
    const rows = await findAssignments(this.tx, 'waitingFor', id);
    for (const row of rows) {
      const successor = this.changed.get(row.id) ?? row;
      if (successor.state !== 'waiting' || (await this.stillWaits(successor))) continue;
      const opened = this.change(successor, { state: 'open', openedAt: this.tx.now });
      this.tell(opened, { act: 'opened', by: null });
      this.notify(opened, 'addressee', 'newTask');
    }
  }

  async stillWaits({ id }: Pick<AssignmentRecord, 'id'>): Promise<boolean> {
    const predecessors = await findAssignments(this.tx, 'predecessors', id);
    return predecessors.some((row) => isLive((this.changed.get(row.id) ?? row).state));
  }
}

/** The person with the names of this moment, as acting for one of the two units of the task. */
export function namedBy(actor: Actor, by: ActedBy, units: { id: string; name: string }[]): HistoryBy {
  const { unitId, capacity, onBehalfOf } = by;
  const grant = actor.grants.find((held) => held.unitId === unitId && held.onBehalfOf === onBehalfOf);
  return {
    personId: actor.personId,
    personName: actor.name,
    unitId,
    unitName: units.find(({ id }) => id === unitId)?.name ?? '',
    capacity,
    ...(grant?.onBehalfOfName && { onBehalfOfName: grant.onBehalfOfName }),
  };
}

export const namedUnits = (task: AssignmentRecord, project: ProjectRecord) => [
  { id: task.unitId, name: task.unitName },
  { id: task.issuingUnitId, name: task.issuingUnitName },
  { id: project.leadUnitId, name: project.leadUnitName },
];

export const kindWords = (record: Pick<AssignmentRecord, 'kind'>) => ASSIGNMENT_KIND_WORDS[record.kind];
