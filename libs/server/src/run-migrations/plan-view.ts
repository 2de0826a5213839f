import type { MigrationReport, MigrationRun, ProcedureMigration, ProcedureMigrationSummary } from '@querraum/contracts';
import { proposeMapping, refusalInWords, type Bundle, type Definition, type LocalizedText } from '@querraum/workflow';
import { unitNames } from '../organisation';
import { DomainError, type ActorTransaction, type Transaction } from '../platform';
import { administrators } from '../procedures';
import type { PlanRow } from './plan';
import { progressOf } from './plan-runs';
import type { RunReport } from './run-migrations.entities';

/** Both versions of a plan; `undefined` for one that the procedure does not have. */
export async function definitionsOf(
  tx: ActorTransaction,
  { procedureId, fromVersion, toVersion }: Pick<PlanRow, 'procedureId' | 'fromVersion' | 'toVersion'>,
): Promise<{ from: Definition | undefined; to: Definition | undefined }> {
  const rows = await tx.rows<{ version: number; bundle: Bundle }>(
    'select version, bundle from procedure_version where tenant_id = $1 and procedure_id = $2 and version = any ($3::int[])',
    [tx.actor.tenantId, procedureId, [fromVersion, toVersion]],
  );
  const find = (version: number) => rows.find((row) => row.version === version)?.bundle.definition;
  return { from: find(fromVersion), to: find(toVersion) };
}

export async function bothDefinitions(
  tx: ActorTransaction,
  plan: PlanRow,
): Promise<{ from: Definition; to: Definition }> {
  const { from, to } = await definitionsOf(tx, plan);
  if (!from || !to) throw new DomainError('notFound');
  return { from, to };
}

/** Administrators who have not prepared it: nobody releases what is their own (docs/adr/0018). */
export async function releasersOf(
  tx: ActorTransaction,
  { editedBy }: PlanRow,
): Promise<{ id: string; name: string }[]> {
  const editors = new Set(editedBy.map(({ id }) => id));
  return (await administrators(tx)).filter(({ id }) => !editors.has(id));
}

const stamp = (at: Date | null): string | null => at?.toISOString() ?? null;

export async function planSummaries(tx: ActorTransaction, plans: PlanRow[]): Promise<ProcedureMigrationSummary[]> {
  const progress = await progressOf(
    tx,
    plans.map(({ id }) => id),
  );
  return plans.map((plan) => ({
    id: plan.id,
    fromVersion: plan.fromVersion,
    toVersion: plan.toVersion,
    revision: plan.revision,
    status: plan.status,
    createdAt: plan.createdAt.toISOString(),
    editedBy: plan.editedBy.map(({ name }) => name),
    checkedAt: stamp(plan.checkedAt),
    releasedAt: stamp(plan.releasedAt),
    releasedBy: plan.releasedByName,
    undoneAt: stamp(plan.undoneAt),
    undoneBy: plan.undoneByName,
    progress: progress(plan.id),
  }));
}

export async function planView(tx: ActorTransaction, plan: PlanRow): Promise<ProcedureMigration> {
  const [summary] = await planSummaries(tx, [plan]);
  if (!summary) throw new DomainError('notFound');
  const { from, to } = await bothDefinitions(tx, plan);
  const { unmapped } = proposeMapping(from, to);
  const releasers = await releasersOf(tx, plan);
  const { personId } = tx.actor;
  const nodesOf = ({ nodes }: Definition) => nodes.map(({ id, type, name }) => ({ id, type, name }));
  return {
    ...summary,
    procedureId: plan.procedureId,
    procedureName: to.name,
    mapping: { ...plan.mapping },
    unmapped: from.nodes
      .filter(({ id }) => !(id in plan.mapping))
      .map(({ id, name }) => ({ nodeId: id, name, reason: whyUnmapped(unmapped, id) })),
    nodes: { from: nodesOf(from), to: nodesOf(to) },
    release: {
      allowed: releasers.some(({ id }) => id === personId),
      others: releasers.filter(({ id }) => id !== personId).map(({ name }) => name),
    },
  };
}

const whyUnmapped = (unmapped: { nodeId: string; reason: LocalizedText }[], id: string): LocalizedText =>
  unmapped.find(({ nodeId }) => nodeId === id)?.reason ?? {
    de: 'Die Zuordnung wurde entfernt.',
    en: 'The mapping has been removed.',
  };

export interface RunRow {
  runId: string;
  projectTitle: string;
  projectReference: string;
  documentTitle: string;
  status: MigrationRun['status'];
  chosen: boolean;
  report: RunReport | null;
  outcome: MigrationRun['outcome'];
  outcomeReport: RunReport | null;
  asTold: boolean | null;
  doneAt: Date | null;
}

/** Runs of a plan with what was told and what happened, in the words of the versions and with the names of the units. */
export async function runViews(
  tx: Transaction,
  rows: RunRow[],
  { from, to }: { from: Definition; to: Definition },
): Promise<(row: RunRow) => MigrationRun> {
  const changes = rows.flatMap(({ report, outcomeReport }) => [
    ...(report?.changes ?? []),
    ...(outcomeReport?.changes ?? []),
  ]);
  const units = changes.flatMap((change) =>
    [change.unitId ?? [], 'fromUnitId' in change ? change.fromUnitId : []].flat(),
  );
  const names = await unitNames(tx, [...new Set(units)]);
  const nameOf = (unitId: string | null) => (unitId === null ? null : (names.get(unitId) ?? null));
  const stepName = (nodeId: string): LocalizedText =>
    [...to.nodes, ...from.nodes].find(({ id }) => id === nodeId)?.name ?? { de: nodeId, en: nodeId };
  const reportView = (report: RunReport | null): MigrationReport | null =>
    report && {
      changes: report.changes.map((change) => ({
        what: change.what,
        nodeId: change.nodeId,
        step: stepName(change.nodeId),
        unitName: nameOf(change.unitId),
        fromUnitName: change.what === 'addressee' ? nameOf(change.fromUnitId) : null,
        was: change.what === 'deadline' ? change.was : null,
        dueEnd: change.what === 'deadline' ? change.dueEnd : null,
      })),
      refusals: report.refused.map((refusal) => ({
        code: refusal.code,
        nodeId: refusal.nodeId,
        words: refusalInWords(refusal),
      })),
    };
  return ({ projectTitle, projectReference, report, outcomeReport, doneAt, ...row }) => ({
    ...row,
    project: { title: projectTitle, reference: projectReference },
    told: reportView(report),
    happened: reportView(outcomeReport),
    doneAt: stamp(doneAt),
  });
}
