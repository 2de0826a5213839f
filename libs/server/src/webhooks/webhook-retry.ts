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
  const owedMs = now.getTime() - owedSince.getTime();
  if (owedMs >= GIVE_UP_AFTER) return undefined;
  // The attempts before a replay are told, but they do not count.
  const wait = waitAfter(Math.min(attempts, mostAttemptsIn(owedMs)));
  return new Date(now.getTime() + Math.max(wait, waitMs));
}

/** So many attempts, each after its wait, go into a time; no more of them than there are waits. */
function mostAttemptsIn(ms: number): number {
  let attempts = 1;
  for (let left = ms - waitAfter(1); left >= 0 && attempts < WAITS.length; left -= waitAfter(attempts)) attempts += 1;
  return attempts;
}

export const isToBePaused = (failingSince: Date, now: Date): boolean =>
  now.getTime() - failingSince.getTime() >= PAUSE_AFTER;
