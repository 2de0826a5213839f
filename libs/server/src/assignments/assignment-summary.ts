import type { AssignmentDue, AssignmentSummary } from '@querraum/contracts';
import { deadlineInWords, dueOn, isLive, lastDayBefore } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import type { ActorTransaction } from '../platform';
import { selectsOf, type AssignmentRecord, type Which } from './assignment-record';
import { SHOWN_COLUMNS } from './assignments.queries';

export interface ShownRow extends AssignmentRecord {
  position: AssignmentSummary['position'];
  personName: string | null;
  openSubAssignments: number;
  recurring: boolean;
}

/** Shows the tasks of one project as the asking person sees them. */
export interface Viewer {
  due(record: Pick<AssignmentRecord, 'dueEnd' | 'dueExplained' | 'state'>): AssignmentDue | null;
  summary(row: ShownRow): AssignmentSummary;
}

export async function assignmentViewer(tx: ActorTransaction, projectId: string): Promise<Viewer> {
  const now = tx.now.toISOString();
  const closedDays = await closedDaysOf(tx, tx.actor.tenantId);
  const [sight] = await tx.rows<{ file: boolean }>('select app.sees_file($1) as file', [projectId]);
  const due: Viewer['due'] = ({ dueEnd, dueExplained, state }) => {
    if (dueEnd === null) return null;
    const end = dueEnd.toISOString();
    const lastDay = lastDayBefore(end);
    const plain = dueOn(lastDay).explained;
    const words = (language: 'de' | 'en') => deadlineInWords(now, end, closedDays, language);
    return {
      ...{ end, lastDay, explained: dueExplained ?? plain },
      // What has ended is late no more.
      inWords: isLive(state) ? { de: words('de'), en: words('en') } : plain,
      overdue: state === 'open' && dueEnd <= tx.now,
    };
  };
  return { due, summary: (row) => summaryOf(tx, row, due(row), sight?.file ?? false) };
}

function summaryOf(
  tx: ActorTransaction,
  row: ShownRow,
  due: AssignmentDue | null,
  seesFile: boolean,
): AssignmentSummary {
  const { id, number, projectId, groupId, parentId, kind, title, state, priority, result, revision, recurring } = row;
  const { ownerId, ownerName, ownerSince, personId, personName, position, openSubAssignments } = row;
  const isIssuer = tx.actor.unitIds.includes(row.issuingUnitId);
  return {
    ...{
      id,
      number,
      projectId,
      groupId,
      parentId,
      kind,
      title,
      state,
      priority,
      position,
      result,
      revision,
      recurring,
    },
    ...{ due, openSubAssignments },
    unit: { id: row.unitId, name: row.unitName },
    person: personId === null ? null : { id: personId, name: personName ?? '' },
    owner:
      ownerId && ownerName && ownerSince ? { id: ownerId, name: ownerName, since: ownerSince.toISOString() } : null,
    issuer: {
      unit: { id: row.issuingUnitId, name: row.issuingUnitName },
      person: { id: row.issuerId, name: row.issuerName },
    },
    issuedAt: row.issuedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    checklist: { done: row.checklist.filter(({ done }) => done !== null).length, total: row.checklist.length },
    groupSize: seesFile || isIssuer ? row.groupSize : 1,
  };
}

const SELECTS = selectsOf(SHOWN_COLUMNS);

export const findShown = (tx: ActorTransaction, which: Which, ...parameters: unknown[]): Promise<ShownRow[]> =>
  tx.rows<ShownRow>(SELECTS[which], parameters);
