import { advance } from '../advance';
import type { Bundle } from '../definition';
import type { RunState } from '../state';
import type { NodeMapping } from './mapping';
import { migrateState, type Migrated, type MigrationContext } from './migrate';

/** `stateBefore`: what the run was when everything due had happened, to which an undo goes back. */
export type MovedRun =
  (Exclude<Migrated, { refused: unknown }> & { stateBefore: RunState }) | Extract<Migrated, { refused: unknown }>;

/**
 * What moves a run, and what the dry run asks: first whatever is due by the old version, then the change, then whatever
 * can go on by the new one. One answer for both, so that the dry run tells the truth.
 */
export function moveRun(
  from: Bundle,
  to: Bundle,
  state: RunState,
  mapping: NodeMapping,
  context: MigrationContext,
): MovedRun {
  const ticked = advance(from, state, { type: 'tick' }, context);
  const migrated = migrateState(from, to, ticked.state, mapping, context);
  if ('refused' in migrated) return migrated;
  const gone = advance(to, migrated.state, { type: 'tick' }, context);
  return {
    state: gone.state,
    effects: [...ticked.effects, ...migrated.effects, ...gone.effects],
    changes: migrated.changes,
    stateBefore: ticked.state,
  };
}
