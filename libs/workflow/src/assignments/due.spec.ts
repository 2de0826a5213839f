import fc from 'fast-check';
import { addDays, isWorkingDay, lastDayBefore } from '../calendar';
import {
  assignmentDue,
  assignmentTick,
  dueOfTurn,
  nextRecurrence,
  recurrenceDay,
  reminderAt,
  type AssignmentTime,
} from './due';

const EASTER = { '2027-03-26': 'Karfreitag', '2027-03-29': 'Ostermontag' };
const THURSDAY = '2027-03-25T09:00:00.000Z';

describe('the end of a task by hand', () => {
  it('is counted in working days from the day of issue, and explained', () => {
    const due = assignmentDue({ workingDays: 5 }, THURSDAY, EASTER);
    expect(due.lastDay).toBe('2027-04-05');
    expect(due.explained.de).toContain('5 Arbeitstage ab Donnerstag, 25.03.2027');
    expect(due.end).toBe('2027-04-05T22:00:00.000Z');
  });

  it('is a day that was named, in the words of both languages', () => {
    expect(assignmentDue({ day: '2027-04-05' }, THURSDAY, EASTER)).toEqual({
      end: '2027-04-05T22:00:00.000Z',
      lastDay: '2027-04-05',
      explained: { de: 'bis Montag, 05.04.2027', en: 'until Monday, 5 April 2027' },
    });
  });

  it('is reminded of two working days before, never on a day that is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (workingDays) => {
        const { end, lastDay } = assignmentDue({ workingDays }, THURSDAY, EASTER);
        const day = lastDayBefore(new Date(Date.parse(reminderAt(end, EASTER)) + 86_400_000).toISOString());
        expect(isWorkingDay(day, EASTER)).toBe(true);
        const between = Array.from({ length: 20 }, (_, index) => addDays(day, index + 1)).filter(
          (one) => one <= lastDay,
        );
        expect(between.filter((one) => isWorkingDay(one, EASTER))).toHaveLength(2);
      }),
    );
  });
});

describe('what time asks for', () => {
  const time = (over: Partial<AssignmentTime> = {}): AssignmentTime => ({
    ...{ isOpen: true, end: '2027-04-05T22:00:00.000Z', openedAt: THURSDAY, reminded: false, escalated: false },
    ...over,
  });
  const at = (now: string, over: Partial<AssignmentTime> = {}) => assignmentTick(time(over), now, EASTER);

  it('is a reminder, then the end, each once, and nothing of a task that nobody has', () => {
    expect(at(THURSDAY)).toEqual({ due: [], next: '2027-03-31T22:00:00.000Z' });
    expect(at('2027-04-01T06:00:00.000Z')).toEqual({ due: ['remind'], next: '2027-04-05T22:00:00.000Z' });
    expect(at('2027-04-01T06:00:00.000Z', { reminded: true }).due).toEqual([]);
    expect(at('2027-04-06T06:00:00.000Z')).toEqual({ due: ['escalate'], next: null });
    expect(at('2027-04-06T06:00:00.000Z', { escalated: true })).toEqual({ due: [], next: null });
    expect(at('2027-04-06T06:00:00.000Z', { isOpen: false })).toEqual({ due: [], next: null });
  });

  it('is no reminder for whoever gets the task on its very day', () => {
    expect(at('2027-04-02T06:00:00.000Z', { openedAt: '2027-04-01T08:00:00.000Z' }).due).toEqual([]);
  });
});

describe('a recurring task', () => {
  it('comes on the same day of the month, on the last one of a shorter month, and on the same again afterwards', () => {
    const days = [0, 1, 2, 3].map((turn) => recurrenceDay('2027-01-31', 'month', turn));
    expect(days).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
  });

  it('ends as it was given on its own day, and not before the next working day where it comes late', () => {
    const end = (day: string, now: string) => dueOfTurn({ day }, { turnOn: '2027-03-25', now }, EASTER).lastDay;
    expect(end('2027-03-25', THURSDAY)).toBe('2027-03-25');
    expect(end('2027-03-27', '2027-03-26T09:00:00.000Z')).toBe('2027-03-30');
    expect(end('2027-04-01', '2027-03-26T09:00:00.000Z')).toBe('2027-04-01');
  });

  it('comes for the last time on its last day at the latest', () => {
    const series = { firstOn: '2027-01-15', every: 'quarter', until: '2027-07-15' } as const;
    expect([0, 1, 2].map((turn) => nextRecurrence(series, turn))).toEqual(['2027-04-15', '2027-07-15', null]);
  });
});
