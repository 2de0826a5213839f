import { addDays, isWorkingDay, lastDayBefore, localDate, periodEnd, startOfDay, type LocalDate } from '../calendar';
import { explainPeriod, longDate } from '../calendar-words';
import type { LocalizedText } from '../definition';
import type { Instant } from '../vocabulary';

export type AssignmentDueInput = { workingDays: number } | { day: LocalDate };

export interface AssignmentDue {
  /** The first instant after the last day. */
  end: Instant;
  lastDay: LocalDate;
  explained: LocalizedText;
}

type ClosedDays = Record<string, string>;

/** The end, counted once from the day on which the task is given (or sent back, or given anew). */
export function assignmentDue(input: AssignmentDueInput, from: Instant, closedDays: ClosedDays): AssignmentDue {
  if ('day' in input) return dueOn(input.day);
  const period = { length: input.workingDays, unit: 'workingDay', roll: false } as const;
  const result = periodEnd(from, period, closedDays);
  return {
    end: result.dueEnd,
    lastDay: result.lastDay,
    explained: { de: explainPeriod(result, period, 'de'), en: explainPeriod(result, period, 'en') },
  };
}

export const dueOn = (lastDay: LocalDate): AssignmentDue => ({
  end: startOfDay(addDays(lastDay, 1)),
  lastDay,
  explained: { de: `bis ${longDate(lastDay, 'de')}`, en: `until ${longDate(lastDay, 'en')}` },
});

/** The end of a turn that recurs; one that comes after its day leaves the next working day in any case. */
export function dueOfTurn(
  input: AssignmentDueInput,
  { turnOn, now }: { turnOn: LocalDate; now: Instant },
  closedDays: ClosedDays,
): AssignmentDue {
  const counted = assignmentDue(input, now, closedDays);
  if (localDate(now) <= turnOn) return counted;
  const soonest = assignmentDue({ workingDays: 1 }, now, closedDays);
  return counted.end < soonest.end ? soonest : counted;
}

/** How long before the end the addressed unit is reminded. */
export const REMINDER_WORKING_DAYS = 2;
const FARTHEST = 60;

/** The morning of the day that lies so many working days before the last one. */
export function reminderAt(end: Instant, closedDays: ClosedDays): Instant {
  let day = lastDayBefore(end);
  for (let left = REMINDER_WORKING_DAYS, tries = 0; left > 0 && tries < FARTHEST; tries += 1) {
    day = addDays(day, -1);
    if (isWorkingDay(day, closedDays)) left -= 1;
  }
  return startOfDay(day);
}

/** What has been done about a task's time. */
export interface AssignmentTime {
  isOpen: boolean;
  end: Instant | null;
  /** Since when the addressed unit has it: who gets it on the day of the reminder needs none. */
  openedAt: Instant;
  reminded: boolean;
  escalated: boolean;
}

export type DueAct = 'remind' | 'escalate';

/** What time asks for: what is due by now, and when to look again. */
export function assignmentTick(
  time: AssignmentTime,
  now: Instant,
  closedDays: ClosedDays,
): { due: DueAct[]; next: Instant | null } {
  if (!time.isOpen || time.end === null) return { due: [], next: null };
  const isOver = Date.parse(time.end) <= Date.parse(now);
  if (isOver) return { due: time.escalated ? [] : ['escalate'], next: null };
  const reminder = reminderAt(time.end, closedDays);
  const isWanted = !time.reminded && Date.parse(reminder) > Date.parse(time.openedAt);
  if (!isWanted) return { due: [], next: time.escalated ? null : time.end };
  return Date.parse(reminder) <= Date.parse(now) ? { due: ['remind'], next: time.end } : { due: [], next: reminder };
}

const MONTHS = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const;
export type RecurrenceRhythm = keyof typeof MONTHS;

/** The day of the n-th time after the first; the 31st is the last day of a shorter month, and the 31st again afterwards. */
export function recurrenceDay(firstOn: LocalDate, every: RecurrenceRhythm, turn: number): LocalDate {
  if (turn === 0) return firstOn;
  const period = { length: MONTHS[every] * turn, unit: 'month', roll: false } as const;
  return periodEnd(startOfDay(firstOn), period, {}).lastDay;
}

/** When it comes again, or `null` when that would be after the last day. */
export function nextRecurrence(
  { firstOn, every, until }: { firstOn: LocalDate; every: RecurrenceRhythm; until: LocalDate },
  turn: number,
): LocalDate | null {
  const day = recurrenceDay(firstOn, every, turn + 1);
  return day <= until ? day : null;
}
