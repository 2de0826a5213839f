import { Injectable } from '@nestjs/common';
import type { Measure, MeasureEntry, MeasureQuery, MeasureStep, Page } from '@querraum/contracts';
import { newId, Transactions, type Caller } from '../platform';
import { requireFile } from '../projects';
import { measuresCsv } from './measure-csv';
import { allMeasures, getMeasure, insertMeasure, listMeasures, updateMeasure } from './measure-record';
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

@Injectable()
export class MeasuresService {
  constructor(private readonly transactions: Transactions) {}

  list(caller: Caller, projectId: string, query: MeasureQuery): Promise<Page<Measure>> {
    return this.transactions.read(caller, async (tx) => listMeasures(tx, await requireFile(tx, projectId), query));
  }

  get(caller: Caller, projectId: string, id: string): Promise<Measure> {
    return this.transactions.read(caller, async (tx) => getMeasure(tx, await requireFile(tx, projectId), id));
  }

  /** Every measure as a file for a spreadsheet, with what the file is called. */
  export(caller: Caller, projectId: string, language: 'de' | 'en'): Promise<{ reference: string; csv: string }> {
    return this.transactions.read(caller, async (tx) => {
      const project = await requireFile(tx, projectId);
      return { reference: project.reference, csv: measuresCsv(await allMeasures(tx, project), language) };
    });
  }

  add(caller: Caller, key: string, { projectId, entry }: { projectId: string; entry: MeasureEntry }): Promise<Measure> {
    const request = { command: 'addMeasure', projectId, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, projectId);
      const id = newId();
      await insertMeasure(tx, project, { id, ...entry });
      const measure = await getMeasure(tx, project, id);
      await tellPlan(tx, project, { action: 'measure.added', data: wordsOf(measure) });
      return measure;
    });
  }

  change(caller: Caller, key: string, { entry, ...edit }: Edit & { entry: MeasureEntry }): Promise<Measure> {
    const request = { command: 'changeMeasure', ...edit, entry };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockPlan(tx, edit.projectId);
      const before = await getMeasure(tx, project, edit.id);
      requireRevision(before, edit.revision);
      await updateMeasure(tx, project, before, entry);
      const measure = await getMeasure(tx, project, edit.id);
      const data = { ...wordsOf(measure), changed: changedFields(before, measure) };
      await tellPlan(tx, project, { action: 'measure.changed', data });
      return measure;
    });
  }

  step(caller: Caller, key: string, { step, ...edit }: Edit & { step: MeasureStep }): Promise<Measure> {
    const request = { command: 'stepMeasure', ...edit, step };
    return this.transactions.command(caller, { key, request }, async (tx) => {
      const project = await lockFile(tx, edit.projectId);
      const before = await getMeasure(tx, project, edit.id);
      requireReporter(tx, project, before.leadUnit);
      requireRevision(before, edit.revision);
      if (step.state === 'abandoned') requireWords(step.note);
      await tx.rows(
        `update measure set state = $2, note = $3, stated_at = $4, stated_by_name = $5, revision = revision + 1 where id = $1`,
        [edit.id, step.state, step.note, tx.now, tx.actor.name],
      );
      const measure = await getMeasure(tx, project, edit.id);
      const data = { ...wordsOf(measure), from: before.state, to: step.state, note: step.note };
      await tellPlan(tx, project, { action: 'measure.stateChanged', unit: before.leadUnit, data });
      return measure;
    });
  }
}

const wordsOf = ({ id, title, leadUnit }: Measure) => ({ measureId: id, title, leadUnitName: leadUnit.name });
