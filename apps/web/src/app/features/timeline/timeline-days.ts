import type { TimelineEntry } from '@querraum/contracts';

export interface TimelineDay {
  /** Local date in Berlin. */
  day: string;
  entries: TimelineEntry[];
}

const BERLIN_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
export const dayOf = ({ at }: TimelineEntry): string => BERLIN_DAY.format(new Date(at));

/** Entries, newest first, by the day on which they happened. */
export function daysOf(entries: readonly TimelineEntry[]): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const entry of entries) {
    const day = dayOf(entry);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
