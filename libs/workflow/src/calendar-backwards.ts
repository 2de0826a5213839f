import { addDays, isWorkingDay, periodEnd, startOfDay } from './calendar';
import type { LocalDate } from './calendar';
import type { Period } from './definition';

/** A first guess of how many days a unit may take. */
const DAYS = { workingDay: 2, calendarDay: 1, week: 7, month: 31 } as const satisfies Record<Period['unit'], number>;

/**
 * Planning backwards: the last Arbeitstag on which the event may be, so that the period is over by the end of `lastDay`
 * (at its clock time, if it has one). The later the event, the later the end, so that halving finds it.
 */
export function latestStart(lastDay: LocalDate, period: Period, closedDays: Record<string, string>): LocalDate {
  const endsInTime = (daysBefore: number): boolean =>
    periodEnd(startOfDay(addDays(lastDay, -daysBefore)), period, closedDays).lastDay <= lastDay;
  let tooLate = 0;
  let inTime = DAYS[period.unit] * period.length;
  while (!endsInTime(inTime)) [tooLate, inTime] = [inTime, 2 * inTime];
  while (inTime - tooLate > 1) {
    const middle = Math.floor((inTime + tooLate) / 2);
    if (endsInTime(middle)) inTime = middle;
    else tooLate = middle;
  }
  let start = addDays(lastDay, -inTime);
  while (!isWorkingDay(start, closedDays)) start = addDays(start, -1);
  return start;
}

/**
 * The same for several periods one after the other, each beginning on the day after the one before has run out, which is
 * when silence lets it begin: the latest start of each, the last of which is over by the end of `lastDay`.
 */
export function latestStarts(
  lastDay: LocalDate,
  periods: readonly Period[],
  closedDays: Record<string, string>,
): LocalDate[] {
  let end = lastDay;
  return periods
    .toReversed()
    .map((period) => {
      const start = latestStart(end, period, closedDays);
      end = addDays(start, -1);
      return start;
    })
    .toReversed();
}
