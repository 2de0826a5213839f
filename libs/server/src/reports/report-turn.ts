import { atClock, localDate } from '@querraum/workflow';
import { nextTurn, type Rhythm } from '@querraum/contracts';
import { closedDaysOf } from '../calendar';
import { workItems, type Transaction } from '../platform';

interface Turned {
  tenantId: string;
  id: string;
  ownerId: string;
  rhythm: Rhythm;
  /** When it came last: however it is changed, a report comes once a day at most. */
  lastAt: Date | null;
}

/**
 * Owes the next turn of a report, on a working day of its house, once for each turn. What was owed before for another turn
 * finds that it is not meant.
 */
export async function oweTurn(tx: Transaction, { tenantId, id, ownerId, rhythm, lastAt }: Turned): Promise<void> {
  const now = tx.now.toISOString();
  const today = localDate(now);
  const isDoneToday = lastAt !== null && localDate(lastAt.toISOString()) === today;
  const after = isDoneToday ? atClock(today, '23:59') : now;
  const { date, at } = nextTurn(rhythm, after, await closedDaysOf(tx, tenantId));
  const period = `${date}T${String(rhythm.hour).padStart(2, '0')}`;
  await tx.rows('update report_subscription set next_period = $3, next_at = $4 where tenant_id = $1 and id = $2', [
    ...[tenantId, id, period, at],
  ]);
  await workItems.add(tx, 'runReport', {
    payload: { tenantId, ownerId, reportId: id, period },
    dueAt: new Date(at),
    dedupeKey: `report:${id}:${period}`,
  });
}
