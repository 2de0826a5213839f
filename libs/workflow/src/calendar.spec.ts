import { addDays, isWorkingDay, lastDayBefore, localDate, periodEnd, startOfDay, workingDaysUntil } from './calendar';
import type { Period } from './definition';
import { EASTER_2027 } from './play';
import { countedByHand, generator } from './play-calendar';

const THURSDAY = '2027-03-25T09:00:00.000Z';
const days = (length: number, unit: Period['unit'] = 'workingDay', more: Partial<Period> = {}): Period => ({
  length,
  unit,
  roll: true,
  ...more,
});

describe('local dates in Berlin', () => {
  it('begin at midnight there, in winter and in summer', () => {
    expect(startOfDay('2027-01-15')).toBe('2027-01-14T23:00:00.000Z');
    expect(startOfDay('2027-07-15')).toBe('2027-07-14T22:00:00.000Z');
    expect(localDate('2027-07-14T22:00:00.000Z')).toBe('2027-07-15');
    expect(localDate('2027-07-14T21:59:59.999Z')).toBe('2027-07-14');
  });

  it('have 23 hours when the clock goes forward and 25 when it goes back', () => {
    const hours = (date: string) =>
      (Date.parse(startOfDay(addDays(date, 1))) - Date.parse(startOfDay(date))) / 3_600_000;
    expect([hours('2027-03-28'), hours('2027-10-31'), hours('2027-06-01')]).toEqual([23, 25, 24]);
  });
});

describe('a period', () => {
  it('of 5 Arbeitstage from Thursday 25.03.2027 ends on 05.04.2027 with the holidays of Berlin', () => {
    expect(periodEnd(THURSDAY, days(5), EASTER_2027)).toEqual({
      from: '2027-03-25',
      firstDay: '2027-03-30',
      lastDay: '2027-04-05',
      dueEnd: '2027-04-05T22:00:00.000Z',
      skipped: [
        { date: '2027-03-26', name: 'Karfreitag' },
        { date: '2027-03-27', name: null },
        { date: '2027-03-28', name: null },
        { date: '2027-03-29', name: 'Ostermontag' },
        { date: '2027-04-03', name: null },
        { date: '2027-04-04', name: null },
      ],
    });
  });

  it('ends a day later when the house is closed on 02.04.', () => {
    const closed = { ...EASTER_2027, '2027-04-02': 'Betriebsausflug' };
    expect(periodEnd(THURSDAY, days(5), closed).lastDay).toBe('2027-04-06');
  });

  it('does not count the day of the event, not even from its first second', () => {
    expect(periodEnd('2027-04-05T22:00:00.000Z', days(1), {}).lastDay).toBe('2027-04-07');
    expect(periodEnd('2027-04-05T21:59:59.999Z', days(1), {}).lastDay).toBe('2027-04-06');
  });

  it('in weeks ends on the same weekday, and rolls forward from a holiday', () => {
    expect(periodEnd(THURSDAY, days(2, 'week'), EASTER_2027).lastDay).toBe('2027-04-08');
    expect(periodEnd('2027-03-19T09:00:00.000Z', days(1, 'week'), EASTER_2027)).toMatchObject({
      lastDay: '2027-03-30',
      skipped: [{ date: '2027-03-26' }, { date: '2027-03-27' }, { date: '2027-03-28' }, { date: '2027-03-29' }],
    });
  });

  it('stays on a Saturday when it is not to roll', () => {
    expect(periodEnd(THURSDAY, days(2, 'calendarDay', { roll: false }), {}).lastDay).toBe('2027-03-27');
  });

  it('in months ends with the month when that is shorter, also in a leap year', () => {
    const end = (from: string, length: number) =>
      periodEnd(`${from}T11:00:00.000Z`, days(length, 'month', { roll: false }), {}).lastDay;
    expect(end('2027-01-31', 1)).toBe('2027-02-28');
    expect(end('2028-01-31', 1)).toBe('2028-02-29');
    expect(end('2028-02-29', 12)).toBe('2029-02-28');
    expect(end('2027-12-31', 2)).toBe('2028-02-29');
    expect(end('2027-11-15', 3)).toBe('2028-02-15');
  });

  it('counts over the turn of the year', () => {
    const closed = { '2027-12-24': 'Heiligabend', '2027-12-31': 'Silvester' };
    expect(periodEnd('2027-12-23T09:00:00.000Z', days(6), closed).lastDay).toBe('2028-01-04');
  });

  it('counts 29.02.2028 as a working day', () => {
    expect(periodEnd('2028-02-28T09:00:00.000Z', days(1), {}).lastDay).toBe('2028-02-29');
  });

  it('with a latest clock time includes that second', () => {
    const noon = days(1, 'workingDay', { latestTime: '12:00' });
    expect(periodEnd(THURSDAY, noon, {}).dueEnd).toBe('2027-03-26T11:00:01.000Z');
    expect(periodEnd('2027-06-01T09:00:00.000Z', noon, {}).dueEnd).toBe('2027-06-02T10:00:01.000Z');
  });

  it('ends at midnight after the nights in which the clock changes', () => {
    expect(periodEnd('2027-03-27T09:00:00.000Z', days(1, 'calendarDay', { roll: false }), {}).dueEnd).toBe(
      '2027-03-28T22:00:00.000Z',
    );
    expect(periodEnd('2027-10-30T09:00:00.000Z', days(1, 'calendarDay', { roll: false }), {}).dueEnd).toBe(
      '2027-10-31T23:00:00.000Z',
    );
  });

  it('ends at the later of two equal clock times, and after the hour that does not exist', () => {
    const half = days(1, 'calendarDay', { roll: false, latestTime: '02:30' });
    expect(periodEnd('2027-10-30T09:00:00.000Z', half, {}).dueEnd).toBe('2027-10-31T01:30:01.000Z');
    expect(periodEnd('2027-03-27T09:00:00.000Z', half, {}).dueEnd).toBe('2027-03-28T01:30:01.000Z');
  });

  it('is refused by a calendar without any working day', () => {
    const closed = Object.fromEntries(
      Array.from({ length: 5500 }, (_, index) => [addDays('2027-01-01', index), 'geschlossen']),
    );
    expect(() => periodEnd(THURSDAY, days(1), closed)).toThrow(RangeError);
  });

  it('agrees with a count day by day for 20,000 periods', () => {
    const random = generator(20270325);
    const spans = { workingDay: 30, calendarDay: 40, week: 6, month: 13 } as const;
    const units = ['workingDay', 'calendarDay', 'week', 'month'] as const;
    for (let round = 0; round < 20_000; round += 1) {
      const unit = units[random(4)] ?? 'workingDay';
      const from = new Date(Date.UTC(2024, random(72), 1 + random(31), random(24), random(60), random(60)));
      const period = days(1 + random(spans[unit]), unit, { roll: random(2) === 0 });
      const closed: Record<string, string> = {};
      for (let count = random(12); count > 0; count -= 1) {
        closed[new Date(from.getTime() + random(60) * 86_400_000).toISOString().slice(0, 10)] = 'zu';
      }
      const { lastDay, dueEnd } = periodEnd(from.toISOString(), period, closed);
      const expected = countedByHand(from, period, closed);
      expect([from.toISOString(), period, lastDay, dueEnd]).toEqual([from.toISOString(), period, ...expected]);
    }
  });
});

