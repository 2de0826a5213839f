import type { MigrationChoice, MigrationProgress } from '@querraum/contracts';
import { workItems, type ActorTransaction, type JobKind } from '../platform';
import type { PlanRow } from './plan';

/** Every run that goes by the version now, with what it is called; the dry run of each is owed from now on. */
export async function enlistRuns(tx: ActorTransaction, plan: PlanRow): Promise<number> {
  await tx.rows('delete from procedure_migration_run where tenant_id = $1 and migration_id = $2', [
    tx.actor.tenantId,
    plan.id,
  ]);
  const runs = await tx.rows<{ runId: string; projectId: string }>(
    `insert into procedure_migration_run (tenant_id, migration_id, run_id, project_id, project_title, project_reference,
       document_title, plan_revision, status, chosen)
     select $1, $2, r.run_id, r.project_id, r.project_title, r.project_reference, r.document_title, $5, 'pending', true
     from app.runs_of_version($3, $4) r
     returning run_id as "runId", project_id as "projectId"`,
    [tx.actor.tenantId, plan.id, plan.procedureId, plan.fromVersion, plan.revision],
  );
  await workItems.addAll(
    tx,
    runs.map(({ runId, projectId }) =>
      workItems.row('checkMigration', {
        payload: { projectId, migrationId: plan.id, runId, planRevision: plan.revision },
        dueAt: tx.now,
        dedupeKey: `checkMigration:${plan.id}:${plan.revision}:${runId}`,
      }),
    ),
  );
  return runs.length;
}

/** Owes this for every chosen run of the plan, each a work item of its own: whatever is killed goes on where it was. */
export async function oweForRuns(
  tx: ActorTransaction,
  { id }: PlanRow,
  kind: Extract<JobKind, 'migrateRun' | 'undoMigration'>,
): Promise<void> {
  const runs = await tx.rows<{ runId: string; projectId: string }>(
    `select run_id as "runId", project_id as "projectId" from procedure_migration_run
     where tenant_id = $1 and migration_id = $2 and chosen and status = 'movable' order by run_id`,
    [tx.actor.tenantId, id],
  );
  await workItems.addAll(
    tx,
    runs.map(({ runId, projectId }) =>
      workItems.row(kind, {
        payload: { projectId, migrationId: id, runId },
        dueAt: tx.now,
        dedupeKey: `${kind}:${id}:${runId}`,
      }),
    ),
  );
}

/** What becomes of a run that is named, and of the others. */
const CHOSEN = {
  allBut: { named: false, others: true },
  only: { named: true, others: false },
  add: { named: true, others: null },
  remove: { named: false, others: null },
} as const satisfies Record<MigrationChoice['choose'], { named: boolean; others: boolean | null }>;

export async function chooseRuns(
  tx: ActorTransaction,
  { id }: PlanRow,
  { choose, runIds }: MigrationChoice,
): Promise<void> {
  const { named, others } = CHOSEN[choose];
  await tx.rows(
    `update procedure_migration_run
     set chosen = case when run_id = any ($3::uuid[]) then $4::boolean else coalesce($5::boolean, chosen) end
     where tenant_id = $1 and migration_id = $2`,
    [tx.actor.tenantId, id, runIds, named, others],
  );
}

const counted = (name: string, condition: string): string => `'${name}', count(*) filter (where ${condition})`;
const PROGRESS = `select migration_id as id, json_build_object('runs', count(*), ${[
  counted('pending', "status = 'pending'"),
  counted('movable', "status = 'movable'"),
  counted('refused', "status = 'refused'"),
  counted('chosen', "status = 'movable' and chosen"),
  counted('moved', "outcome = 'moved'"),
  counted('failed', "outcome = 'refused'"),
  counted('undone', "outcome in ('undone', 'spared')"),
  counted('stays', "outcome = 'stays'"),
  counted('left', "status = 'movable' and chosen and outcome is null"),
  counted('asTold', 'as_told'),
].join(', ')}) as progress
  from procedure_migration_run where tenant_id = $1 and migration_id = any ($2::uuid[]) group by migration_id`;

const NOTHING: MigrationProgress = {
  runs: 0,
  pending: 0,
  movable: 0,
  refused: 0,
  chosen: 0,
  moved: 0,
  failed: 0,
  undone: 0,
  stays: 0,
  left: 0,
  asTold: 0,
};

export async function progressOf(tx: ActorTransaction, ids: string[]): Promise<(id: string) => MigrationProgress> {
  const rows = await tx.rows<{ id: string; progress: MigrationProgress }>(PROGRESS, [tx.actor.tenantId, ids]);
  const found = new Map(rows.map(({ id, progress }) => [id, progress]));
  return (id) => found.get(id) ?? NOTHING;
}
