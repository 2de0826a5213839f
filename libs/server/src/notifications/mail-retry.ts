const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** As long as mail servers themselves try (RFC 5321, 4.5.4.1). */
const GIVE_UP_AFTER_MS = 5 * 24 * 3_600_000;
/** A quarter of an hour, with these waits: what the house itself kept back for days has its chances, too. */
const FEWEST_ATTEMPTS = 7;

/** When a mail is tried again after this many vain attempts; never, once it has been owed for days and tried several times. */
export function nextAttempt(attempts: number, owedSince: Date, now: Date): Date | undefined {
  if (attempts >= FEWEST_ATTEMPTS && now.getTime() - owedSince.getTime() >= GIVE_UP_AFTER_MS) return undefined;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 16), LONGEST_WAIT_MS);
  return new Date(now.getTime() + wait);
}
