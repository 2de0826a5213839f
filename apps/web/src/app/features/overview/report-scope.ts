import type { OverviewFilter, ReportScope, ReportSubscription } from '@querraum/contracts';
import type { Translate } from '../../core/texts';
import type { OverviewAddress } from './overview-filter';

/** The scope as the overview names it in its address. */
export const addressOf = ({ department, area, stage, unit }: ReportScope): OverviewAddress => ({
  ressort: department.join(','),
  raum: area.join(','),
  stand: stage.join(','),
  stelle: unit.join(','),
});

/** Of a filter what a report can be narrowed by: who has it and what is late, a report tells of all. */
export const scopeOf = ({ department, area, stage, unit }: OverviewFilter): ReportScope => ({
  department: department ?? [],
  area: area ?? [],
  stage: stage ?? [],
  unit: unit ?? [],
});

/** „Jugend · Brunnenviertel Süd“, or that it tells of everything. */
export function scopeInWords({ scope, areas, units }: ReportSubscription, say: Translate): string {
  const parts = [
    scope.department.map((value) => say(`departments.${value}`)),
    areas.map(({ name }) => name),
    scope.stage.map((value) => say(`overview.stage.${value}`)),
    units.map(({ name }) => name),
  ].filter((names) => names.length > 0);
  return parts.length === 0 ? say('reports.everything') : parts.map((names) => names.join(', ')).join(' · ');
}

/** „montags um 08:00 Uhr“ */
export function rhythmInWords({ rhythm }: ReportSubscription, say: Translate): string {
  const clock = `${String(rhythm.hour).padStart(2, '0')}:00`;
  if (rhythm.every === 'week') return say('reports.weekly', { day: say(`rhythm.weekdays.${rhythm.weekday}`), clock });
  return rhythm.every === 'month' ? say('reports.monthly', { day: rhythm.day, clock }) : clock;
}
