import { addDays, isWorkingDay, periodEnd, startOfDay } from './calendar';
import { latestStart, latestStarts } from './calendar-backwards';
import type { Period } from './definition';
import { EASTER_2027 } from './play';
import { generator } from './play-calendar';
import { closedDaysOfLand } from './play-holidays';

const days = (length: number, unit: Period['unit'] = 'workingDay', more: Partial<Period> = {}): Period => ({
  length,
  unit,
  roll: true,
  ...more,
});
const endOf = (start: string, period: Period, closed: Record<string, string>): string =>
  periodEnd(startOfDay(start), period, closed).lastDay;

describe('planning backwards from a fixed day', () => {
  it('says when a Frist has to begin: five Arbeitstage before 05.04.2027 lie Easter and two weekends', () => {
    expect(latestStart('2027-04-05', days(5), EASTER_2027)).toBe('2027-03-25');
    expect(latestStart('2027-04-05', days(2, 'week'), EASTER_2027)).toBe('2027-03-22');
    expect(latestStart('2027-04-08', days(2, 'week'), EASTER_2027)).toBe('2027-03-25');
    expect(latestStart('2028-02-29', days(1, 'month'), {})).toBe('2028-01-31');
    expect(latestStart('2027-02-28', days(1, 'month', { roll: false }), {})).toBe('2027-01-29');
  });

  it('begins on an Arbeitstag, also where the end is none', () => {
    expect(latestStart('2027-04-04', days(1), {})).toBe('2027-04-01');
    expect(latestStart('2027-04-06', days(1), {})).toBe('2027-04-05');
    expect(latestStart('2027-04-06', days(1, 'calendarDay'), { '2027-04-05': 'Brückentag' })).toBe('2027-04-02');
  });

  it('counts several Fristen one after the other, each with all its time', () => {
    const periods = [days(5), days(2), days(1, 'week')];
    const starts = latestStarts('2027-05-14', periods, EASTER_2027);
    expect(starts).toEqual(['2027-04-26', '2027-05-04', '2027-05-07']);
    expect(latestStarts('2027-05-14', [], {})).toEqual([]);
  });

  it('agrees with looking at every day, 2,000 times', () => {
    const random = generator(5005);
    const closed = closedDaysOfLand('BE');
    const units = ['workingDay', 'calendarDay', 'week', 'month'] as const;
    const longest = { workingDay: 30, calendarDay: 40, week: 8, month: 6 } as const;
    for (let round = 0; round < 2_000; round += 1) {
      const unit = units[random(4)] ?? 'workingDay';
      const period = days(1 + random(longest[unit]), unit, { roll: random(2) === 0 });
      const lastDay = addDays('2026-01-01', random(900));
      const start = latestStart(lastDay, period, closed);
      expect(isWorkingDay(start, closed)).toBe(true);
      expect(endOf(start, period, closed) <= lastDay).toBe(true);
      for (let later = addDays(start, 1); later <= lastDay; later = addDays(later, 1))
        if (isWorkingDay(later, closed)) {
          expect([lastDay, period, start, endOf(later, period, closed) > lastDay]).toEqual([
            lastDay,
            period,
            start,
            true,
          ]);
          break;
        }
    }
  });

  it('finds a way past a house that is closed for months', () => {
    const closed = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [addDays('2027-01-01', index), 'zu']));
    expect(latestStart('2027-05-03', days(2), closed)).toBe('2026-12-30');
  });
});
