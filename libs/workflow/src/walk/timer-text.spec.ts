import { afterDuration, cycleFrom, instantOf, nextOfCron, timerFrom } from './timer-text';

const MONDAY = '2027-03-01T08:00:00.000Z';

describe('a time in a model', () => {
  it.each([
    ['PT10M', '2027-03-01T08:10:00.000Z'],
    ['P1D', '2027-03-02T08:00:00.000Z'],
    ['P2W', '2027-03-15T08:00:00.000Z'],
    ['P1Y2M3DT4H5M6.5S', '2028-05-04T12:05:06.500Z'],
    ['PT0S', MONDAY],
  ])('adds %s', (text, at) => expect(afterDuration(MONDAY, text)).toBe(at));

  it.each([
    ['2027-01-31T08:00:00.000Z', 'P1M', '2027-02-28T08:00:00.000Z'],
    ['2028-02-29T08:00:00.000Z', 'P1Y', '2029-02-28T08:00:00.000Z'],
    ['2027-12-31T23:00:00.000Z', 'P2M', '2028-02-29T23:00:00.000Z'],
  ])('ends a month at its last day: %s and %s', (from, text, at) => expect(afterDuration(from, text)).toBe(at));

  it.each(['', 'P', 'PT', '10M', 'P1H', 'PT1D', 'P-1D', 'PT1H ago'])('takes %j for no duration', (text) =>
    expect(afterDuration(MONDAY, text)).toBeNull(),
  );

  it.each([
    ['2036-11-14T11:12:22', '2036-11-14T11:12:22.000Z'],
    ['2027-03-01T09:00:00+01:00', MONDAY],
    ['2027-03-01', '2027-03-01T00:00:00.000Z'],
  ])('reads the instant %s, in UTC where it names no zone', (text, at) => expect(instantOf(text)).toBe(at));

  it.each(['', 'tomorrow', '2027-13-01T00:00:00Z', '1.3.2027'])('takes %j for no instant', (text) =>
    expect(instantOf(text)).toBeNull(),
  );

  it.each([
    ['R3/P1D', { at: '2027-03-02T08:00:00.000Z', left: 2 }],
    ['R/PT15M', { at: '2027-03-01T08:15:00.000Z' }],
    ['R2/2027-03-05T10:00:00Z/PT1H', { at: '2027-03-05T10:00:00.000Z', left: 1 }],
    ['0 0/5 * * * ?', { at: '2027-03-01T08:05:00.000Z' }],
  ])('arms the cycle %s', (text, armed) => expect(cycleFrom(MONDAY, text)).toEqual(armed));

  it.each([
    ['0 30 9 * * ?', '2027-03-01T09:30:00.000Z'],
    ['0 0 8 * * ?', '2027-03-02T08:00:00.000Z'],
    ['0 0 12 1,15 * ?', '2027-03-01T12:00:00.000Z'],
    ['15 0 0 29 2 ?', '2028-02-29T00:00:15.000Z'],
    ['0 0 9-17/4 ? * 5', '2027-03-05T09:00:00.000Z'],
    ['0 0 0 ? * 7', '2027-03-07T00:00:00.000Z'],
  ])('finds the next instant of %s', (text, at) => expect(nextOfCron(MONDAY, text)).toBe(at));

  it.each(['0 0 0 31 2 ?', '0 61 * * * ?', 'x * * * * ?', '* * * *', '0 0/0 * * * ?'])('finds none for %s', (text) =>
    expect(nextOfCron(MONDAY, text)).toBeNull(),
  );

  it('takes a date where a duration is asked for and the other way round, but nothing else', () => {
    expect(timerFrom(MONDAY, 'date', 'PT10M')).toEqual({ at: '2027-03-01T08:10:00.000Z' });
    expect(timerFrom(MONDAY, 'duration', '2027-03-02T08:00:00Z')).toEqual({ at: '2027-03-02T08:00:00.000Z' });
    expect(timerFrom(MONDAY, 'duration', 'soon')).toBeNull();
  });
});
