import { periodEnd } from './calendar';
import type { Period } from './definition';
import { countedByHand, generator } from './play-calendar';
import { closedDaysOfLand, LAND_HOLIDAYS } from './play-holidays';

const BERLIN = closedDaysOfLand('BE');
const UNITS = ['workingDay', 'calendarDay', 'week', 'month'] as const;
const LONGEST = { workingDay: 60, calendarDay: 90, week: 12, month: 12 } as const;
const ROUNDS = 20_000;

const lastDay = (from: string, length: number, unit: Period['unit'], closed = BERLIN, roll = true): string =>
  periodEnd(`${from}T10:00:00.000Z`, { length, unit, roll }, closed).lastDay;

/** Every third period ends at a clock time, also at one that the night of a change has twice or not at all. */
function somePeriod(random: (below: number) => number): Period {
  const unit = UNITS[random(4)] ?? 'workingDay';
  const period = { length: 1 + random(LONGEST[unit]), unit, roll: random(2) === 0 };
  if (random(3) > 0) return period;
  const two = (limit: number) => String(random(limit)).padStart(2, '0');
  return { ...period, latestTime: `${random(4) === 0 ? '02' : two(24)}:${two(60)}` };
}

describe.each(Object.keys(LAND_HOLIDAYS))('periods from 2025 to 2028 by the holidays of %s', (land) => {
  it(`agree with a count day by day, ${ROUNDS.toLocaleString('en')} of them`, () => {
    const closed = closedDaysOfLand(land);
    expect(Object.keys(closed).length).toBeGreaterThanOrEqual(40);
    const random = generator(land.charCodeAt(0) * 256 + land.charCodeAt(1));
    const different: unknown[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = new Date(Date.UTC(2025, random(48), 1 + random(31), random(24), random(60), random(60)));
      const period = somePeriod(random);
      const { lastDay: last, dueEnd } = periodEnd(from.toISOString(), period, closed);
      const [day, end] = countedByHand(from, period, closed);
      if (last !== day || dueEnd !== end) different.push([from.toISOString(), period, last, day, dueEnd, end]);
    }
    expect(different).toEqual([]);
  });
});

describe('a period counted by hand in an office', () => {
  it('of three weeks from a receipt on 16.03.2026 passes Easter Monday, and from 12.09.2026 the Day of German Unity', () => {
    expect(lastDay('2026-03-16', 3, 'week')).toBe('2026-04-07');
    expect(lastDay('2026-09-12', 3, 'week')).toBe('2026-10-05');
  });

  it('ends with the leap day, with the end of a shorter month, and on the same day of the next', () => {
    expect(lastDay('2028-02-28', 1, 'workingDay')).toBe('2028-02-29');
    expect(lastDay('2028-01-29', 1, 'month')).toBe('2028-02-29');
    expect(lastDay('2026-01-31', 1, 'month', BERLIN, false)).toBe('2026-02-28');
    expect(lastDay('2028-01-31', 1, 'month')).toBe('2028-02-29');
    expect(lastDay('2026-02-28', 1, 'month', BERLIN, false)).toBe('2026-03-28');
  });

  it('differs between Länder where their holidays do', () => {
    // Epiphany is a holiday in Bavaria alone of these, the International Women's Day in Berlin alone.
    expect(lastDay('2026-01-05', 1, 'workingDay', closedDaysOfLand('BY'))).toBe('2026-01-07');
    expect(lastDay('2026-01-05', 1, 'workingDay')).toBe('2026-01-06');
    expect(lastDay('2027-03-05', 1, 'workingDay')).toBe('2027-03-09');
    expect(lastDay('2027-03-05', 1, 'workingDay', closedDaysOfLand('BB'))).toBe('2027-03-08');
  });

  it('in working days counts days and never hours: begun on a Sunday it ends as Thursday begins', () => {
    const three = { length: 3, unit: 'workingDay', roll: true } as const;
    // Monday, Tuesday, Wednesday; whoever takes it up on Monday has until Thursday.
    expect(periodEnd('2023-07-30T10:00:00.000Z', three, {}).dueEnd).toBe('2023-08-02T22:00:00.000Z');
    expect(lastDay('2023-07-31', 3, 'workingDay', {})).toBe('2023-08-03');
    const easter = { '2024-03-29': 'Karfreitag', '2024-04-01': 'Ostermontag' };
    expect(periodEnd('2024-03-29T10:00:00.000Z', { ...three, length: 2 }, easter).dueEnd).toBe(
      '2024-04-03T22:00:00.000Z',
    );
    expect(lastDay('2024-04-02', 2, 'workingDay', easter)).toBe('2024-04-04');
    // One day from ten o'clock is the whole next day, not 24 hours of office time.
    expect(lastDay('2026-06-01', 1, 'workingDay')).toBe('2026-06-02');
  });

  it('ends at midnight of Berlin before, in and after both nights in which the clock changes', () => {
    const end = (from: string) =>
      periodEnd(`${from}T10:00:00.000Z`, { length: 1, unit: 'calendarDay', roll: false }, {}).dueEnd;
    expect(['2026-03-27', '2026-03-28', '2026-03-29'].map(end)).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    expect(['2026-10-23', '2026-10-24', '2026-10-25'].map(end)).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-26T23:00:00.000Z',
    ]);
  });
});
