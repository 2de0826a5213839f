import { addDays, deadlineInWords, localDate, type Instant, type LocalizedText } from '@querraum/workflow';
import type { Transaction } from '../platform';
import { closedDaysOf } from './closed-days';

/** A Frist before or after these is said in the words of a date alone. */
const DAYS_BACK = 400;
const DAYS_AHEAD = 400;

export interface Due {
  dueEnd: Instant | null;
  dueInWords: LocalizedText | null;
  overdue: boolean;
}

/** Shows Fristen in the words of the calendar of a house. */
export async function dueViewer(tx: Transaction, tenantId: string): Promise<(dueEnd: Instant | null) => Due> {
  const now = tx.now.toISOString();
  const today = localDate(now);
  const closed = await closedDaysOf(tx, tenantId, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD));
  return (dueEnd) => ({
    dueEnd,
    dueInWords:
      dueEnd === null
        ? null
        : { de: deadlineInWords(now, dueEnd, closed, 'de'), en: deadlineInWords(now, dueEnd, closed, 'en') },
    overdue: dueEnd !== null && dueEnd <= now,
  });
}
