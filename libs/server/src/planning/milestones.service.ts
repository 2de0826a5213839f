import { Injectable } from '@nestjs/common';
import type { Milestone, MilestoneEntry, MilestoneStep, Page, PageQuery, PlanEnding } from '@querraum/contracts';
import { newId, Transactions, type Caller } from '../platform';
import { requireFile } from '../projects';
import { getMilestone, insertMilestone, listMilestones, requirePhase } from './milestone-record';
import {
  changedFields,
  lockFile,
  requirePast,
  requireReporter,
  requireRevision,
  requireUnits,
  tellPlan,
  lockPlan,
  type Edit,
} from './plan-file';

@Injectable()
export class MilestonesService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: PageQuery): Promise<Page<Milestone>> {
    return this.transactions.read(caller, async (tx) => listMilestones(tx, await requireFile(tx, projectId), query));
  }

  add(
    caller: Caller,
    key: string,
    { projectId, entry }: { projectId: string; entry: MilestoneEntry },
  ): Promise<Milestone> {
    const request = { command: 'addMilestone', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      const id = newId();
      await insertMilestone(tx, project, { id, ...entry });
      const milestone = await getMilestone(tx, project, id);
      await tellPlan(tx, project, { action: 'milestone.added', data: wordsOf(milestone) });
      return milestone;
    });
  }

  change(caller: Caller, key: string, { entry, ...edit }: Edit & { entry: MilestoneEntry }): Promise<Milestone> {
    const request = { command: 'changeMilestone', ...edit, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const before = await getMilestone(tx, project, edit.id);
      requireRevision({ title: before.name, revision: before.revision }, edit.revision);
      if (entry.unitId !== before.unit.id) await requireUnits(tx, project.id, { involved: [entry.unitId] });
      await requirePhase(tx, project.id, entry.phaseId);
      await tx.rows(
        `update milestone m set name = $2, day = $3, unit_id = u.id, unit_tenant_id = u.tenant_id, phase_id = $5,
           revision = m.revision + 1
         from org_unit u where m.id = $1 and u.id = $4`,
        [edit.id, entry.name, entry.day, entry.unitId, entry.phaseId],
      );
      const milestone = await getMilestone(tx, project, edit.id);
      const data = { ...wordsOf(milestone), changed: changedFields(before, milestone) };
      await tellPlan(tx, project, { action: 'milestone.changed', data });
      return milestone;
    });
  }

  step(caller: Caller, key: string, { step, ...edit }: Edit & { step: MilestoneStep }): Promise<Milestone> {
    const request = { command: 'stepMilestone', ...edit, step };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockFile(tx, edit.projectId);
      const before = await getMilestone(tx, project, edit.id);
      requireReporter(tx, project, before.unit);
      requireRevision({ title: before.name, revision: before.revision }, edit.revision);
      if (step.doneOn !== null) requirePast(tx, step.doneOn);
      await tx.rows('update milestone set done_on = $2, revision = revision + 1 where id = $1', [edit.id, step.doneOn]);
      const milestone = await getMilestone(tx, project, edit.id);
      const action = step.doneOn === null ? 'milestone.reopened' : 'milestone.reached';
      await tellPlan(tx, project, { action, unit: before.unit, data: { ...wordsOf(milestone), ...step } });
      return milestone;
    });
  }

  end(caller: Caller, key: string, { ending, ...edit }: Edit & { ending: PlanEnding }): Promise<null> {
    const request = { command: 'endMilestone', ...edit, ending };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const milestone = await getMilestone(tx, project, edit.id);
      requireRevision({ title: milestone.name, revision: milestone.revision }, edit.revision);
      await tx.rows('update milestone set ended_at = $2, end_reason = $3, revision = revision + 1 where id = $1', [
        edit.id,
        tx.now,
        ending.reason,
      ]);
      await tellPlan(tx, project, {
        action: 'milestone.ended',
        data: { ...wordsOf(milestone), reason: ending.reason },
      });
      return null;
    });
  }
}

const wordsOf = ({ id, name, day, unit }: Milestone) => ({ milestoneId: id, title: name, day, unitName: unit.name });
