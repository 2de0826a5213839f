import type { Urgency } from '../ui/due-chip';
import { formatDate, formatTime } from './format';
import { language } from './language';

const SOON_MS = 2 * 24 * 60 * 60 * 1000;

/** `dueEnd` is the first instant after the period; what people read is the last moment in it. */
export function lastMoment(dueEnd: string): Date {
  return new Date(new Date(dueEnd).getTime() - 1000);
}

/** „05.04.2027“ for a whole day, „05.04.2027, 12:00 Uhr“ where a latest time of day was set. */
export function lastMomentInWords(dueEnd: string): string {
  const last = lastMoment(dueEnd);
  const time = formatTime(last);
  if (time === '23:59') return formatDate(last);
  return `${formatDate(last)}, ${time}${language() === 'de' ? ' Uhr' : ''}`;
}

export function urgencyOf(dueEnd: string | null, overdue: boolean, now: Date): Urgency {
  if (dueEnd === null) return 'none';
  if (overdue || new Date(dueEnd) <= now) return 'overdue';
  return new Date(dueEnd).getTime() - now.getTime() <= SOON_MS ? 'soon' : 'later';
}
