import { periodEnd } from './calendar';
import { dayInBoth, deadlineInWords, explainPeriod } from './calendar-words';
import type { Language } from './calendar-words';
import type { Period } from './definition';
import { EASTER_2027 } from './play';

const THURSDAY = '2027-03-25T09:00:00.000Z';
const explain = (period: Period, language: Language = 'de', closed = EASTER_2027, from = THURSDAY) =>
  explainPeriod(periodEnd(from, period, closed), period, language);
const five: Period = { length: 5, unit: 'workingDay', roll: true };

describe('a period in words', () => {
  it('names the holidays that do not count', () => {
    expect(explain(five)).toBe(
      '5 Arbeitstage ab Donnerstag, 25.03.2027; 26.03. Karfreitag und 29.03. Ostermontag zählen nicht; ' +
        'Ende Montag, 05.04.2027 um 24:00 Uhr',
    );
    expect(explain(five, 'en')).toBe(
      '5 working days from Thursday, 25 March 2027; 26 March (Karfreitag) and 29 March (Ostermontag) do not count; ' +
        'ends Monday, 5 April 2027 at 24:00',
    );
  });

  it('names a house day beside them', () => {
    expect(explain(five, 'de', { ...EASTER_2027, '2027-04-02': 'Betriebsausflug' })).toBe(
      '5 Arbeitstage ab Donnerstag, 25.03.2027; ' +
        '26.03. Karfreitag, 29.03. Ostermontag und 02.04. Betriebsausflug zählen nicht; ' +
        'Ende Dienstag, 06.04.2027 um 24:00 Uhr',
    );
  });

  it('speaks of one day in the singular, and names the latest clock time', () => {
    const noon: Period = { length: 1, unit: 'workingDay', roll: true, latestTime: '12:00' };
    expect(explain(noon, 'de', { '2027-03-26': 'Karfreitag' })).toBe(
      '1 Arbeitstag ab Donnerstag, 25.03.2027; 26.03. Karfreitag zählt nicht; Ende Montag, 29.03.2027 um 12:00 Uhr',
    );
    expect(explain(noon, 'en', {})).toBe(
      '1 working day from Thursday, 25 March 2027; ends Friday, 26 March 2027 at 12:00',
    );
  });

  it('says that the end has moved to the next working day', () => {
    const week: Period = { length: 1, unit: 'week', roll: true };
    expect(explain(week, 'de', EASTER_2027, '2027-03-19T09:00:00.000Z')).toBe(
      '1 Woche ab Freitag, 19.03.2027; der letzte Tag fällt auf Freitag, 26.03.2027 und rückt auf den nächsten ' +
        'Arbeitstag; Ende Dienstag, 30.03.2027 um 24:00 Uhr',
    );
    expect(explain({ ...week, unit: 'month' }, 'de', {}, '2027-01-31T09:00:00.000Z')).toContain('28.02.2027');
  });
});

describe('a deadline in words', () => {
  const dueEnd = '2027-04-05T22:00:00.000Z';
  it.each([
    ['2027-04-01T09:00:00.000Z', 'in 2 Arbeitstagen', 'in 2 working days'],
    ['2027-04-02T09:00:00.000Z', 'in 1 Arbeitstag', 'in 1 working day'],
    ['2027-04-05T21:59:59.000Z', 'heute', 'today'],
    ['2027-04-05T22:00:00.000Z', 'überfällig seit 1 Arbeitstag', 'overdue for 1 working day'],
    ['2027-04-08T09:00:00.000Z', 'überfällig seit 3 Arbeitstagen', 'overdue for 3 working days'],
  ])('at %s is "%s"', (now, de, en) => {
    expect(deadlineInWords(now, dueEnd, EASTER_2027, 'de')).toBe(de);
    expect(deadlineInWords(now, dueEnd, EASTER_2027, 'en')).toBe(en);
  });

  it('names the day when no working day lies between', () => {
    const saturday = '2027-04-03T22:00:00.000Z';
    expect(deadlineInWords('2027-04-02T20:00:00.000Z', saturday, {}, 'de')).toBe('bis Samstag, 03.04.2027');
    expect(deadlineInWords('2027-04-04T09:00:00.000Z', saturday, {}, 'de')).toBe('überfällig');
    expect(deadlineInWords('2027-04-05T12:00:00.000Z', '2027-04-05T10:00:01.000Z', {}, 'de')).toBe(
      'überfällig seit heute',
    );
  });
});

it('names a day in figures as each language does', () => {
  expect(dayInBoth('2027-04-05')).toEqual({ de: '05.04.2027', en: '2027-04-05' });
});
