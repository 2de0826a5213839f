import { nextAttempt } from './mail-retry';

const OWED = new Date('2027-03-25T09:00:00Z');
const after = (attempts: number, hours: number) =>
  nextAttempt(attempts, OWED, new Date(OWED.getTime() + hours * 3_600_000));

describe('the next attempt at a mail', () => {
  it('waits longer each time, and never longer than a quarter of an hour', () => {
    const seconds = [1, 2, 3, 7, 8, 1000].map(
      (attempts) => ((nextAttempt(attempts, OWED, OWED)?.getTime() ?? 0) - OWED.getTime()) / 1000,
    );
    expect(seconds).toEqual([15, 30, 60, 900, 900, 900]);
  });

  it('comes for days, and then no more', () => {
    expect(after(400, 119)).toBeInstanceOf(Date);
    expect(after(480, 120)).toBeUndefined();
  });

  it('comes several times, however long the house itself had kept the mail back', () => {
    expect(after(1, 200)).toBeInstanceOf(Date);
    expect(after(6, 200)).toBeInstanceOf(Date);
    expect(after(7, 200)).toBeUndefined();
  });
});
