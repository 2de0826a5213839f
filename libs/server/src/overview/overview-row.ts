import type { OverviewProject, Situation } from '@querraum/contracts';
import { dueViewer } from '../calendar';
import type { ActorTransaction } from '../platform';

export interface OverviewRow extends Pick<
  OverviewProject,
  'id' | 'reference' | 'title' | 'stages' | 'leadUnit' | 'areas' | 'situation'
> {
  holders: Situation['waitingFor'];
  dueOrder: Date | number;
  cursorOrder: string;
}

/** Shows rows with their Fristen in the words of the calendar of the asking person's house. */
export async function overviewViewer(tx: ActorTransaction): Promise<(row: OverviewRow) => OverviewProject> {
  const due = await dueViewer(tx, tx.actor.tenantId);
  return ({ holders, dueOrder: _order, cursorOrder: _cursor, ...row }) => ({
    ...row,
    holders: holders.map((holder) => ({ ...holder, ...due(holder.dueEnd) })),
    ...due(holders[0]?.dueEnd ?? null),
  });
}
