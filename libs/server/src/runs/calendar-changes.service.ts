import { Injectable } from '@nestjs/common';
import {
  becauseInWords,
  movedDeadlines,
  type Bundle,
  type NodeDefinition,
  type Scope,
  type MovedDeadline,
  type StepState,
} from '@querraum/workflow';
import { COUNT_CAP, type CalendarChange, type CalendarEffect, type DeadlineMove } from '@querraum/contracts';
import { calendarRevision, lockCalendar, readChange, writeChange, type ReadChange } from '../calendar';
import { unitNames } from '../organisation';
import { access, Transactions, workItems, type ActorTransaction, type Caller, requireRevision } from '../platform';

/** As many moved Fristen are shown; beyond it they are counted. */
const SHOWN = 100;

interface Move extends MovedDeadline {
  projectId: string;
  runId: string;
}

/**
 * Changes of the house calendar and what they do to Fristen that run (docs/adr/0025). It stands above the calendar because
 * it asks the engine; the preview and the change ask the same way.
 */
@Injectable()
export class CalendarChangesService {
  constructor(private readonly transactions: Transactions) {}

  preview(caller: Caller, change: CalendarChange): Promise<CalendarEffect> {
    return this.transactions.read(caller, async (tx) => {
      access.require(tx, 'calendar:edit');
      const read = await readChange(tx, change);
      return effectOf(tx, await calendarRevision(tx, tx.actor.tenantId), await movesOf(tx, read));
    });
  }

  /**
   * One transaction: the days, the next revision, the audit, and a work item for each run that has a Frist to move. The
   * answer says what moves now; runs that went on since the preview are no reason to refuse, another calendar is.
   */
  change(caller: Caller, key: string, revision: number, change: CalendarChange): Promise<CalendarEffect> {
    const request = { act: 'calendar.change', revision, ...change };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      access.require(tx, 'calendar:edit');
      const { tenantId } = tx.actor;
      await lockCalendar(tx, tenantId);
      const current = await calendarRevision(tx, tenantId);
      requireRevision(current, revision);
      const read = await readChange(tx, change);
      const moves = await movesOf(tx, read);
      const next = await writeChange(tx, read);
      for (const [runId, projectId] of new Map(moves.map((move) => [move.runId, move.projectId])))
        await workItems.add(tx, 'recountRun', {
          payload: { projectId, runId, revision: next },
          dueAt: tx.now,
          dedupeKey: `recountRun:${runId}:${next}`,
        });
      return effectOf(tx, next, moves);
    });
  }
}

/** Every Frist of the own house that the change moves, in the order of the ends they have now. */
async function movesOf(tx: ActorTransaction, { changed, closedDays }: ReadChange): Promise<Move[]> {
  if (changed.length === 0) return [];
  const runs = await tx.rows<{
    projectId: string;
    runId: string;
    procedureId: string;
    version: number;
    steps: StepState[];
    scopes: Scope[];
    inserted: NodeDefinition[];
  }>(
    `select project_id as "projectId", run_id as "runId", procedure_id as "procedureId", procedure_version as version, steps, scopes,
       inserted
     from app.running_steps()`,
  );
  const bundles = await bundlesOf(tx, [...new Set(runs.map(({ procedureId }) => procedureId))]);
  const calendar = { now: tx.now.toISOString(), closedDays };
  return runs
    .flatMap(({ projectId, runId, procedureId, version, ...state }) => {
      const bundle = bundles.get(`${procedureId}:${version}`);
      if (bundle === undefined) throw new Error(`procedure ${procedureId} has no version ${version}`);
      return movedDeadlines(bundle, state, changed, calendar).map((move) => ({ ...move, projectId, runId }));
    })
    .sort((a, b) => (a.dueEnd < b.dueEnd ? -1 : Number(a.dueEnd > b.dueEnd)));
}

async function bundlesOf(tx: ActorTransaction, procedureIds: string[]): Promise<Map<string, Bundle>> {
  const rows = await tx.rows<{ id: string; version: number; bundle: Bundle }>(
    `select procedure_id as id, version, bundle from procedure_version
     where procedure_id = any ($1::uuid[])`,
    [procedureIds],
  );
  return new Map(rows.map(({ id, version, bundle }) => [`${id}:${version}`, bundle]));
}

/** Projects are named only where row level security shows them to this person. */
async function effectOf(tx: ActorTransaction, revision: number, moves: Move[]): Promise<CalendarEffect> {
  const shown = moves.slice(0, SHOWN);
  const seen = await tx.rows<{ id: string; reference: string; title: string }>(
    'select id, reference, title from project where id = any ($1::uuid[])',
    [shown.map(({ projectId }) => projectId)],
  );
  const projects = new Map(seen.map((project) => [project.id, project]));
  const names = await unitNames(
    tx,
    shown.flatMap(({ unitId }) => unitId ?? []),
  );
  return {
    revision,
    moves: shown.map(({ step, unitId, projectId, dueEnd, movesTo, because }): DeadlineMove => ({
      step,
      unitName: unitId === null ? null : (names.get(unitId) ?? null),
      project: projects.get(projectId) ?? null,
      was: dueEnd,
      dueEnd: movesTo,
      because: { de: becauseInWords(because, 'de'), en: becauseInWords(because, 'en') },
    })),
    count: Math.min(moves.length, COUNT_CAP),
    countExact: moves.length <= COUNT_CAP,
    projects: new Set(moves.map(({ projectId }) => projectId)).size,
  };
}
