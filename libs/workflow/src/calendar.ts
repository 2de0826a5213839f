import type { Period } from './definition';
import type { Instant } from './vocabulary';

/** A local date in Europe/Berlin, `YYYY-MM-DD`; after the year 9999 `+YYYYYY-MM-DD`, as ISO 8601 and `Date` have it. */
export type LocalDate = string;

/** A day that has become a closed day, or an open one again; `name` is what the calendar calls it. */
export interface ChangedDay {
  date: LocalDate;
  name: string;
  closed: boolean;
}

export interface PeriodResult {
  /** The day of the event; it does not count (§ 187 (1) BGB). */
  from: LocalDate;
  firstDay: LocalDate;
  lastDay: LocalDate;
  /** The first instant after the period. */
  dueEnd: Instant;
  /** Days that did not count, or over which the end moved on; weekends without a name. */
  skipped: { date: LocalDate; name: string | null }[];
  /** It would have ended sooner: counted from elsewhere, but nobody is left less than the next working day. */
  leftTime?: true;
}

const DAY = 86_400_000;
const NEXT_WORKING_DAY: Period = { length: 1, unit: 'workingDay', roll: true };
/** Nobody closes a house for ten years; beyond it the calendar is broken and counting would never end. */
const LONGEST_CLOSURE = 3660;

const berlinDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
const berlinClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Years with other than four digits come unpadded from the formatter, but only padded ones can be read again. */
function withWholeYear(formatted: string): string {
  const digits = formatted.indexOf('-');
  if (digits === 4) return formatted;
  return digits < 4
    ? formatted.padStart(formatted.length + 4 - digits, '0')
    : `+${formatted.padStart(formatted.length + 6 - digits, '0')}`;
}

const MOST_DATES = 1000;
const dates = new Map<Instant, LocalDate>();

/** The same few instants are asked for again and again within a command. */
export function localDate(instant: Instant): LocalDate {
  const known = dates.get(instant);
  if (known !== undefined) return known;
  const date = withWholeYear(berlinDate.format(Date.parse(instant)));
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(instant, date);
  return date;
}

const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const dateOf = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, -'T00:00:00.000Z'.length);
/** 0 Sunday … 6 Saturday; day 0 (1970-01-01) was a Thursday. */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const weekday = (date: LocalDate): number => weekdayOf(dayNumber(date));
export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(dayNumber(date) + days);

export const isWeekend = (date: LocalDate): boolean => weekday(date) % 6 === 0;
export const isWorkingDay = (date: LocalDate, closedDays: Record<string, string>): boolean =>
  !isWeekend(date) && !(date in closedDays);

const MOST_OFFSETS = 1000;
const offsets = new Map<number, number>();

/** Fristen end on few days, and asking the formatter costs more than all the counting. */
function offsetAt(time: number): number {
  const known = offsets.get(time);
  if (known !== undefined) return known;
  const offset = Date.parse(`${withWholeYear(berlinClock.format(time)).replace(' ', 'T')}Z`) - time;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  offsets.set(time, offset);
  return offset;
}

/**
 * The instant of a local clock time. In the hour that the clock repeats, the later one (nobody's period ends early);
 * in the hour that it leaves out, the same distance after the change.
 */
function instantOf(date: LocalDate, clock: string): number {
  const asUtc = Date.parse(`${date}T${clock}Z`);
  const winter = asUtc - offsetAt(asUtc - 7_200_000);
  const summer = asUtc - offsetAt(asUtc + 7_200_000);
  const fits = [winter, summer].filter((time) => time + offsetAt(time) === asUtc);
  return fits.length > 0 ? Math.max(...fits) : Math.max(winter, summer);
}

const toInstant = (time: number): Instant => new Date(time).toISOString();

/** The same local clock time on another day. */
export const atSameClock = (instant: Instant, date: LocalDate): Instant =>
  toInstant(instantOf(date, berlinClock.format(Date.parse(instant)).slice(-8)) + (Date.parse(instant) % 1000));

/** The instant of a clock time, `HH:MM`, on a day. */
export const atClock = (date: LocalDate, clock: string): Instant => toInstant(instantOf(date, `${clock}:00`));

export const startOfDay = (date: LocalDate): Instant => toInstant(instantOf(date, '00:00:00'));

