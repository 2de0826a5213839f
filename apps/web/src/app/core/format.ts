import { Pipe, PipeTransform } from '@angular/core';
import { language, type Language } from './language';

const ZONE = 'Europe/Berlin';
const DAY = {
  de: { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE },
  // A month in letters: 04/05 is a day in April to some readers and in May to others.
  en: { day: 'numeric', month: 'short', year: 'numeric', timeZone: ZONE },
} as const satisfies Record<Language, Intl.DateTimeFormatOptions>;
const CLOCK = { hour: '2-digit', minute: '2-digit', timeZone: ZONE } as const;

const formatsOf = (locale: string, day: Intl.DateTimeFormatOptions) => ({
  date: new Intl.DateTimeFormat(locale, day),
  time: new Intl.DateTimeFormat(locale, CLOCK),
  dateTime: new Intl.DateTimeFormat(locale, { ...day, ...CLOCK }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: ZONE }),
  number: new Intl.NumberFormat(locale),
  size: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  list: new Intl.ListFormat(locale, { type: 'conjunction' }),
});
const FORMATS = {
  de: formatsOf('de-DE', DAY.de),
  en: formatsOf('en-GB', DAY.en),
} as const satisfies Record<Language, ReturnType<typeof formatsOf>>;
const formats = () => FORMATS[language()];

/** `2027-04-05` has no time of day: noon keeps it on its day in every zone. */
const instantOf = (value: string | Date): Date =>
  value instanceof Date ? value : new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);

export const formatDate = (value: string | Date): string => formats().date.format(instantOf(value));
export const formatDateTime = (value: string | Date): string => formats().dateTime.format(instantOf(value));
export const formatTime = (value: string | Date): string => formats().time.format(instantOf(value));
export const formatWeekday = (value: string | Date): string => formats().weekday.format(instantOf(value));
export const formatNumber = (value: number): string => formats().number.format(value);
export const formatList = (values: readonly string[]): string => formats().list.format(values);

const BYTES = { de: 'Byte', en: 'bytes' } as const satisfies Record<Language, string>;

export function formatSize(bytes: number): string {
  const { number, size } = formats();
  if (bytes < 1024) return `${number.format(bytes)} ${BYTES[language()]}`;
  if (bytes < 1024 * 1024) return `${size.format(bytes / 1024)} KB`;
  return `${size.format(bytes / 1024 / 1024)} MB`;
}

/** A count as the lists give it: exact to 999, then „999+“. */
export const formatCount = (count: number, exact: boolean): string => (exact ? formatNumber(count) : '999+');

/** Impure, because the language is no argument. */
@Pipe({ name: 'dateOf', pure: false })
export class DateOf implements PipeTransform {
  transform(value: string | Date | null | undefined): string {
    return value ? formatDate(value) : '';
  }
}

/** Impure, because the language is no argument. */
@Pipe({ name: 'dateTimeOf', pure: false })
export class DateTimeOf implements PipeTransform {
  transform(value: string | Date | null | undefined): string {
    return value ? formatDateTime(value) : '';
  }
}
