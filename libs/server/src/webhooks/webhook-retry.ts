const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
/** An event is owed for so long; then it has failed, and an administrator may send it again. */
const GIVE_UP_AFTER = 24 * HOUR;
/** A target at which nothing has arrived for so long is paused. */
const PAUSE_AFTER = 72 * HOUR;

/** How long a target is left alone after so many rounds in vain, and an event after so many attempts. */
export const waitAfter = (failures: number): number => WAITS[Math.min(failures, WAITS.length) - 1] ?? HOUR;

/** When an event is tried again, not before the target asked for it; never, once it has been owed for a day. */
export function nextDelivery(
  attempts: number,
  { owedSince, waitMs = 0 }: { owedSince: Date; waitMs?: number | undefined },
  now: Date,
): Date | undefined {
  if (now.getTime() - owedSince.getTime() >= GIVE_UP_AFTER) return undefined;
  return new Date(now.getTime() + Math.max(waitAfter(attempts), waitMs));
}

export const isToBePaused = (failingSince: Date, now: Date): boolean =>
  now.getTime() - failingSince.getTime() >= PAUSE_AFTER;
