import { lastMomentInWords, urgencyOf } from './deadline';

describe('the Frist in words', () => {
  it('names the last day of a period that ends with the day', () => {
    expect(lastMomentInWords('2027-04-05T22:00:00.000Z')).toBe('05.04.2027');
  });

  it('keeps the last day across the end of summer time', () => {
    expect(lastMomentInWords('2027-10-31T23:00:00.000Z')).toBe('31.10.2027');
  });

  it('names the inclusive time of day of a period with a latest time', () => {
    expect(lastMomentInWords('2027-04-05T10:00:01.000Z')).toBe('05.04.2027, 12:00 Uhr');
  });

  it('is overdue from the first instant after the period on', () => {
    const dueEnd = '2027-04-05T22:00:00.000Z';
    expect(urgencyOf(dueEnd, false, new Date('2027-04-05T21:59:59.999Z'))).toBe('soon');
    expect(urgencyOf(dueEnd, false, new Date(dueEnd))).toBe('overdue');
    expect(urgencyOf(dueEnd, false, new Date('2027-03-25T08:00:00.000Z'))).toBe('later');
    expect(urgencyOf(null, false, new Date(dueEnd))).toBe('none');
  });
});
