import { nextDelivery } from './webhook-retry';

const OWED_SINCE = new Date('2027-03-01T09:00:00.000Z');
const SECOND = 1000;
const HOUR = 3_600_000;

/** How long it is until the next attempt, in seconds. */
function waitAt(owedMs: number, attempts: number, waitMs?: number): number | undefined {
  const now = new Date(OWED_SINCE.getTime() + owedMs);
  const next = nextDelivery(attempts, { owedSince: OWED_SINCE, waitMs }, now);
  return next && (next.getTime() - now.getTime()) / SECOND;
}

describe('when an event is tried again', () => {
  it('is ever later, and never after a day', () => {
    const waits: number[] = [];
    let owedMs = 0;
    for (let wait = waitAt(0, 1); wait !== undefined; wait = waitAt(owedMs, waits.length + 1)) {
      waits.push(wait);
      owedMs += wait * SECOND;
    }
    expect(waits.slice(0, 8)).toEqual([5, 30, 120, 600, 1800, 3600, 3600, 3600]);
    expect(owedMs).toBeGreaterThanOrEqual(24 * HOUR);
    expect(owedMs).toBeLessThan(25 * HOUR);
  });

  it('is soon after a replay, whatever was tried before it', () => {
    expect([waitAt(0, 29), waitAt(6 * SECOND, 30), waitAt(40 * SECOND, 31)]).toEqual([5, 30, 120]);
    expect(waitAt(12 * HOUR, 45)).toBe(3600);
  });

  it('is soon where the first attempt came late, and not before the target asked for it', () => {
    expect(waitAt(12 * HOUR, 1)).toBe(5);
    expect(waitAt(0, 1, 900 * SECOND)).toBe(900);
    expect(waitAt(900 * SECOND, 2)).toBe(30);
  });
});
