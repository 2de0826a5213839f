import type { Bundle, Definition } from '../definition';
import { FACTS, named, Play } from '../play';
import { end, graph, task } from '../play-graph';
import type { RunState } from '../state';
import { type NodeMapping, proposeMapping } from './mapping';
import { migrateState, type Migrated } from './migrate';

const NOW = '2027-03-25T10:00:00.000Z';
export const context = { now: NOW, facts: FACTS, fromVersion: 1, toVersion: 2 };
export const days = (length: number) => ({ length, unit: 'workingDay', roll: true }) as const;
/** Five Arbeitstage from Thursday before Easter 2027; three, and ten. */
export const [THREE, FIVE, TEN] = ['2027-04-01T22:00:00.000Z', '2027-04-05T22:00:00.000Z', '2027-04-12T22:00:00.000Z'];

export const moved = (result: Migrated): Extract<Migrated, { state: RunState }> => {
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  return result;
};
export function migrate(play: Play, to: Bundle, mapping?: NodeMapping): Migrated {
  const proposed = proposeMapping(play.bundle.definition, to.definition).mapping;
  return migrateState(play.bundle, to, play.state, mapping ?? proposed, context);
}

/** The run goes on by the new version. */
export function goesOn(play: Play, to: Bundle): Play {
  const { state } = moved(migrate(play, to));
  const further = new Play(to, NOW);
  (further as unknown as { current: RunState }).current = state;
  return further;
}

export const withNodes = (bundle: Bundle, change: (node: Definition['nodes'][number]) => object): Bundle => ({
  ...bundle,
  definition: {
    ...bundle.definition,
    nodes: bundle.definition.nodes.map((node) => ({ ...node, ...change(node) })) as Definition['nodes'],
  },
});

export const oneTask = (more: Record<string, unknown> = {}, id = 'check'): Bundle =>
  graph(
    [task(id, { name: named('Prüfen'), ...more }), end('end')],
    [
      ['start', id],
      [id, 'end'],
    ],
  );
