import fc from 'fast-check';
import { addDays } from './calendar';
import { cycleDay, cycleReminderDay, cycleTick, nextTurn, type Cycle } from './cycles';

const cycle = (over: Partial<Cycle> = {}): Cycle => ({
  ...{ anchorOn: '2028-02-29', months: 24, turn: 0, remindMonths: 6, reminded: false },
  ...over,
});
const days = fc.integer({ min: 0, max: 20_000 }).map((day) => addDays('2020-01-01', day));

describe('the day of a turn', () => {
  it('falls from the 29th of February to the 28th where there is none, and comes back to it', () => {
    expect([0, 1, 2, 3].map((turn) => cycleDay(cycle(), turn))).toEqual([
      '2028-02-29',
      '2030-02-28',
      '2032-02-29',
      '2034-02-28',
    ]);
    expect([1, 4].map((turn) => cycleDay(cycle({ months: 36 }), turn))).toEqual(['2031-02-28', '2040-02-29']);
  });

  it('is the end of the month however short the months between are', () => {
    const monthly = cycle({ anchorOn: '2027-01-31', months: 1 });
    expect([1, 2, 3, 12].map((turn) => cycleDay(monthly, turn))).toEqual([
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2028-01-31',
    ]);
  });

  it('is reminded of so many calendar months before', () => {
    expect(cycleReminderDay(cycle({ anchorOn: '2028-08-31' }))).toBe('2028-02-29');
    expect(cycleReminderDay(cycle({ anchorOn: '2028-01-15', remindMonths: 14 }))).toBe('2026-11-15');
  });
});

describe('what the calendar asks for', () => {
  it('is nothing, then a reminder, then the renewal, each once', () => {
    const one = cycle({ anchorOn: '2028-08-31' });
    expect(cycleTick(one, '2028-02-28')).toEqual({ due: null, next: one, lookOn: '2028-02-29' });
    const reminded = { ...one, reminded: true };
    expect(cycleTick(one, '2028-02-29')).toEqual({ due: 'remind', next: reminded, lookOn: '2028-08-31' });
    expect(cycleTick(reminded, '2028-03-01').due).toBeNull();
    const next = { ...one, turn: 1 };
    expect(cycleTick(reminded, '2028-08-31')).toEqual({ due: 'renew', next, lookOn: '2030-02-28' });
    expect(cycleTick(next, '2028-08-31').due).toBeNull();
  });

  it('is the renewal alone where nobody looked for years, and the turn after today', () => {
    expect(cycleTick(cycle(), '2033-01-01')).toMatchObject({ due: 'renew', next: { turn: 3, reminded: false } });
  });

  it('ends with the one day of a cycle without months', () => {
    expect(cycleTick(cycle({ months: null }), '2028-02-29')).toEqual({ due: 'renew', next: null, lookOn: null });
    expect(nextTurn(cycle({ months: null }), '2020-01-01')).toBeNull();
  });

  it('never reminds where nobody wants it', () => {
    expect(cycleTick(cycle({ remindMonths: 0 }), '2028-02-28')).toMatchObject({ due: null, lookOn: '2028-02-29' });
  });

  it('lies in the future of whoever asked, and asking again at once asks for nothing more', () => {
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 24 }),
        (anchorOn, today, months, remindMonths) => {
          const { next } = cycleTick(cycle({ anchorOn, months, remindMonths }), today);
          const settled = next && cycleTick(next, today).next;
          expect(settled && cycleDay(settled, settled.turn) > today).toBe(true);
          expect(settled && cycleTick(settled, today).due).toBeNull();
        },
      ),
    );
  });
});
