import { Injectable } from '@nestjs/common';
import {
  COUNT_CAP,
  type MigrationChoice,
  type MigrationMapping,
  type MigrationRun,
  type MigrationRunQuery,
  type NewProcedureMigration,
  type Page,
  type ProcedureMigration,
  type ProcedureMigrationSummary,
} from '@querraum/contracts';
import { faultsOfMapping, proposeMapping, type MappingFault } from '@querraum/workflow';
import { z } from 'zod';
import {
  access,
  decodeCursor,
  DomainError,
  newId,
  toPage,
  Transactions,
  type ActorTransaction,
  type Caller,
} from '../platform';
import { auditProcedure, NOBODY, requireProcedure } from '../procedures';
import { getPlan, insertPlan, lockPlan, plansOf, requirePlanning, savePlan, type PlanPath, type PlanRow } from './plan';
import { chooseRuns, enlistRuns, oweForRuns, progressOf } from './plan-runs';
import {
  bothDefinitions,
  definitionsOf,
  planSummaries,
  planView,
  releasersOf,
  runViews,
  type RunRow,
} from './plan-view';

/** A plan as an administrator has read it. */
export type ReadPlan = PlanPath & { revision: number };

const RunCursor = z.object({ reference: z.string(), id: z.uuid() });
const OF_PLAN = `tenant_id = $1 and migration_id = $2 and ($3::text is null or status = $3) and ($4::text is null or outcome = $4)`;
const RUNS = `select run_id as "runId", project_title as "projectTitle", project_reference as "projectReference",
    document_title as "documentTitle", status, chosen, report, outcome, outcome_report as "outcomeReport", as_told as "asTold",
    done_at as "doneAt"
  from procedure_migration_run
  where ${OF_PLAN} and ($5::text is null or (project_reference, run_id) > ($5::text, $6::uuid))
  order by project_reference, run_id limit $7`;
const COUNT = `select count(*)::int as count from (select 1 from procedure_migration_run where ${OF_PLAN} limit $5) capped`;

/**
 * Moving running procedures to another version: a plan of one administrator, its dry run over all of them, the choice, the
 * release by another one, and the undo (docs/adr/0040). What is done to the runs is the work of jobs, one a run.
 */
