import type { Bundle } from './definition';
import { LEAD, named } from './play';
import type { Play } from './play';

export type Line = [from: string, to: string, condition?: string];

/** Flows get the ids f0, f1, … in their order. */
export function graph(nodes: Record<string, unknown>[], lines: Line[]): Bundle {
  return {
    semantics: 1,
    definition: {
      schemaVersion: 1,
      key: 'graph',
      name: named('Ablauf'),
      nodes: [{ id: 'start', type: 'start' }, ...nodes].map((node) => ({
        name: named('Schritt'),
        ...node,
      })) as Bundle['definition']['nodes'],
      flows: lines.map(([from, to, condition], index) => ({
        id: `f${index}`,
        from,
        to,
        ...(condition ? { condition } : {}),
      })),
    },
  };
}

export const task = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'task',
  addressee: { kind: 'lead' },
  reminders: [],
  ...more,
});
export const end = (id: string, outcome = 'completed') => ({ id, type: 'end', outcome });
/** Where the tokens stand. */
export const open = (play: Play) => play.state.steps.filter((step) => step.open).map(({ nodeId }) => nodeId);

/** Somebody of the lead takes the task over and completes it. */
export function complete(play: Play, nodeId: string): Play {
  const step = play.state.steps.findLast((found) => found.nodeId === nodeId);
  for (const command of [{ type: 'claim' }, { type: 'complete', words: 'fertig' }] as const) {
    play.run({ type: 'step', stepId: step?.id ?? '', by: LEAD, command });
  }
  return play;
}
