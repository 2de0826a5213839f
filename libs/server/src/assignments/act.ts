import type { ActorTransaction } from '../platform';
import type { HistoryBy } from '../projects';
import type { Acted } from './assignment-authority';
import { AssignmentWork, namedBy, namedUnits } from './assignment-work';
import { writeWork } from './assignment-write';

/** One act on one task: what its function gets, and where it puts what it brings. */
export interface Act extends Acted {
  tx: ActorTransaction;
  work: AssignmentWork;
  named: HistoryBy;
}

/** Lets the act gather what it brings, and writes it. */
export async function perform(tx: ActorTransaction, acted: Acted, act: (work: Act) => Promise<void>): Promise<void> {
  const work = new AssignmentWork(tx, acted.project);
  const named = namedBy(tx.actor, acted.by, namedUnits(acted.task, acted.project));
  await act({ ...acted, tx, work, named });
  await writeWork(work);
}
