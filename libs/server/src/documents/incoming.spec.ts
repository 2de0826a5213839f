import { sweepIncoming } from './incoming';

describe('the folder of what comes in', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick'] }));
  afterEach(() => jest.useRealTimers());

  it('is swept when a process starts and each hour after, also when that has failed once', async () => {
    const swept: Date[] = [];
    const warned: unknown[] = [];
    const away = new Error('away');
    const removeLeftBehind = async (now: Date) => {
      swept.push(now);
      if (swept.length === 2) throw away;
    };
    const start = new Date('2031-06-02T09:41:00Z');
    jest.setSystemTime(start);
    sweepIncoming(
      { removeLeftBehind },
      () => new Date(),
      (error) => warned.push(error),
    );
    await jest.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(swept.map((at) => (at.getTime() - start.getTime()) / 3_600_000)).toEqual([0, 1, 2]);
    expect(warned).toEqual([away]);
  });
});
