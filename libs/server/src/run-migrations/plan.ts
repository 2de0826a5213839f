import type { ProcedureMigration } from '@querraum/contracts';
import type { NodeMapping } from '@querraum/workflow';
import { DomainError, type ActorTransaction } from '../platform';

export interface PlanRow {
  id: string;
  procedureId: string;
  fromVersion: number;
  toVersion: number;
  mapping: NodeMapping;
  revision: number;
  status: ProcedureMigration['status'];
  editedBy: { id: string; name: string }[];
  createdAt: Date;
  checkedAt: Date | null;
  releasedAt: Date | null;
  releasedByName: string | null;
  undoneAt: Date | null;
  undoneByName: string | null;
}

const COLUMNS = `id, procedure_id as "procedureId", from_version as "fromVersion", to_version as "toVersion", mapping, revision, status,
  edited_by as "editedBy", created_at as "createdAt", checked_at as "checkedAt", released_at as "releasedAt",
  released_by_name as "releasedByName", undone_at as "undoneAt", undone_by_name as "undoneByName"`;
const ONE = `select ${COLUMNS} from procedure_migration where tenant_id = $1 and procedure_id = $2 and id = $3`;
const LIST = `select ${COLUMNS} from procedure_migration
  where tenant_id = $1 and procedure_id = $2 and status <> 'discarded' order by created_at desc, id desc limit 100`;

export const plansOf = (tx: ActorTransaction, procedureId: string): Promise<PlanRow[]> =>
  tx.rows<PlanRow>(LIST, [tx.actor.tenantId, procedureId]);

/** How a plan is named in a path: by its procedure and its own id. */
export interface PlanPath {
  procedureId: string;
  id: string;
}

export async function getPlan(tx: ActorTransaction, { procedureId, id }: PlanPath): Promise<PlanRow> {
  const [plan] = await tx.rows<PlanRow>(ONE, [tx.actor.tenantId, procedureId, id]);
  if (!plan) throw new DomainError('notFound');
  return plan;
}

/** The plan under its lock, as the person has read it. */
export async function lockPlan(tx: ActorTransaction, path: PlanPath, revision: number): Promise<PlanRow> {
  const [plan] = await tx.rows<PlanRow>(`${ONE} for update`, [tx.actor.tenantId, path.procedureId, path.id]);
  await tx.lookAtClock();
  if (!plan) throw new DomainError('notFound');
  if (plan.revision !== revision) throw new DomainError('migrationPlanChanged', { current: plan.revision });
  return plan;
}

/** What has been released is carried out, and is no matter of planning any more. */
export function requirePlanning({ status }: PlanRow): void {
  if (status !== 'planned' && status !== 'checked') throw new DomainError('migrationNotOpen');
}

type Changed = Partial<
  Pick<PlanRow, 'mapping' | 'status' | 'checkedAt' | 'releasedAt' | 'releasedByName' | 'undoneAt' | 'undoneByName'>
>;

/** Every change is another revision; `edits` says whether the person has worked on the plan by it. */
export async function savePlan(
  tx: ActorTransaction,
  plan: PlanRow,
  changed: Changed,
  edits: boolean,
): Promise<PlanRow> {
  const { personId, name } = tx.actor;
  const known = !edits || plan.editedBy.some(({ id }) => id === personId);
  const editedBy = known ? plan.editedBy : [...plan.editedBy, { id: personId, name }];
  const next: PlanRow = { ...plan, ...changed, editedBy, revision: plan.revision + 1 };
  await tx.rows(
    `update procedure_migration set mapping = $3, revision = $4, status = $5, edited_by = $6, checked_at = $7, released_at = $8,
       released_by_name = $9, undone_at = $10, undone_by_name = $11
     where tenant_id = $1 and id = $2`,
    [
      tx.actor.tenantId,
      plan.id,
      JSON.stringify(next.mapping),
      next.revision,
      next.status,
      JSON.stringify(next.editedBy),
      next.checkedAt,
      next.releasedAt,
      next.releasedByName,
      next.undoneAt,
      next.undoneByName,
    ],
  );
  return next;
}

export async function insertPlan(
  tx: ActorTransaction,
  plan: Pick<PlanRow, 'id' | 'procedureId' | 'fromVersion' | 'toVersion' | 'mapping'>,
): Promise<void> {
  const { tenantId, personId, name } = tx.actor;
  await tx.rows(
    `insert into procedure_migration (tenant_id, id, procedure_id, from_version, to_version, mapping, revision, status, edited_by, created_at)
     values ($1, $2, $3, $4, $5, $6, 1, 'planned', $7, $8)`,
    [
      tenantId,
      plan.id,
      plan.procedureId,
      plan.fromVersion,
      plan.toVersion,
      JSON.stringify(plan.mapping),
      JSON.stringify([{ id: personId, name }]),
      tx.now,
    ],
  );
}
