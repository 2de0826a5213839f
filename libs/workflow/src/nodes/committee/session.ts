import { addDays, endOfDay, isWorkingDay, localDate, startOfDay, weekday } from '../../calendar';
import type { LocalDate } from '../../calendar';
import type { CommitteeNode } from '../../definition';
import type { CommitteeStep } from '../../state';
import type { Instant } from '../../vocabulary';

type Rhythm = CommitteeNode['session'];
type Session = NonNullable<CommitteeStep['session']>;

/** Ten years of weekly sessions; a calendar without a working day in them is broken. */
const MOST_SESSIONS = 520;

/** Monday 1 … Sunday 7, where the calendar has Sunday 0. */
const isoWeekday = (date: LocalDate): number => weekday(date) || 7;

/** The last such day before the session, and its time, inclusive. */
function closingOf(day: LocalDate, { closing }: Rhythm): Instant {
  const back = (isoWeekday(day) - closing.weekday + 7) % 7 || 7;
  return endOfDay(addDays(day, -back), closing.time);
}

function* sessionDays({ anchor, everyWeeks }: Rhythm, from: LocalDate): Generator<LocalDate> {
  const days = 7 * everyWeeks;
  const since = (Date.parse(from) - Date.parse(anchor)) / 86_400_000;
  let day = addDays(anchor, Math.ceil(since / days) * days);
  for (let session = 0; session < MOST_SESSIONS; session += 1, day = addDays(day, days)) yield day;
}

/** The next session from a day on that is held on a working day and fits; sessions on holidays are left out. */
function nextSession(
  rhythm: Rhythm,
  from: LocalDate,
  closedDays: Record<string, string>,
  fits: (session: Session) => boolean,
): Session {
  for (const day of sessionDays(rhythm, from)) {
    const session = { at: startOfDay(day), closesAt: closingOf(day, rhythm) };
    if (isWorkingDay(day, closedDays) && fits(session)) return session;
  }
  throw new RangeError('The calendar has no session within reach.');
}

/** Whose closing time has not passed. */
export const sessionStillOpen = (rhythm: Rhythm, now: Instant, closedDays: Record<string, string>): Session =>
  nextSession(rhythm, localDate(now), closedDays, ({ closesAt }) => closesAt > now);

/** Today's or the next, closed or not: for what is urgent. */
export const sessionAtOnce = (rhythm: Rhythm, now: Instant, closedDays: Record<string, string>): Session =>
  nextSession(rhythm, localDate(now), closedDays, () => true);

/** The one after that. */
export const sessionAfter = (
  rhythm: Rhythm,
  { at }: Session,
  now: Instant,
  closedDays: Record<string, string>,
): Session => nextSession(rhythm, localDate(at), closedDays, (next) => next.at > at && next.at > now);
