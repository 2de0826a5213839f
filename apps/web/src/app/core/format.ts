import { Pipe, PipeTransform } from '@angular/core';

const LOCALE = 'de-DE';
const ZONE = 'Europe/Berlin';
const DATE = new Intl.DateTimeFormat(LOCALE, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE });
const TIME = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', timeZone: ZONE });
const DATE_TIME = new Intl.DateTimeFormat(LOCALE, {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: ZONE,
});
const WEEKDAY = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: ZONE });
const NUMBER = new Intl.NumberFormat(LOCALE);
const SIZE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const LIST = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** `2027-04-05` has no time of day: noon keeps it on its day in every zone. */
const instantOf = (value: string | Date): Date =>
  value instanceof Date ? value : new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);

export const formatDate = (value: string | Date): string => DATE.format(instantOf(value));
export const formatDateTime = (value: string | Date): string => DATE_TIME.format(instantOf(value));
export const formatTime = (value: string | Date): string => TIME.format(instantOf(value));
export const formatWeekday = (value: string | Date): string => WEEKDAY.format(instantOf(value));
export const formatNumber = (value: number): string => NUMBER.format(value);
export const formatList = (values: readonly string[]): string => LIST.format(values);

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${NUMBER.format(bytes)} Byte`;
  if (bytes < 1024 * 1024) return `${SIZE.format(bytes / 1024)} KB`;
  return `${SIZE.format(bytes / 1024 / 1024)} MB`;
}

/** A count as the lists give it: exact to 999, then „999+“. */
export const formatCount = (count: number, exact: boolean): string => (exact ? NUMBER.format(count) : '999+');

@Pipe({ name: 'dateOf' })
export class DateOf implements PipeTransform {
  transform(value: string | Date | null | undefined): string {
    return value ? formatDate(value) : '';
  }
}

@Pipe({ name: 'dateTimeOf' })
export class DateTimeOf implements PipeTransform {
  transform(value: string | Date | null | undefined): string {
    return value ? formatDateTime(value) : '';
  }
}
