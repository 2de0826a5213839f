import type { Language } from '@querraum/contracts';
import { addDays, lastDayBefore, type LocalizedText } from '@querraum/workflow';
import ical, { ICalEventClass, ICalEventTransparency } from 'ical-generator';

/** One Frist or date as a calendar may know it: what kind of thing, title and Aktenzeichen of the project. No words. */
export interface CalendarEntry {
  /** Stays the same for the same thing, whatever becomes of it. */
  uid: string;
  /** Grows with each change of the thing. */
  sequence: number;
  changedAt: Date;
  what: LocalizedText;
  /** First instant after the Frist, or the day itself. */
  due: { end: Date } | { day: string };
  project: { title: string; reference: string };
  /** Below the address of the product. */
  path: string;
}

export interface Calendar {
  name: LocalizedText;
  language: Language;
  /** Where the product stands, without a path. */
  origin: string;
  entries: CalendarEntry[];
}

const HOURLY_S = 3600;
const dayOf = ({ due }: CalendarEntry): string => ('day' in due ? due.day : lastDayBefore(due.end.toISOString()));
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The calendar as RFC 5545 wants it: each Frist a whole day, its last one in Europe/Berlin; it blocks nothing and rings nowhere. */
export function calendarText({ name, language, origin, entries }: Calendar): string {
  const calendar = ical({
    name: name[language],
    prodId: { company: 'Querraum', product: 'Querraum', language: language.toUpperCase() },
    ttl: HOURLY_S,
  });
  for (const entry of entries) {
    const day = dayOf(entry);
    calendar.createEvent({
      id: `${entry.uid}@querraum`,
      sequence: entry.sequence,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      start: midnight(day),
      end: midnight(addDays(day, 1)),
      allDay: true,
      summary: `${entry.what[language]}: ${entry.project.title} (${entry.project.reference})`,
      url: `${origin}${entry.path}`,
      class: ICalEventClass.PRIVATE,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
