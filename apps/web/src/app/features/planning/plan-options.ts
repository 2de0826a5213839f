import type { ProjectDetail } from '@querraum/contracts';
import type { Option } from './plan-fields';

/** Units with whom something of the plan may lie: those that see the file. The one it lies with now stays a choice. */
export function unitOptions({ parties }: Pick<ProjectDetail, 'parties'>, now?: { id: string; name: string }): Option[] {
  const units = new Map(now === undefined ? [] : [[now.id, now.name]]);
  for (const { unit, role } of parties) if (role !== 'ASSIGNEE') units.set(unit.id, unit.name);
  return [...units].map(([value, label]) => ({ value, label }));
}

/** First nothing, for whoever has not chosen yet. */
export const withNone = (options: readonly Option[], label: string): Option[] => [{ value: '', label }, ...options];