@Injectable()
export class RunMigrationsService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, procedureId: string): Promise<ProcedureMigrationSummary[]> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:edit');
      await requireProcedure(tx, procedureId);
      return planSummaries(tx, await plansOf(tx, procedureId));
    });
  }

  get(caller: Caller, path: PlanPath): Promise<ProcedureMigration> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:edit');
      return planView(tx, await getPlan(tx, path));
    });
  }

  runs(
    caller: Caller,
    path: PlanPath,
    { cursor, limit, status, outcome }: MigrationRunQuery,
  ): Promise<Page<MigrationRun>> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'procedure:edit');
      const plan = await getPlan(tx, path);
      const after = decodeCursor(cursor, RunCursor);
      const filter = [tx.actor.tenantId, plan.id, status ?? null, outcome ?? null];
      const rows = await tx.rows<RunRow>(RUNS, [...filter, after?.reference ?? null, after?.id ?? null, limit + 1]);
      const [total] = await tx.rows<{ count: number }>(COUNT, [...filter, COUNT_CAP + 1]);
      const item = await runViews(tx, rows, await bothDefinitions(tx, plan));
      const cursorOf = ({ projectReference, runId }: RunRow) => ({ reference: projectReference, id: runId });
      return toPage(rows, { limit, count: total?.count ?? 0, item, cursorOf });
    });
  }

  /** A plan with the mapping that the versions suggest. */
  plan(caller: Caller, key: string, procedureId: string, input: NewProcedureMigration): Promise<ProcedureMigration> {
    const request = { act: 'procedure.planMigration', procedureId, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'procedure:edit');
      await requireProcedure(tx, procedureId);
      const { fromVersion, toVersion } = input;
      if (fromVersion === toVersion) throw new DomainError('migrationSameVersion', { version: toVersion });
      const { from, to } = await definitionsOf(tx, { procedureId, ...input });
      if (!from || !to) throw new DomainError('migrationVersionUnknown', { version: from ? toVersion : fromVersion });
      const id = newId();
      await insertPlan(tx, { id, procedureId, ...input, mapping: proposeMapping(from, to).mapping });
      await auditProcedure(tx, 'migrationPlanned', { procedureId, migrationId: id, name: to.name, ...input });
      return planView(tx, await getPlan(tx, { procedureId, id }));
    });
  }

  /** Another mapping is another plan: what the dry run has told no longer holds. */
  change(caller: Caller, key: string, read: ReadPlan, { mapping }: MigrationMapping): Promise<ProcedureMigration> {
    return this.act(caller, key, read, { act: 'procedure.changeMigration', mapping }, async (tx, plan) => {
      requirePlanning(plan);
      const { from, to } = await bothDefinitions(tx, plan);
      const faults = faultsOfMapping(from, to, mapping);
      if (faults.length > 0) throw new DomainError('migrationMappingWrong', { summary: faultsInWords(faults) });
      await tx.rows('delete from procedure_migration_run where tenant_id = $1 and migration_id = $2', [
        tx.actor.tenantId,
        plan.id,
      ]);
      await auditProcedure(tx, 'migrationChanged', { ...named(plan), mapping });
      return savePlan(tx, plan, { mapping, status: 'planned', checkedAt: null }, true);
    });
  }

  discard(caller: Caller, key: string, read: ReadPlan): Promise<ProcedureMigration> {
    return this.act(caller, key, read, { act: 'procedure.discardMigration' }, async (tx, plan) => {
      requirePlanning(plan);
      await auditProcedure(tx, 'migrationDiscarded', named(plan));
      return savePlan(tx, plan, { status: 'discarded' }, false);
    });
  }

  /** The dry run over everything that goes by the version now, done by the workers. */
  check(caller: Caller, key: string, read: ReadPlan): Promise<ProcedureMigration> {
    return this.act(caller, key, read, { act: 'procedure.checkMigration' }, async (tx, plan) => {
      requirePlanning(plan);
      const next = await savePlan(tx, plan, { status: 'checked', checkedAt: tx.now }, false);
      const runs = await enlistRuns(tx, next);
      await auditProcedure(tx, 'migrationChecked', { ...named(plan), runs });
      return next;
    });
  }

  choose(caller: Caller, key: string, read: ReadPlan, choice: MigrationChoice): Promise<ProcedureMigration> {
    return this.act(caller, key, read, { act: 'procedure.chooseMigration', ...choice }, async (tx, plan) => {
      requirePlanning(plan);
      await chooseRuns(tx, plan, choice);
      await auditProcedure(tx, 'migrationChanged', { ...named(plan), ...choice });
      return savePlan(tx, plan, {}, true);
    });
  }

  /** By somebody who has not prepared it; each chosen run is a work item of its own from now on. */
  release(caller: Caller, key: string, read: ReadPlan): Promise<ProcedureMigration> {
    return this.act(caller, key, read, { act: 'procedure.releaseMigration' }, async (tx, plan) => {
      access.require(tx, 'procedure:release');
      requirePlanning(plan);
      if (plan.editedBy.some(({ id }) => id === tx.actor.personId)) {
        const others = (await releasersOf(tx, plan)).map(({ name }) => name).join(', ');
        throw new DomainError('migrationOwnPlan', { others: others === '' ? NOBODY : others });
      }
      const { runs, pending, chosen, refused } = (await progressOf(tx, [plan.id]))(plan.id);
      if (plan.status !== 'checked' || pending > 0) throw new DomainError('migrationUnchecked', { left: pending });
      if (chosen === 0) throw new DomainError('migrationEmpty');
      await oweForRuns(tx, plan, 'migrateRun');
      await auditProcedure(tx, 'migrationReleased', { ...named(plan), runs, chosen, refused, mapping: plan.mapping });
      return savePlan(tx, plan, { status: 'released', releasedAt: tx.now, releasedByName: tx.actor.name }, false);
    });
  }

  /** Whatever has not gone on returns to the version before; what was not reached yet is spared. */
  undo(caller: Caller, key: string, read: ReadPlan): Promise<ProcedureMigration> {
    return this.act(caller, key, read, { act: 'procedure.undoMigration' }, async (tx, plan) => {
      access.require(tx, 'procedure:release');
      if (plan.status !== 'released') throw new DomainError('migrationNotReleased');
      await oweForRuns(tx, plan, 'undoMigration');
      await auditProcedure(tx, 'migrationUndone', named(plan));
      return savePlan(tx, plan, { status: 'undone', undoneAt: tx.now, undoneByName: tx.actor.name }, false);
    });
  }

  private act(
    caller: Caller,
    key: string,
    { revision, ...path }: ReadPlan,
    request: Record<string, unknown>,
    work: (tx: ActorTransaction, plan: PlanRow) => Promise<PlanRow>,
  ): Promise<ProcedureMigration> {
    return this.transactions.command(caller, { key, request: { ...request, ...path, revision } }, async (tx) => {
      access.require(tx, 'procedure:edit');
      return planView(tx, await work(tx, await lockPlan(tx, path, revision)));
    });
  }
}

const named = ({ procedureId, id, fromVersion, toVersion }: PlanRow) => ({
  procedureId,
  migrationId: id,
  fromVersion,
  toVersion,
});

const FAULTS = {
  unknownNode: { de: 'kein Schritt der bisherigen Version', en: 'no step of the version that runs' },
  unknownTarget: {
    de: 'der zugeordnete Schritt fehlt der neuen Version',
    en: 'the new version lacks the step it is mapped to',
  },
  typeDiffers: { de: 'der zugeordnete Schritt ist von anderer Art', en: 'the step it is mapped to is of another kind' },
  targetTwice: { de: 'der zugeordnete Schritt ist schon vergeben', en: 'the step it is mapped to is taken already' },
} as const satisfies Record<MappingFault['fault'], { de: string; en: string }>;

const faultsInWords = (faults: MappingFault[]) => {
  const say = (language: 'de' | 'en') =>
    faults
      .slice(0, 10)
      .map(({ nodeId, fault }) => `${nodeId}: ${FAULTS[fault][language]}`)
      .join('; ');
  return { de: say('de'), en: say('en') };
};
