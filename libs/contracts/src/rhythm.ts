import { addDays, atClock, isWorkingDay, localDate, weekday, type Instant, type LocalDate } from '@querraum/workflow';
import { z } from 'zod';

const hour = z.int().min(0).max(23);
const day = z.int().min(1).max(31);

/**
 * When something comes again, by the clock of Europe/Berlin and on working days of the house alone: what would fall on another
 * day comes on the next working day. A month that is shorter has it on its last day; a quarter counts from its first month.
 */
export const Rhythm = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), hour }),
  z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(5), hour }),
  z.strictObject({ every: z.literal('month'), day, hour }),
  z.strictObject({ every: z.literal('quarter'), day, hour }),
]);
export type Rhythm = z.infer<typeof Rhythm>;

export interface Turn {
  /** The day on which it comes. */
  date: LocalDate;
  at: Instant;
}

/** What was put off from further back than this is forgotten: no house is closed for longer. */
const MOST_DAYS_PUT_OFF = 31;
/** A quarter and what it may be put off by. */
const MOST_DAYS_AHEAD = 200;

/** The first turn after an instant. */
export function nextTurn(rhythm: Rhythm, after: Instant, closedDays: Record<string, string>): Turn {
  const today = localDate(after);
  for (let ahead = -MOST_DAYS_PUT_OFF; ahead <= MOST_DAYS_AHEAD; ahead += 1) {
    const date = comesOn(rhythm, addDays(today, ahead), closedDays);
    const at = date && atClock(date, `${String(rhythm.hour).padStart(2, '0')}:00`);
    if (date && at && at > after) return { date, at };
  }
  throw new Error(`no turn after ${after}`);
}

/** The day on which the turn of `planned` comes; none where that day has no turn. */
function comesOn(rhythm: Rhythm, planned: LocalDate, closedDays: Record<string, string>): LocalDate | undefined {
  if (rhythm.every === 'day') return isWorkingDay(planned, closedDays) ? planned : undefined;
  if (!isPlanned(rhythm, planned)) return undefined;
  for (let late = 0; late <= MOST_DAYS_PUT_OFF; late += 1)
    if (isWorkingDay(addDays(planned, late), closedDays)) return addDays(planned, late);
  return undefined;
}

function isPlanned(rhythm: Exclude<Rhythm, { every: 'day' }>, date: LocalDate): boolean {
  if (rhythm.every === 'week') return weekday(date) === rhythm.weekday;
  const [, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  if (rhythm.every === 'quarter' && month % 3 !== 1) return false;
  const isLastOfMonth = addDays(date, 1).endsWith('-01');
  return dayOfMonth === rhythm.day || (isLastOfMonth && dayOfMonth < rhythm.day);
}
