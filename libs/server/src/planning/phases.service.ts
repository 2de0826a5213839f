import { Injectable } from '@nestjs/common';
import type { Phase, PhaseEntry, PhaseStep, PlanEnding } from '@querraum/contracts';
import { DomainError, newId, Transactions, type Caller, type Transaction } from '../platform';
import { changedFields, requirePeriod, requireRevision, requireRoom, tellPlan, lockPlan, type Edit } from './plan-file';
import { moveTo, nextPosition } from './plan-order';

@Injectable()
export class PhasesService {
  constructor(private readonly transactions: Transactions) {}

  add(caller: Caller, key: string, { projectId, entry }: { projectId: string; entry: PhaseEntry }): Promise<Phase> {
    const request = { command: 'addPhase', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      const phase = await insertPhase(tx, project, entry);
      await tellPlan(tx, project, { action: 'phase.added', data: wordsOf(phase) });
      return phase;
    });
  }

  change(caller: Caller, key: string, { entry, ...edit }: Edit & { entry: PhaseEntry }): Promise<Phase> {
    const request = { command: 'changePhase', ...edit, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const before = await phaseToEdit(tx, edit);
      requirePeriod(entry);
      await tx.rows(
        `update project_phase set name = $2, from_day = $3, to_day = $4, revision = revision + 1 where id = $1`,
        [edit.id, entry.name, entry.from, entry.to],
      );
      if (entry.position !== undefined) await moveTo(tx, 'phases', { ...edit, position: entry.position });
      const phase = await getPhase(tx, edit);
      const data = { ...wordsOf(phase), changed: changedFields(before, phase) };
      await tellPlan(tx, project, { action: 'phase.changed', data });
      return phase;
    });
  }

  step(caller: Caller, key: string, { step, ...edit }: Edit & { step: PhaseStep }): Promise<Phase> {
    const request = { command: 'stepPhase', ...edit, step };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const before = await phaseToEdit(tx, edit);
      if (step.state === 'current') await requireNoOtherCurrent(tx, edit);
      await tx.rows('update project_phase set state = $2, revision = revision + 1 where id = $1', [
        edit.id,
        step.state,
      ]);
      const phase = await getPhase(tx, edit);
      const data = { phaseId: phase.id, title: phase.name, from: before.state, to: phase.state };
      await tellPlan(tx, project, { action: 'phase.stateChanged', data });
      return phase;
    });
  }

  end(caller: Caller, key: string, { ending, ...edit }: Edit & { ending: PlanEnding }): Promise<null> {
    const request = { command: 'endPhase', ...edit, ending };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const phase = await phaseToEdit(tx, edit);
      await requireUnused(tx, phase);
      await tx.rows('update project_phase set ended_at = $2, end_reason = $3, revision = revision + 1 where id = $1', [
        edit.id,
        tx.now,
        ending.reason,
      ]);
      await tellPlan(tx, project, { action: 'phase.ended', data: { ...wordsOf(phase), reason: ending.reason } });
      return null;
    });
  }
}

const PHASE = `select id, revision, name, position, from_day::text as "from", to_day::text as "to", state
  from project_phase where project_id = $1 and ended_at is null`;

export const phasesOf = (tx: Transaction, projectId: string): Promise<Phase[]> =>
  tx.rows<Phase>(`${PHASE} order by position, id`, [projectId]);

async function getPhase(tx: Transaction, { projectId, id }: Pick<Edit, 'projectId' | 'id'>): Promise<Phase> {
  const [phase] = await tx.rows<Phase>(`${PHASE} and id = $2`, [projectId, id]);
  if (!phase) throw new DomainError('notFound');
  return phase;
}

async function phaseToEdit(tx: Transaction, edit: Edit): Promise<Phase> {
  const phase = await getPhase(tx, edit);
  requireRevision({ title: phase.name, revision: phase.revision }, edit.revision);
  return phase;
}

/** A new phase of a project that is locked; also for what a template begins with. */
export async function insertPhase(
  tx: Transaction,
  project: { tenantId: string; id: string },
  entry: PhaseEntry,
): Promise<Phase> {
  requirePeriod(entry);
  const there = await phasesOf(tx, project.id);
  requireRoom('phases', there.length);
  const id = newId();
  await tx.rows(
    `insert into project_phase (tenant_id, id, project_id, name, position, from_day, to_day, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      project.tenantId,
      id,
      project.id,
      entry.name,
      await nextPosition(tx, 'phases', project.id),
      entry.from,
      entry.to,
      tx.now,
    ],
  );
  if (entry.position !== undefined) await moveTo(tx, 'phases', { projectId: project.id, id, position: entry.position });
  return getPhase(tx, { projectId: project.id, id });
}

async function requireNoOtherCurrent(tx: Transaction, { projectId, id }: Edit): Promise<void> {
  const current = (await phasesOf(tx, projectId)).find((phase) => phase.state === 'current' && phase.id !== id);
  if (current) throw new DomainError('phaseRunning', { phase: current.name });
}

async function requireUnused(tx: Transaction, phase: Phase): Promise<void> {
  const milestones = await tx.rows<{ name: string }>(
    'select name from milestone where phase_id = $1 and ended_at is null order by day, id',
    [phase.id],
  );
  if (milestones.length > 0)
    throw new DomainError('phaseInUse', {
      phase: phase.name,
      milestones: milestones.map(({ name }) => name).join(', '),
    });
}

const wordsOf = ({ id, name, from, to }: Phase) => ({ phaseId: id, title: name, fromDay: from, toDay: to });
