import type { ProjectDetail, RunSummary } from '@querraum/contracts';
import { newestFirst } from './whole-project';

/** More than these in full length nobody reads at once. */
const IN_FULL = 3;

/** What the overview shows in full: what the sentence tells of, and what was started last; the rest is a list. */
export function shownRuns({ runs, situation }: Pick<ProjectDetail, 'runs' | 'situation'>): {
  full: RunSummary[];
  rest: RunSummary[];
} {
  const told = (run: RunSummary) => Number(run.id === situation?.runId);
  const isRunning = (run: RunSummary) => Number(run.status === 'running');
  const ordered = newestFirst(runs).sort((one, other) => told(other) - told(one) || isRunning(other) - isRunning(one));
  return { full: newestFirst(ordered.slice(0, IN_FULL)), rest: ordered.slice(IN_FULL) };
}
