import canonicalize from 'canonicalize';
import type { SeenState } from './case';

export const canonical = (value: unknown): string => canonicalize(value) ?? '';
const LISTS = ['userTasks', 'timers', 'messages', 'signals', 'conditions', 'receiveTasks', 'externalTasks'] as const;

/** Timers that were recorded and are not seen. */
export function missingTimers(seen: SeenState | null, recorded: SeenState | null): SeenState['timers'] {
  const rest = (seen?.timers ?? []).map(canonical);
  return (recorded?.timers ?? []).filter((timer) => {
    const index = rest.indexOf(canonical(timer));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

/** What is seen and what was recorded, where they differ; lists are multisets. */
export function differences(seen: SeenState | null, recorded: SeenState | null): string[] {
  if (seen === null || recorded === null) {
    return seen === recorded
      ? []
      : [`state: ${seen === null ? 'none' : 'one'} instead of ${recorded === null ? 'none' : 'one'}`];
  }
  const found: string[] = [];
  if (seen.ended !== recorded.ended) found.push(`ended: ${seen.ended} instead of ${recorded.ended}`);
  for (const list of LISTS) {
    const [ours, theirs] = [seen[list] ?? [], recorded[list] ?? []].map((items) => items.map(canonical).sort());
    if (canonical(ours) !== canonical(theirs))
      found.push(`${list}: ${canonical(ours)} instead of ${canonical(theirs)}`);
  }
  const [ours, theirs] = [canonical(seen.variables), canonical(recorded.variables)];
  if (ours !== theirs) found.push(`variables: ${ours} instead of ${theirs}`);
  return found;
}
