import { deadlineInWords, type LocalizedText } from '@querraum/workflow';
import type { Task, TaskKind } from '@querraum/contracts';
import { closedDaysIn, housesOf } from '../houses';
import { DomainError, statement, type ActorTransaction, type Transaction } from '../platform';
import { ownUnits } from './inbox';

export interface TaskRow {
  id: string;
  kind: TaskKind;
  name: LocalizedText;
  unitId: string;
  unitName: string;
  ownerId: string | null;
  ownerName: string | null;
  ownerSince: Date | null;
  status: Task['status'];
  openedAt: Date;
  dueEnd: Date | null;
  remindedAt: Date | null;
  escalated: boolean;
  projectId: string;
  projectTitle: string;
  projectReference: string;
  areaNames: string;
  leadUnitId: string;
  leadUnitName: string;
  documentTitle: string;
  paperNumber: number | null;
  priority: Task['priority'];
  runId: string | null;
  assignmentId: string | null;
  stepId: string | null;
  seatId: string | null;
}

export const TASK_COLUMNS = `id, kind, name, unit_id as "unitId", unit_name as "unitName", owner_id as "ownerId", owner_name as "ownerName",
  owner_since as "ownerSince", status, opened_at as "openedAt", due_end as "dueEnd", reminded_at as "remindedAt", escalated,
  project_id as "projectId", project_title as "projectTitle", project_reference as "projectReference", area_names as "areaNames",
  lead_unit_id as "leadUnitId", lead_unit_name as "leadUnitName", document_title as "documentTitle", paper_number as "paperNumber",
  run_id as "runId", assignment_id as "assignmentId", priority, step_id as "stepId", seat_id as "seatId"`;

const GET_TASK = statement('getTask', `select ${TASK_COLUMNS} from task where id = $1`);

/** A task of a project that the actor sees; everything else is `notFound`. */
export async function getTask(tx: Transaction, taskId: string): Promise<TaskRow> {
  const [row] = await tx.rows<TaskRow>(GET_TASK, [taskId]);
  if (!row) throw new DomainError('notFound');
  return row;
}

export async function taskView(tx: ActorTransaction, row: TaskRow): Promise<Task> {
  return (await taskViewer(tx))(row);
}

/** Shows rows as the asking person sees them, with the Frist in words. */
export async function taskViewer(tx: ActorTransaction): Promise<(row: TaskRow) => Task> {
  const now = tx.now.toISOString();
  const closedDays = await closedDaysIn(tx, await housesOf(tx), tx.actor.tenantId);
  const dueInWords = (dueEnd: string): LocalizedText => ({
    de: deadlineInWords(now, dueEnd, closedDays, 'de'),
    en: deadlineInWords(now, dueEnd, closedDays, 'en'),
  });
  return ({ unitId, unitName, ownerId, ownerName, ownerSince, leadUnitId: _lead, ...row }) => {
    const dueEnd = row.dueEnd?.toISOString() ?? null;
    return {
      ...row,
      unit: { id: unitId, name: unitName },
      owner:
        ownerId && ownerName && ownerSince ? { id: ownerId, name: ownerName, since: ownerSince.toISOString() } : null,
      openedAt: row.openedAt.toISOString(),
      dueEnd,
      dueInWords: dueEnd === null ? null : dueInWords(dueEnd),
      overdue: row.status === 'open' && row.dueEnd !== null && row.dueEnd <= tx.now,
      remindedAt: row.remindedAt?.toISOString() ?? null,
      reason: reasonFor(tx, { ...row, unitId, ownerId }),
    };
  };
}

/** Why the row is in this person's inbox. */
function reasonFor(
  tx: ActorTransaction,
  row: Pick<TaskRow, 'id' | 'assignmentId' | 'kind' | 'unitId' | 'ownerId'>,
): Task['reason'] {
  if (row.ownerId === tx.actor.personId) return 'mine';
  if (row.assignmentId !== null && row.assignmentId !== row.id) return 'issuer';
  if (row.kind === 'condition' || row.kind === 'dissent' || row.kind === 'readdress') return 'lead';
  const own = tx.actor.grants.filter((grant) => grant.unitId === row.unitId);
  const onlyDeputy = own.length > 0 && own.every((grant) => grant.capacity === 'DEPUTY');
  return onlyDeputy && ownUnits(tx.actor).includes(row.unitId) ? 'deputy' : 'unit';
}
