import type { WorkState } from '@querraum/contracts';

interface Decisions {
  retry: string;
  /** Opens the question for a reason, which `skip` answers. */
  skipFirst: string;
  skip: string;
  retried: string;
  skipped: string;
}

/** What can be decided, and what was, by the keys of its words. */
const INCIDENT: Decisions = {
  ...{ retry: 'jobs.retry', retried: 'jobs.retried' },
  ...{ skipFirst: 'jobs.skipFirst', skip: 'jobs.skip', skipped: 'jobs.skippedNow' },
};
/** What is held was never tried since the restore: nobody repeats it. */
const HELD: Decisions = {
  ...{ retry: 'jobs.release', retried: 'jobs.released' },
  ...{ skipFirst: 'jobs.dropFirst', skip: 'jobs.drop', skipped: 'jobs.droppedNow' },
};

export const decisionsOn = (state: WorkState): Decisions => (state === 'held' ? HELD : INCIDENT);
