import { deadlineInWords, type Instant, type LocalizedText } from '@querraum/workflow';
import type { Transaction } from '../platform';
import { closedDaysOf } from './closed-days';

export interface Due {
  dueEnd: Instant | null;
  dueInWords: LocalizedText | null;
  overdue: boolean;
}

/** Shows Fristen in the words of the calendar of a house. */
export async function dueViewer(tx: Transaction, tenantId: string): Promise<(dueEnd: Instant | null) => Due> {
  const now = tx.now.toISOString();
  const closed = await closedDaysOf(tx, tenantId);
  return (dueEnd) => ({
    dueEnd,
    dueInWords:
      dueEnd === null
        ? null
        : { de: deadlineInWords(now, dueEnd, closed, 'de'), en: deadlineInWords(now, dueEnd, closed, 'en') },
    overdue: dueEnd !== null && dueEnd <= now,
  });
}