/** The first instant after the day, or after its clock time, which is inclusive. */
export function endOfDay(lastDay: LocalDate, latestTime?: string): Instant {
  return latestTime === undefined
    ? startOfDay(addDays(lastDay, 1))
    : toInstant(instantOf(lastDay, `${latestTime}:00`) + 1000);
}

export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  // `Date.UTC` takes the years 0 to 99 for those of the 20th century.
  const lastOfMonth = new Date(0);
  lastOfMonth.setUTCFullYear(year, month + months, 0);
  return dateOf(Math.floor(lastOfMonth.getTime() / DAY) - Math.max(0, lastOfMonth.getUTCDate() - day));
}

const lastDayOf = {
  calendarDay: (from: LocalDate, length: number) => addDays(from, length),
  week: (from: LocalDate, length: number) => addDays(from, 7 * length),
  month: (from: LocalDate, length: number) => addMonths(from, length),
} as const satisfies Record<Exclude<Period['unit'], 'workingDay'>, (from: LocalDate, length: number) => LocalDate>;

/**
 * Counts as the administration counts (§§ 187–193 BGB), in local days of Europe/Berlin. `from` is when the step began, where
 * the period does not know better.
 */
export function periodEnd(from: Instant, period: Period, closedDays: Record<string, string>): PeriodResult {
  const { begins } = period;
  if (begins === undefined) return countFrom(from, period, closedDays);
  const counted = countFrom(begins.at, period, closedDays);
  if (!begins.leavesTime) return counted;
  const { lastDay, dueEnd } = countFrom(from, NEXT_WORKING_DAY, closedDays);
  return counted.dueEnd < dueEnd ? { ...counted, lastDay, dueEnd, leftTime: true } : counted;
}

function countFrom(from: Instant, period: Period, closedDays: Record<string, string>): PeriodResult {
  const eventDay = localDate(from);
  const skipped: PeriodResult['skipped'] = [];
  const nextWorkingDay = (begin: number): number => {
    for (let day = begin; day - begin <= LONGEST_CLOSURE; day += 1) {
      const date = dateOf(day);
      if (weekdayOf(day) % 6 !== 0 && !(date in closedDays)) return day;
      skipped.push({ date, name: closedDays[date] ?? null });
    }
    throw new RangeError('The calendar has no working day within ten years.');
  };
  let firstDay = dayNumber(eventDay) + 1;
  let lastDay: number;
  if (period.unit === 'workingDay') {
    firstDay = nextWorkingDay(firstDay);
    lastDay = firstDay;
    for (let counted = 1; counted < period.length; counted += 1) lastDay = nextWorkingDay(lastDay + 1);
  } else {
    lastDay = dayNumber(lastDayOf[period.unit](eventDay, period.length));
    if (period.roll) lastDay = nextWorkingDay(lastDay);
  }
  const end = dateOf(lastDay);
  return {
    from: eventDay,
    firstDay: dateOf(firstDay),
    lastDay: end,
    dueEnd: endOfDay(end, period.latestTime),
    skipped,
  };
}

/** Mondays to Fridays after day `from` up to and with day `to`: whole weeks have five, the rest is looked at. */
function weekdaysBetween(from: number, to: number): number {
  const weeks = Math.floor((to - from) / 7);
  let count = 5 * weeks;
  for (let day = from + 7 * weeks + 1; day <= to; day += 1) if (weekdayOf(day) % 6 !== 0) count += 1;
  return count;
}

/**
 * Working days after today up to and with `lastDay`; negative: working days after `lastDay` up to and with today.
 */
export function workingDaysUntil(now: Instant, lastDay: LocalDate, closedDays: Record<string, string>): number {
  const [today, last] = [dayNumber(localDate(now)), dayNumber(lastDay)];
  const [earlier, later, sign] = today <= last ? [today, last, 1] : [last, today, -1];
  const closed = Object.keys(closedDays).filter((date) => {
    const day = dayNumber(date);
    return day > earlier && day <= later && weekdayOf(day) % 6 !== 0;
  });
  const count = weekdaysBetween(earlier, later) - closed.length;
  return count === 0 ? 0 : sign * count;
}

/** The last local day of a period that ends before `dueEnd`. */
export const lastDayBefore = (dueEnd: Instant): LocalDate => localDate(toInstant(Date.parse(dueEnd) - 1));
