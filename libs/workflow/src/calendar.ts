import type { Period } from './definition';
import type { Instant } from './vocabulary';

/** A local date in Europe/Berlin, `YYYY-MM-DD`. */
export type LocalDate = string;

export interface PeriodResult {
  /** The day of the event; it does not count (§ 187 (1) BGB). */
  from: LocalDate;
  firstDay: LocalDate;
  lastDay: LocalDate;
  /** The first instant after the period. */
  dueEnd: Instant;
  /** Days that did not count, or over which the end moved on; weekends without a name. */
  skipped: { date: LocalDate; name: string | null }[];
}

const DAY = 86_400_000;
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

export const localDate = (instant: Instant): LocalDate => berlinDate.format(Date.parse(instant));

const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const dateOf = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10);
/** 0 Sunday … 6 Saturday; day 0 (1970-01-01) was a Thursday. */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

export const weekday = (date: LocalDate): number => weekdayOf(dayNumber(date));
export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(dayNumber(date) + days);

export const isWeekend = (date: LocalDate): boolean => weekday(date) % 6 === 0;
export const isWorkingDay = (date: LocalDate, closedDays: Record<string, string>): boolean =>
  !isWeekend(date) && !(date in closedDays);

const offsetAt = (time: number): number => Date.parse(`${berlinClock.format(time).replace(' ', 'T')}Z`) - time;

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

export const startOfDay = (date: LocalDate): Instant => toInstant(instantOf(date, '00:00:00'));

function endOf(lastDay: LocalDate, latestTime: string | undefined): Instant {
  return latestTime === undefined
    ? startOfDay(addDays(lastDay, 1))
    : toInstant(instantOf(lastDay, `${latestTime}:00`) + 1000);
}

function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  return dateOf(Math.floor(lastOfMonth.getTime() / DAY) - Math.max(0, lastOfMonth.getUTCDate() - day));
}

const lastDayOf = {
  calendarDay: (from: LocalDate, length: number) => addDays(from, length),
  week: (from: LocalDate, length: number) => addDays(from, 7 * length),
  month: (from: LocalDate, length: number) => addMonths(from, length),
} as const satisfies Record<Exclude<Period['unit'], 'workingDay'>, (from: LocalDate, length: number) => LocalDate>;

/** Counts as the administration counts (§§ 187–193 BGB), in local days of Europe/Berlin. */
export function periodEnd(from: Instant, period: Period, closedDays: Record<string, string>): PeriodResult {
  const eventDay = localDate(from);
  const skipped: PeriodResult['skipped'] = [];
  const nextWorkingDay = (date: LocalDate): LocalDate => {
    let day = date;
    for (let tries = 0; !isWorkingDay(day, closedDays); tries += 1) {
      if (tries > LONGEST_CLOSURE) throw new RangeError('The calendar has no working day within ten years.');
      skipped.push({ date: day, name: closedDays[day] ?? null });
      day = addDays(day, 1);
    }
    return day;
  };
  let firstDay = addDays(eventDay, 1);
  let lastDay: LocalDate;
  if (period.unit === 'workingDay') {
    firstDay = nextWorkingDay(firstDay);
    lastDay = firstDay;
    for (let counted = 1; counted < period.length; counted += 1) lastDay = nextWorkingDay(addDays(lastDay, 1));
  } else {
    lastDay = lastDayOf[period.unit](eventDay, period.length);
    if (period.roll) lastDay = nextWorkingDay(lastDay);
  }
  return { from: eventDay, firstDay, lastDay, dueEnd: endOf(lastDay, period.latestTime), skipped };
}

/**
 * Working days after today up to and with `lastDay`; negative: working days after `lastDay` up to and with today.
 */
export function workingDaysUntil(now: Instant, lastDay: LocalDate, closedDays: Record<string, string>): number {
  const today = localDate(now);
  const [earlier, later, sign] = today <= lastDay ? [today, lastDay, 1] : [lastDay, today, -1];
  let count = 0;
  for (let day = addDays(earlier, 1); day <= later; day = addDays(day, 1)) {
    if (isWorkingDay(day, closedDays)) count += 1;
  }
  return count === 0 ? 0 : sign * count;
}

/** The last local day of a period that ends before `dueEnd`. */
export const lastDayBefore = (dueEnd: Instant): LocalDate => localDate(toInstant(Date.parse(dueEnd) - 1));
