import { Injectable } from '@nestjs/common';
import type { Page, PageQuery, Risk, RiskEntry, RiskStep } from '@querraum/contracts';
import { newId, Transactions, type Caller } from '../platform';
import { requireFile } from '../projects';
import {
  changedFields,
  lockFile,
  requireReporter,
  requireRevision,
  requireWords,
  tellPlan,
  lockPlan,
  type Edit,
} from './plan-file';
import { getRisk, insertRisk, listRisks, updateRisk } from './risk-record';

@Injectable()
export class RisksService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: PageQuery): Promise<Page<Risk>> {
    return this.transactions.read(caller, async (tx) => listRisks(tx, await requireFile(tx, projectId), query));
  }

  add(caller: Caller, key: string, { projectId, entry }: { projectId: string; entry: RiskEntry }): Promise<Risk> {
    const request = { command: 'addRisk', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      const id = newId();
      await insertRisk(tx, project, id, entry);
      const risk = await getRisk(tx, project, id);
      await tellPlan(tx, project, { action: 'risk.added', data: wordsOf(risk) });
      return risk;
    });
  }

  change(caller: Caller, key: string, { entry, ...edit }: Edit & { entry: RiskEntry }): Promise<Risk> {
    const request = { command: 'changeRisk', ...edit, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const before = await getRisk(tx, project, edit.id);
      requireRevision(before, edit.revision);
      await updateRisk(tx, project, before, entry);
      const risk = await getRisk(tx, project, edit.id);
      const data = { ...wordsOf(risk), changed: changedFields(before, risk) };
      await tellPlan(tx, project, { action: 'risk.changed', data });
      return risk;
    });
  }

  step(caller: Caller, key: string, { step, ...edit }: Edit & { step: RiskStep }): Promise<Risk> {
    const request = { command: 'stepRisk', ...edit, step };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockFile(tx, edit.projectId);
      const before = await getRisk(tx, project, edit.id);
      requireReporter(tx, project, before.unit);
      requireRevision(before, edit.revision);
      if (step.state !== 'open') requireWords(step.words);
      await tx.rows(
        `update risk set state = $2, words = $3, stated_at = $4, stated_by_name = $5, revision = revision + 1 where id = $1`,
        [edit.id, step.state, step.words, tx.now, tx.actor.name],
      );
      const risk = await getRisk(tx, project, edit.id);
      const data = { ...wordsOf(risk), from: before.state, to: step.state, words: step.words };
      await tellPlan(tx, project, { action: 'risk.stateChanged', unit: before.unit, data });
      return risk;
    });
  }
}

const wordsOf = ({ id, title, kind, unit }: Risk) => ({ riskId: id, title, kind, unitName: unit.name });
