import { advance } from '@querraum/workflow';
import type { Transaction } from '../platform';
import { changeOf, followChange, type RunChange } from './run-effects';
import { readFacts } from './run-facts';
import { lockRuns } from './read-run';
import { writeRuns } from './run-write-many';

/**
 * Wakes the engine for many runs at once: three statements for all of them together (docs/adr/0059). Those that were looked
 * at; a run that somebody else holds, or whose project has another run among these, is left for later.
 */
export async function tickRuns(tx: Transaction, runIds: string[]): Promise<Set<string>> {
  const runs = await lockRuns(tx, runIds);
  const changes: RunChange[] = [];
  for (const run of runs) {
    if (run.state.status !== 'running') continue;
    const facts = await readFacts(tx, run.project, run.state, run.beside);
    const command = { type: 'tick' } as const;
    const advanced = advance(run.bundle, run.state, command, { now: tx.now.toISOString(), facts });
    if (advanced.effects.length > 0) changes.push(await changeOf(tx, run, { command, facts }, advanced));
  }
  await writeRuns(tx, changes);
  for (const change of changes) await followChange(tx, change);
  return new Set(runs.map(({ id }) => id));
}
