import type { Task } from '@querraum/contracts';

export interface InboxRow {
  task: Task;
  /** Left the list meanwhile; stays in its place until the person asks for the new state. */
  gone: boolean;
}

/**
 * A fresh first page against what is shown: known rows are updated in place, rows that left are marked, new ones are
 * only counted, so that the list does not jump while somebody reads it.
 */
export function mergeFresh(
  shown: readonly InboxRow[],
  fresh: readonly Task[],
  freshIsComplete: boolean,
): { rows: InboxRow[]; added: number } {
  const byId = new Map(fresh.map((task) => [task.id, task]));
  const known = new Set(shown.map((row) => row.task.id));
  return {
    rows: shown.map((row) => {
      const task = byId.get(row.task.id);
      return task === undefined ? { ...row, gone: row.gone || freshIsComplete } : { task, gone: false };
    }),
    added: fresh.filter((task) => !known.has(task.id)).length,
  };
}

/** The row that gets the focus when `key` is pressed on row `index` of `length`; undefined when the key means nothing here. */
export function rowAfterKey(key: string, index: number, length: number): number | undefined {
  if (length === 0) return undefined;
  const targets: Record<string, number> = {
    j: Math.min(index + 1, length - 1),
    ArrowDown: Math.min(index + 1, length - 1),
    k: Math.max(index - 1, 0),
    ArrowUp: Math.max(index - 1, 0),
    Home: 0,
    End: length - 1,
  };
  return targets[key];
}
