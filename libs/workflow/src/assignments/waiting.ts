/** One task that cannot end before another: a successor before its predecessor, a parent before its sub-task. */
export interface WaitsFor {
  id: string;
  on: string;
}

/**
 * A circle in which tasks would wait for each other, as the ids in their order, or `null`. Only circles through `start` are
 * looked for: what was there before has none.
 */
export function findCircle(edges: readonly WaitsFor[], start: string): string[] | null {
  const next = new Map<string, string[]>();
  for (const { id, on } of edges) next.set(id, [...(next.get(id) ?? []), on]);
  const reachedFrom = new Map<string, string>();
  const queue = [start];
  for (let id = queue.shift(); id !== undefined; id = queue.shift())
    for (const on of next.get(id) ?? []) {
      if (on === start) return [...pathTo(id, reachedFrom), start];
      if (reachedFrom.has(on)) continue;
      reachedFrom.set(on, id);
      queue.push(on);
    }
  return null;
}

function pathTo(id: string, reachedFrom: ReadonlyMap<string, string>): string[] {
  const before = reachedFrom.get(id);
  return before === undefined ? [id] : [...pathTo(before, reachedFrom), id];
}
