import {
  moveRun,
  nextDue,
  tasksOf,
  type Bundle,
  type Effect,
  type Facts,
  type MigrationRefusal,
  type MovedRun,
  type NodeMapping,
  type RunState,
} from '@querraum/workflow';
import type { Transaction } from '../platform';
import { followAddressees } from '../projects';
import { bundleOf } from './bundles';
import { addressedUnits, applyAdvanced } from './run-effects';
import { readFacts } from './run-facts';
import { getRun, lockRun } from './read-run';
import type { RunRecord } from './run-record';
import type { Told } from './run-told';

/** Which running runs of a procedure go on by which version, and how their steps correspond. */
export interface VersionChange {
  tenantId: string;
  procedureId: string;
  fromVersion: number;
  toVersion: number;
  mapping: NodeMapping;
}

/** What a run was before it was moved, and its revision since: as long as that stands, the change can be taken back. */
export interface Undoable {
  stateBefore: RunState;
  revision: number;
}

type Moves = Exclude<MovedRun, { refused: unknown }>;
type Refusals = { refused: MigrationRefusal[] };

/** The dry run: what would happen now to a run that nobody holds, asked in the same way as the change itself. */
export async function tryMigration(
  tx: Transaction,
  runId: string,
  change: VersionChange,
): Promise<(Moves | Refusals) & { revision: number }> {
  const run = await getRun(tx, runId);
  const facts = await readFacts(tx, run.project, run.state, run.beside);
  return { ...(await moved(tx, run, change, facts)), revision: run.revision };
}

/** Moves a run under its lock: state, version, tasks with their steps, Fristen and the record in this transaction. */
export async function migrateRun(
  tx: Transaction,
  runId: string,
  change: VersionChange,
): Promise<(Moves & Undoable) | Refusals> {
  const run = await lockRun(tx, runId);
  const facts = await readFacts(tx, run.project, run.state, run.beside);
  const result = await moved(tx, run, change, facts);
  if ('refused' in result) return result;
  const { fromVersion, toVersion, mapping } = change;
  const { revision } = await goOnBy(
    tx,
    run,
    toVersion,
    await bundleOf(tx, versionOf(change, 'toVersion')),
    { command: { type: 'migrate', fromVersion, toVersion, mapping }, facts },
    result,
  );
  return { ...result, revision };
}

/**
 * Takes the change back where nothing has happened to the run since; says whether it did. It did not where a Frist of before is over
 * meanwhile: a change of version decides nothing, and whoever was shown a later day would be taken as silent (docs/adr/0040).
 */
export async function undoMigration(
  tx: Transaction,
  runId: string,
  change: VersionChange,
  { stateBefore, revision }: Undoable,
): Promise<boolean> {
  const run = await lockRun(tx, runId);
  const { fromVersion, toVersion } = change;
  if (run.revision !== revision || run.state.status !== 'running') return false;
  const due = nextDue(stateBefore);
  if (due !== null && new Date(due) <= tx.now) return false;
  const event = { at: tx.now.toISOString(), by: null, stepId: null, seatId: null, unitId: null };
  const effects: Effect[] = [{ type: 'event', event: { ...event, type: 'migrationUndone', fromVersion, toVersion } }];
  const bundle = await bundleOf(tx, versionOf(change, 'fromVersion'));
  const told: Told = { command: { type: 'undoMigration', fromVersion, toVersion } };
  await goOnBy(tx, run, fromVersion, bundle, told, { state: stateBefore, effects });
  return true;
}

const versionOf = (change: VersionChange, which: 'fromVersion' | 'toVersion') => ({
  tenantId: change.tenantId,
  procedureId: change.procedureId,
  version: change[which],
});

async function moved(tx: Transaction, run: RunRecord, change: VersionChange, facts: Facts): Promise<Moves | Refusals> {
  const { fromVersion, toVersion, mapping } = change;
  const { key: id, name } = run.bundle.definition;
  // Moved already, by this plan or by another one.
  if (run.procedureVersion !== fromVersion) return { refused: [{ code: 'otherVersion', nodeId: id, name }] };
  const to = await bundleOf(tx, versionOf(change, 'toVersion'));
  return moveRun(run.bundle, to, run.state, mapping, { now: tx.now.toISOString(), facts, fromVersion, toVersion });
}

/** Writes the run as one of another version. */
async function goOnBy(
  tx: Transaction,
  run: RunRecord,
  version: number,
  bundle: Bundle,
  told: Told,
  advanced: { state: RunState; effects: Effect[] },
): Promise<RunRecord> {
  await tx.rows('update run set procedure_version = $2 where id = $1', [run.id, version]);
  const shown = tasksOf(bundle, advanced.state);
  const keys = new Set(shown.map(({ key }) => key));
  const gone = run.tasks.filter(({ key, status }) => !keys.has(key) && status !== 'cancelled' && status !== 'done');
  const left = new Set(gone);
  const tasks = run.tasks.filter((task) => !left.has(task));
  if (gone.length > 0)
    await tx.rows("update task set status = 'cancelled' where id = any ($1::uuid[])", [gone.map(({ id }) => id)]);
  const procedureName = bundle.definition.name;
  const goesOn = { ...run, bundle, procedureVersion: version, procedureName, tasks };
  const after = await applyAdvanced(tx, goesOn, told, advanced);
  if (gone.length > 0) await followAddressees(tx, run.project, await addressedUnits(tx, run.projectId));
  // The inbox shows a step by its name; what is done keeps the name under which it was done.
  await tx.rows(
    `update task t set node_id = r."nodeId", name = case when t.status = 'done' then t.name else r.name end
     from json_to_recordset($2::json) as r(key text, "nodeId" text, name jsonb)
     where t.run_id = $1 and t.key = r.key and (t.node_id, t.name) is distinct from (r."nodeId", r.name)`,
    [run.id, JSON.stringify(shown.map(({ key, nodeId, name }) => ({ key, nodeId, name })))],
  );
  return after;
}
