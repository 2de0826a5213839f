import type { Migrated, NodeMapping, RunState } from '@querraum/workflow';
import canonicalize from 'canonicalize';
import type { JobPayload, Transaction } from '../platform';
import { migrateRun, tryMigration, undoMigration, type VersionChange } from '../runs';
import type { RunReport } from './run-migrations.entities';

interface HeldRow extends VersionChange {
  mapping: NodeMapping;
  planStatus: string;
  planRevision: number;
  status: string;
  report: RunReport | null;
  outcome: string | null;
  stateBefore: RunState | null;
  movedRevision: number | null;
}

/** The run of the plan under its lock: whoever comes second finds it done. The run itself is locked after it. */
async function holdRow(tx: Transaction, migrationId: string, runId: string): Promise<HeldRow | undefined> {
  const key = [migrationId, runId];
  await tx.rows('select 1 from procedure_migration_run where migration_id = $1 and run_id = $2 for update', key);
  const [row] = await tx.rows<HeldRow>(
    `select m.tenant_id as "tenantId", m.procedure_id as "procedureId", m.from_version as "fromVersion",
       m.to_version as "toVersion", m.mapping, m.status as "planStatus", r.plan_revision as "planRevision", r.status, r.report,
       r.outcome, r.state_before as "stateBefore", r.moved_revision as "movedRevision"
     from procedure_migration_run r
     join procedure_migration m on m.tenant_id = r.tenant_id and m.id = r.migration_id
     where r.migration_id = $1 and r.run_id = $2`,
    key,
  );
  return row;
}

const reportOf = (
  result: Pick<Extract<Migrated, { state: unknown }>, 'changes'> | { refused: RunReport['refused'] },
): RunReport =>
  'refused' in result ? { changes: [], refused: result.refused } : { changes: result.changes, refused: [] };

const isSame = (told: RunReport | null, happened: RunReport): boolean => canonicalize(told) === canonicalize(happened);

/** Writes down what the change of version would do to a run. */
export async function checkRun(
  tx: Transaction,
  { migrationId, runId, planRevision }: JobPayload<'checkMigration'>,
): Promise<void> {
  const row = await holdRow(tx, migrationId, runId);
  // Checked already, or asked of a mapping that is no longer the plan's.
  if (row?.planRevision !== planRevision || row.status !== 'pending') return;
  const result = await tryMigration(tx, runId, row);
  const status = 'refused' in result ? 'refused' : 'movable';
  await tx.rows(
    `update procedure_migration_run set status = $3, report = $4, checked_revision = $5 where migration_id = $1 and run_id = $2`,
    [migrationId, runId, status, JSON.stringify(reportOf(result)), result.revision],
  );
}

/** Moves a run of a released plan, exactly once. */
export async function moveRunOf(tx: Transaction, { migrationId, runId }: JobPayload<'migrateRun'>): Promise<void> {
  const row = await holdRow(tx, migrationId, runId);
  if (row === undefined || row.outcome !== null || row.planStatus !== 'released') return;
  const result = await migrateRun(tx, runId, row);
  const report = reportOf(result);
  const moved = 'refused' in result ? null : result;
  await tx.rows(
    `update procedure_migration_run set outcome = $3, outcome_report = $4, as_told = $5, state_before = $6, moved_revision = $7,
       done_at = $8
     where migration_id = $1 and run_id = $2`,
    [
      migrationId,
      runId,
      moved ? 'moved' : 'refused',
      JSON.stringify(report),
      isSame(row.report, report),
      moved && JSON.stringify(moved.stateBefore),
      moved?.revision ?? null,
      tx.now,
    ],
  );
}

/** Takes the change of one run back, if nothing has happened to it since; a run that was not reached yet is spared. */
export async function undoRunOf(tx: Transaction, { migrationId, runId }: JobPayload<'undoMigration'>): Promise<void> {
  const row = await holdRow(tx, migrationId, runId);
  if (row === undefined || row.planStatus !== 'undone') return;
  const outcome = await undoneAs(tx, runId, row);
  if (outcome === row.outcome) return;
  await tx.rows(
    'update procedure_migration_run set outcome = $3, done_at = $4, state_before = null where migration_id = $1 and run_id = $2',
    [migrationId, runId, outcome, tx.now],
  );
}

async function undoneAs(tx: Transaction, runId: string, row: HeldRow): Promise<string> {
  if (row.outcome === null) return 'spared';
  const { stateBefore, movedRevision: revision } = row;
  if (row.outcome !== 'moved' || stateBefore === null || revision === null) return row.outcome;
  return (await undoMigration(tx, runId, row, { stateBefore, revision })) ? 'undone' : 'stays';
}
