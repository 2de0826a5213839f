import { nextTurn, Rhythm } from './rhythm';

const EASTER = { '2027-03-26': 'Karfreitag', '2027-03-29': 'Ostermontag' };

const turns = (rhythm: Rhythm, after: string, count: number, closed: Record<string, string> = {}): string[] => {
  const found: string[] = [];
  for (let at = after; found.length < count;) found.push((at = nextTurn(rhythm, at, closed).at));
  return found;
};

describe('a rhythm', () => {
  it('comes each working day at its hour, over a weekend and the holidays of Easter', () => {
    expect(turns({ every: 'day', hour: 8 }, '2027-03-24T06:59:59.999Z', 4, EASTER)).toEqual([
      '2027-03-24T07:00:00.000Z',
      '2027-03-25T07:00:00.000Z',
      // Summer time has begun in between: eight o'clock is an hour earlier.
      '2027-03-30T06:00:00.000Z',
      '2027-03-31T06:00:00.000Z',
    ]);
  });

  it('keeps its hour when winter time begins', () => {
    expect(turns({ every: 'day', hour: 7 }, '2027-10-28T12:00:00.000Z', 2)).toEqual([
      '2027-10-29T05:00:00.000Z',
      '2027-11-01T06:00:00.000Z',
    ]);
  });

  it('is after an instant, never at it', () => {
    expect(nextTurn({ every: 'day', hour: 8 }, '2027-03-24T07:00:00.000Z', {}).date).toBe('2027-03-25');
  });

  it('comes on its weekday, and on the next working day where that is closed, once', () => {
    expect(turns({ every: 'week', weekday: 1, hour: 6 }, '2027-03-22T12:00:00.000Z', 2, EASTER)).toEqual([
      '2027-03-30T04:00:00.000Z',
      '2027-04-05T04:00:00.000Z',
    ]);
    // The whole week and the Monday after are closed: two turns fall on one day.
    const closed = Object.fromEntries([22, 23, 24, 25, 26, 29].map((day) => [`2027-03-${day}`, 'Betriebsferien']));
    expect(turns({ every: 'week', weekday: 1, hour: 6 }, '2027-03-19T12:00:00.000Z', 2, closed)).toEqual([
      '2027-03-30T04:00:00.000Z',
      '2027-04-05T04:00:00.000Z',
    ]);
  });

  it('has the last day of a shorter month, leap years included', () => {
    const dates = turns({ every: 'month', day: 31, hour: 9 }, '2028-01-31T12:00:00.000Z', 3).map((at) =>
      at.slice(0, 10),
    );
    // 30 April 2028 is a Sunday and 1 May is open here.
    expect(dates).toEqual(['2028-02-29', '2028-03-31', '2028-05-01']);
  });

  it('comes once a quarter, in its first month', () => {
    const dates = turns({ every: 'quarter', day: 5, hour: 9 }, '2027-01-05T09:00:00.000Z', 4).map((at) =>
      at.slice(0, 10),
    );
    expect(dates).toEqual(['2027-04-05', '2027-07-05', '2027-10-05', '2028-01-05']);
  });

  it('is refused with an hour, a weekday or a day that there is not', () => {
    for (const wrong of [
      { every: 'day', hour: 24 },
      { every: 'day', hour: 7.5 },
      { every: 'week', weekday: 6, hour: 8 },
      { every: 'month', day: 0, hour: 8 },
      { every: 'month', day: 32, hour: 8 },
      { every: 'day', hour: 8, weekday: 1 },
      { every: 'year', hour: 8 },
    ])
      expect(Rhythm.safeParse(wrong).success).toBe(false);
  });
});
