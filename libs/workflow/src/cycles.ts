import { addMonths, type LocalDate } from './calendar';

/** Fortschreibung: a plan that is finished is written anew, every so many months or once on a day. */
export interface Cycle {
  /** Turns are counted from this day, so that the 31st stays the 31st whatever month lies between. */
  anchorOn: LocalDate;
  /** `null`: on that day alone. */
  months: number | null;
  /** Which turn is waited for; the first is 0. */
  turn: number;
  /** So long before each turn the lead is reminded; 0 for not at all. */
  remindMonths: number;
  /** Whether that has been done for this turn. */
  reminded: boolean;
}

/** The day of a turn, which may well be no working day: it says when a plan is due to be renewed, and nobody answers on it. */
export const cycleDay = ({ anchorOn, months }: Pick<Cycle, 'anchorOn' | 'months'>, turn: number): LocalDate =>
  addMonths(anchorOn, (months ?? 0) * turn);

export const cycleReminderDay = (cycle: Cycle): LocalDate =>
  addMonths(cycleDay(cycle, cycle.turn), -cycle.remindMonths);

/** The turn after this one; turns that passed while nobody looked are one with it. `null` where none follows. */
export function nextTurn(cycle: Cycle, today: LocalDate): Cycle | null {
  if (cycle.months === null) return null;
  let turn = cycle.turn + 1;
  while (cycleDay(cycle, turn) <= today) turn += 1;
  return { ...cycle, turn, reminded: false };
}

export interface CycleTick {
  due: 'remind' | 'renew' | null;
  /** What is waited for afterwards; `null` where the cycle is over. */
  next: Cycle | null;
  /** When to look again. */
  lookOn: LocalDate | null;
}

/** What the calendar asks for: done once for each turn, however often it is asked. */
export function cycleTick(cycle: Cycle, today: LocalDate): CycleTick {
  if (cycleDay(cycle, cycle.turn) <= today) {
    const next = nextTurn(cycle, today);
    return { due: 'renew', next, lookOn: next && lookOn(next) };
  }
  const isToRemind = isReminderOpen(cycle) && cycleReminderDay(cycle) <= today;
  const next = isToRemind ? { ...cycle, reminded: true } : cycle;
  return { due: isToRemind ? 'remind' : null, next, lookOn: lookOn(next) };
}

const isReminderOpen = ({ remindMonths, reminded }: Cycle): boolean => remindMonths > 0 && !reminded;

const lookOn = (cycle: Cycle): LocalDate =>
  isReminderOpen(cycle) ? cycleReminderDay(cycle) : cycleDay(cycle, cycle.turn);
