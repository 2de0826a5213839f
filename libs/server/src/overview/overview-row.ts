import type { OverviewProject, Situation } from '@querraum/contracts';
import { addDays, deadlineInWords, localDate } from '@querraum/workflow';
import { closedDaysOf } from '../calendar';
import type { ActorTransaction } from '../platform';

export interface OverviewRow extends Pick<
  OverviewProject,
  'id' | 'reference' | 'title' | 'stages' | 'leadUnit' | 'areas' | 'situation'
> {
  holders: Situation['waitingFor'];
  dueOrder: Date | number;
  cursorOrder: string;
}

/** A Frist before or after these is said in the words of a date alone. */
const DAYS_BACK = 400;
const DAYS_AHEAD = 400;

/** Shows rows with their Fristen in the words of the calendar of the asking person's house. */
export async function overviewViewer(tx: ActorTransaction): Promise<(row: OverviewRow) => OverviewProject> {
  const now = tx.now.toISOString();
  const today = localDate(now);
  const closed = await closedDaysOf(tx, tx.actor.tenantId, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD));
  const due = (dueEnd: string | null) => ({
    dueEnd,
    dueInWords:
      dueEnd === null
        ? null
        : { de: deadlineInWords(now, dueEnd, closed, 'de'), en: deadlineInWords(now, dueEnd, closed, 'en') },
    overdue: dueEnd !== null && dueEnd <= now,
  });
  return ({ holders, dueOrder: _order, cursorOrder: _cursor, ...row }) => ({
    ...row,
    holders: holders.map((holder) => ({ ...holder, ...due(holder.dueEnd) })),
    ...due(holders[0]?.dueEnd ?? null),
  });
}
