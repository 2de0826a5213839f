import { Injectable } from '@nestjs/common';
import type { CycleInput, CycleView, TemplatePart } from '@querraum/contracts';
import { addMonths, cycleReminderDay, cycleTick, localDate } from '@querraum/workflow';
import { access, DomainError, requireRevision, Transactions, type ActorTransaction, type Caller } from '../platform';
import {
  appendHistory,
  getProject,
  historyBy,
  lockProject,
  requireFile,
  requireKept,
  touchProject,
  type ProjectRecord,
} from '../projects';
import { findCycle, findDraft, oweLook, writeCycle, type CycleRecord, type RenewalRecord } from './cycle-record';
import { usualTitle } from './usual-title';

/** What lies further away is a slip of the pen. */
const FURTHEST_MONTHS = 360;

interface OfProject {
  projectId: string;
  revision: number;
}

/** Turnus der Fortschreibung: when a project is written anew, and who is reminded of it (docs/adr/0079). */
@Injectable()
export class CyclesService {
  constructor(private readonly transactions: Transactions) {}

  get(caller: Caller, projectId: string): Promise<CycleView> {
    return this.transactions.read(caller, async (tx) => cycleView(tx, await requireFile(tx, projectId)));
  }

  /** Sets it, changes it, or lets it go on after a pause: it counts from the day that is given. */
  set(caller: Caller, key: string, { projectId, revision }: OfProject, input: CycleInput): Promise<CycleView> {
    const request = { command: 'setCycle', projectId, revision, ...input };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { project, before } = await forChange(tx, projectId, revision);
      requireDay(tx, input);
      const fresh = { anchorOn: input.nextOn, months: input.months, turn: 0, remindMonths: input.remindMonths };
      // Whoever sets a day that is nearer than its reminder need not be reminded of what they have just done.
      const { next, lookOn } = cycleTick({ ...fresh, reminded: false }, localDate(tx.now.toISOString()));
      const cycle: CycleRecord = {
        ...{ ...fresh, reminded: next?.reminded ?? false, nextOn: input.nextOn, state: 'running', reason: null },
        ...{ revision: (before?.revision ?? 0) + 1, setAt: tx.now, setBy: tx.actor.personId, setByName: tx.actor.name },
      };
      await writeCycle(tx, project, cycle);
      if (lookOn !== null) await oweLook(tx, project, cycle, lookOn);
      return told(tx, project, 'cycle.set', { dueOn: input.nextOn, months: input.months });
    });
  }

  pause(caller: Caller, key: string, { projectId, revision }: OfProject, reason: string): Promise<CycleView> {
    const request = { command: 'pauseCycle', projectId, revision, reason };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const { project, before } = await forChange(tx, projectId, revision);
      if (!before || !(await isToCome(tx, projectId, before))) throw new DomainError('cycleNone');
      const { personId: setBy, name: setByName } = tx.actor;
      const changed = { revision: before.revision + 1, setAt: tx.now, setBy, setByName };
      await writeCycle(tx, project, { ...before, ...changed, state: 'paused', reason });
      return told(tx, project, 'cycle.paused', { reason });
    });
  }
}

/** It runs, or its one day has come and nobody has opened the draft. */
const isToCome = async (tx: ActorTransaction, projectId: string, { state }: CycleRecord): Promise<boolean> =>
  state === 'running' || (state === 'ended' && (await findDraft(tx, projectId)) !== undefined);

async function forChange(
  tx: ActorTransaction,
  projectId: string,
  revision: number,
): Promise<{ project: ProjectRecord; before: CycleRecord | undefined }> {
  const project = await lockProject(tx, projectId);
  access.require(tx, 'cycle:edit', { leadUnitId: project.leadUnitId });
  await requireKept(tx, projectId);
  const before = await findCycle(tx, projectId);
  requireRevision(before?.revision ?? 0, revision);
  await requireNotPassedOn(tx, project, before);
  return { project, before };
}

/** The lead of the one project may not see the other any more. */
export async function requireNotPassedOn(
  tx: ActorTransaction,
  { id }: ProjectRecord,
  cycle: CycleRecord | undefined,
): Promise<void> {
  if (cycle?.state !== 'passedOn') return;
  const successor = await neighbour(tx, SUCCESSOR, id);
  throw new DomainError('cyclePassedOn', { reference: successor?.reference ?? '–' });
}

function requireDay(tx: ActorTransaction, { nextOn }: CycleInput): void {
  const today = localDate(tx.now.toISOString());
  if (nextOn <= today) throw new DomainError('cyclePast', { today });
  const last = addMonths(today, FURTHEST_MONTHS);
  if (nextOn > last) throw new DomainError('cycleFar', { last });
}

async function told(
  tx: ActorTransaction,
  project: ProjectRecord,
  action: string,
  data: Record<string, unknown>,
): Promise<CycleView> {
  const by = historyBy(tx.actor, { id: project.leadUnitId, name: project.leadUnitName });
  await appendHistory(tx, project, [{ action, at: tx.now, by, data }]);
  await touchProject(tx, project.id);
  return cycleView(tx, await getProject(tx, project.id));
}

// Row level security leaves out a project that the reader does not see.
const NEIGHBOUR = `select p.id, p.reference, p.title from project_renewal r join project p on p.tenant_id = r.tenant_id`;
const SUCCESSOR = `${NEIGHBOUR} and p.id = r.successor_id where r.project_id = $1 order by r.opened_at desc limit 1`;
const PREDECESSOR = `${NEIGHBOUR} and p.id = r.project_id where r.successor_id = $1`;

const neighbour = async (tx: ActorTransaction, query: string, id: string) =>
  (await tx.rows<NonNullable<CycleView['successor']>>(query, [id]))[0] ?? null;

async function cycleView(tx: ActorTransaction, project: ProjectRecord): Promise<CycleView> {
  const cycle = await findCycle(tx, project.id);
  const draft = await findDraft(tx, project.id);
  const isOver = cycle?.state === 'passedOn';
  const acts = isOver ? [] : (['cycle:edit', ...(cycle ? (['cycle:renew'] as const) : [])] as const);
  return {
    revision: cycle?.revision ?? 0,
    cycle: cycle ? shown(cycle) : null,
    draft: draft ? draftView(draft) : null,
    predecessor: await neighbour(tx, PREDECESSOR, project.id),
    successor: await neighbour(tx, SUCCESSOR, project.id),
    usualTitle: usualTitle(project.title, draft?.dueOn ?? cycle?.nextOn ?? localDate(tx.now.toISOString())),
    allowed: acts.filter((act) => access.may(tx, act, { leadUnitId: project.leadUnitId })),
  };
}

function shown(cycle: CycleRecord): NonNullable<CycleView['cycle']> {
  const { nextOn, months, remindMonths, state, reason, reminded, setAt, setByName } = cycle;
  const isToRemind = state === 'running' && remindMonths > 0 && !reminded;
  return {
    ...{ nextOn, months, remindMonths, state, reason },
    remindOn: isToRemind ? cycleReminderDay(cycle) : null,
    setAt: setAt.toISOString(),
    setBy: setByName,
  };
}

function draftView({ dueOn, madeAt, content }: RenewalRecord): NonNullable<CycleView['draft']> {
  const counts: Record<TemplatePart, number> = {
    phase: content.phases.length,
    milestone: content.milestones.length,
    measure: content.measures.length,
    task: content.tasks.length,
    document: 0,
    procedure: content.procedures.length,
  };
  return { dueOn, madeAt: madeAt.toISOString(), counts };
}
