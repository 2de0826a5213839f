import type { RunSummary } from '@querraum/contracts';
import { shownRuns } from './shown-runs';

const run = (id: string, day: number, status: RunSummary['status'] = 'completed'): RunSummary => ({
  ...{ id, status, projectId: '', documentId: '', documentTitle: '', procedureVersion: 1, endedAt: null },
  ...{ procedureName: { de: '', en: '' }, startedAt: `2027-03-0${day}T08:00:00.000Z` },
});
const ids = (runs: RunSummary[]) => runs.map(({ id }) => id);

describe('the runs on the overview', () => {
  it('are all in full where they are few, the newest first', () => {
    const { full, rest } = shownRuns({ runs: [run('a', 1), run('b', 3), run('c', 2)], situation: null });
    expect([ids(full), ids(rest)]).toEqual([['b', 'c', 'a'], []]);
  });

  it('are in full what the sentence tells of and what runs, before what has ended', () => {
    const runs = [run('old', 1, 'running'), run('b', 5), run('c', 6), run('d', 4, 'running'), run('e', 3, 'running')];
    const situation = {
      ...{ runId: 'old', status: 'running' as const, procedureName: { de: '', en: '' } },
      ...{ waitingFor: [], next: [], endedAt: null },
    };
    const { full, rest } = shownRuns({ runs, situation });
    expect([ids(full), ids(rest)]).toEqual([
      ['d', 'e', 'old'],
      ['c', 'b'],
    ]);
  });
});