describe('working days until a day', () => {
  it('are counted forward and backward, without today', () => {
    expect(workingDaysUntil(THURSDAY, '2027-04-05', EASTER_2027)).toBe(5);
    expect(workingDaysUntil('2027-04-05T09:00:00.000Z', '2027-04-05', EASTER_2027)).toBe(0);
    expect(workingDaysUntil('2027-04-08T09:00:00.000Z', '2027-04-05', EASTER_2027)).toBe(-3);
    expect(workingDaysUntil('2027-04-03T09:00:00.000Z', '2027-04-02', {})).toBe(0);
    expect(lastDayBefore('2027-04-05T22:00:00.000Z')).toBe('2027-04-05');
    expect(isWorkingDay('2027-03-26', EASTER_2027)).toBe(false);
  });

  it('agree with a count day by day for 5,000 pairs of days', () => {
    const random = generator(5000);
    for (let round = 0; round < 5000; round += 1) {
      const today = addDays('2027-01-01', random(900) - 450);
      const lastDay = addDays(today, random(700) - 350);
      const closed: Record<string, string> = {};
      for (let count = random(40); count > 0; count -= 1) closed[addDays('2027-01-01', random(1600) - 800)] = 'zu';
      const now = new Date(Date.parse(startOfDay(today)) + random(23 * 60) * 60_000).toISOString();
      const [earlier, later, sign] = today <= lastDay ? [today, lastDay, 1] : [lastDay, today, -1];
      let days = 0;
      for (let day = addDays(earlier, 1); day <= later; day = addDays(day, 1)) {
        if (isWorkingDay(day, closed)) days += sign;
      }
      expect([today, lastDay, workingDaysUntil(now, lastDay, closed)]).toEqual([today, lastDay, days]);
    }
  });

  it('are counted to the year 9999 in less than 5 ms', () => {
    const span = () => {
      const before = jest.now();
      expect(workingDaysUntil(THURSDAY, '9999-12-30', EASTER_2027)).toBe(2_079_993);
      expect(workingDaysUntil(THURSDAY, '0001-01-01', EASTER_2027)).toBe(-528_618);
      return jest.now() - before;
    };
    // The quickest of a few: the machine may be busy with something else meanwhile.
    expect(Math.min(span(), span(), span(), span(), span())).toBeLessThan(5);
  });
});

describe('the first and the last years', () => {
  const instant = /^(\d{4}|\+\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
  const units = ['workingDay', 'calendarDay', 'week', 'month'] as const;

  it.each(['0001-01-01T12:00:00.000Z', '0099-12-31T12:00:00.000Z', '9999-12-30T12:00:00.000Z'])(
    'are counted from %s like any other',
    (from) => {
      for (const unit of units) {
        for (const length of [1, 366]) {
          const { dueEnd, lastDay } = periodEnd(from, days(length, unit, { latestTime: '12:00' }), {});
          expect(dueEnd).toMatch(instant);
          expect(Date.parse(dueEnd)).toBeGreaterThan(Date.parse(from));
          expect(localDate(dueEnd)).toBe(lastDay);
        }
      }
    },
  );

  it('have days that begin, follow each other and are worked on', () => {
    expect(localDate('0001-01-01T12:00:00.000Z')).toBe('0001-01-01');
    expect(periodEnd('0001-01-31T12:00:00.000Z', days(1, 'month', { roll: false }), {}).lastDay).toBe('0001-02-28');
    expect(periodEnd('9999-12-30T12:00:00.000Z', days(1, 'calendarDay', { roll: false }), {})).toMatchObject({
      lastDay: '9999-12-31',
      dueEnd: '9999-12-31T23:00:00.000Z',
    });
    expect(localDate('9999-12-31T23:00:00.000Z')).toBe('+010000-01-01');
    expect(addDays('9999-12-31', 1)).toBe('+010000-01-01');
    expect(addDays('+010000-01-01', -1)).toBe('9999-12-31');
    expect(workingDaysUntil('9999-12-30T12:00:00.000Z', '+010000-01-03', {})).toBe(2);
    expect(lastDayBefore(startOfDay('0001-01-02'))).toBe('0001-01-01');
  });
});
