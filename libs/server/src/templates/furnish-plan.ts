import type { KindPhase, TemplateContent, TemplatePhase } from '@querraum/contracts';
import { addDays, type LocalDate } from '@querraum/workflow';
import { newId, type ActorTransaction } from '../platform';
import { insertMeasure, insertMilestone, insertPhase } from '../planning';
import type { ProjectRecord } from '../projects';
import { unitIn, type Place } from './template-check';

/** A span of days from the first day of the project; its last day is `to`. */
export const spanFrom = (startOn: LocalDate, { startDay, days }: { startDay: number; days: number }) => ({
  from: addDays(startOn, startDay),
  to: addDays(startOn, startDay + days - 1),
});

/** The phases of a kind follow each other; a project's plan has its names in German, as everything that is written there. */
export function phasesOfKind(phases: KindPhase[]): TemplatePhase[] {
  const starts = phases.map((_, index) => phases.slice(0, index).reduce((sum, { days }) => sum + days, 0));
  return phases.map(({ name, days }, index) => ({
    key: `p${index}`,
    name: name.de,
    startDay: starts[index] ?? 0,
    days,
  }));
}

/** Phases, milestones and measures of a project that has just been opened, counted from its first day. */
export async function beginPlan(
  tx: ActorTransaction,
  project: ProjectRecord,
  { phases, milestones, measures }: Pick<TemplateContent, 'phases' | 'milestones' | 'measures'>,
  { startOn, place }: { startOn: LocalDate; place: Place },
): Promise<void> {
  const phaseIds = new Map<string, string>();
  for (const { key, name, ...span } of phases) {
    const { id } = await insertPhase(tx, project, { name, ...spanFrom(startOn, span) });
    phaseIds.set(key, id);
  }
  for (const { name, day, unit, phase } of milestones)
    await insertMilestone(tx, project, {
      id: newId(),
      name,
      day: addDays(startOn, day),
      unitId: unitIn(place, unit, 'party'),
      phaseId: phase === null ? null : (phaseIds.get(phase) ?? null),
    });
  for (const { title, unit, targetGroup, isKey, startDay, days } of measures)
    await insertMeasure(tx, project, {
      ...{ id: newId(), title, description: '', targetGroup, isKey, partners: [], areas: [] },
      leadUnitId: unitIn(place, unit, 'party'),
      from: startDay === null ? null : addDays(startOn, startDay),
      to: startDay === null || days === null ? null : spanFrom(startOn, { startDay, days }).to,
    });
}
