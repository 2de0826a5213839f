import type { Facts } from '../advance';
import type { Period, RoundSettings } from '../definition';
import type { Acting } from '../vocabulary';
import type { PeriodName, World } from './round-model';

/** The small administration in which the histories play. */
const unit = (number: number): string => `00000000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;

export const BOARD_UNIT = unit(1);
export const MEMBER_UNIT = unit(2);
export const LEAD_UNIT = unit(4);
export const RESPONSIBILITY_UNIT = unit(12);

export const SUPERIORS: Record<string, string | null> = {
  [BOARD_UNIT]: null,
  [MEMBER_UNIT]: BOARD_UNIT,
  [unit(3)]: MEMBER_UNIT,
  [LEAD_UNIT]: unit(3),
  [unit(5)]: BOARD_UNIT,
  [unit(6)]: unit(5),
  [unit(7)]: unit(6),
  [unit(8)]: unit(6),
  [unit(9)]: unit(7),
  [unit(10)]: unit(5),
  [unit(11)]: BOARD_UNIT,
  [RESPONSIBILITY_UNIT]: BOARD_UNIT,
};

export const UNITS = Object.keys(SUPERIORS);
/** Units that may take over the lead of the project. */
export const LEADS = [LEAD_UNIT, LEAD_UNIT, unit(3), unit(7), unit(10), unit(11)] as const;

/** Whoever stands above the lead right under the board. */
export function boardMemberOf(lead: string): string {
  const above = SUPERIORS[lead] ?? BOARD_UNIT;
  return above === BOARD_UNIT ? lead : boardMemberOf(above);
}

/** Units that are asked to co-sign at first. */
export const SEAT_UNITS = [
  unit(7),
  unit(8),
  unit(9),
  unit(7),
  unit(8),
  unit(10),
  unit(11),
  unit(6),
  MEMBER_UNIT,
  LEAD_UNIT,
] as const;

export const UNDER = (whole: string): string[] => UNITS.filter((part) => SUPERIORS[part] === whole);

/** Six people a unit, two of them at home elsewhere as well. */
export function peopleOf(unitId: string): [Acting, Acting, Acting, Acting, Acting, Acting] {
  const next = UNITS[(UNITS.indexOf(unitId) + 1) % UNITS.length] ?? unitId;
  const head = `head of ${unitId}`;
  const clerk = `clerk of ${unitId}`;
  const deputy = { unitId, capacity: 'DEPUTY' as const, onBehalfOf: head, principalCapacity: 'HEAD' as const };
  const ofClerk = { ...deputy, onBehalfOf: clerk, principalCapacity: 'BY_ORDER' as const };
  return [
    { personId: head, grants: [{ unitId, capacity: 'HEAD' }] },
    { personId: clerk, grants: [{ unitId, capacity: 'BY_ORDER' }] },
    { personId: `deputy of ${unitId}`, grants: [ofClerk, deputy] },
    { personId: `acting head of ${unitId}`, grants: [deputy, { unitId, capacity: 'HEAD' }] },
    { personId: `neighbour of ${unitId}`, grants: [{ unitId: next, capacity: 'HEAD' }, ofClerk] },
    { personId: `lead for ${unitId}`, grants: [{ unitId: LEAD_UNIT, capacity: 'BY_ORDER' }, deputy] },
  ];
}

const PEOPLE = new Map(UNITS.flatMap((unitId) => peopleOf(unitId)).map((acting) => [acting.personId, acting]));

/** The person with everything that holds for them; nobody in particular has no authority. */
export const person = (personId: string): Acting => PEOPLE.get(personId) ?? { personId, grants: [] };

export const FACTS: Facts = {
  leadUnitId: LEAD_UNIT,
  parties: [],
  superiors: SUPERIORS,
  boardMemberUnitId: MEMBER_UNIT,
  responsibilityUnitId: RESPONSIBILITY_UNIT,
  closedDays: {},
};

export type Periods = Record<Exclude<PeriodName, 'reminder'>, Period> & { reminder: Period | null };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Histories stay between two changes of the clock, so local time is one hour ahead of UTC. */
export const FIRST_DAY = Date.UTC(2027, 10, 2);
export const LAST_INSTANT = Date.UTC(2028, 2, 20);

/** The number of the local day; day 0 was a Thursday. */
export const dayOf = (at: number): number => Math.floor((at + HOUR) / DAY);
export const dateOf = (at: number): string => new Date(dayOf(at) * DAY).toISOString().slice(0, 10);
const isWeekend = (day: number): boolean => [0, 6].includes((day + 4) % 7);

/** Calendar days without rolling and Arbeitstage: all the calendar that the models need. */
export interface ModelCalendar {
  /** The first instant after a period that begins at that instant. */
  end(at: number, period: Period): number;
  /** The same clock time so many local days later; a last day that has to be a working day becomes the next one. */
  later(at: number, days: number, endsOnWorkingDay: boolean): number;
  nextWorkingDay(at: number): number;
  isWorkingDay(day: number): boolean;
}

export const dayBegins = (day: number): number => day * DAY - HOUR;

export function calendarOf(closed: readonly string[]): ModelCalendar {
  const isWorkingDay = (day: number): boolean => !isWeekend(day) && !closed.includes(dateOf(day * DAY));
  const end = (at: number, { length, unit, latestTime }: Pick<Period, 'length' | 'unit' | 'latestTime'>): number => {
    let day = dayOf(at);
    for (let left = length; left > 0;) {
      day += 1;
      if (unit === 'calendarDay' || isWorkingDay(day)) left -= 1;
    }
    const begin = dayBegins(day);
    if (latestTime === undefined) return begin + DAY;
    const [hours = 0, minutes = 0] = latestTime.split(':').map(Number);
    return begin + hours * HOUR + minutes * 60_000 + 1000;
  };
  return {
    end,
    isWorkingDay,
    nextWorkingDay: (at) => end(at, { length: 1, unit: 'workingDay' }),
    later: (at, days, endsOnWorkingDay) => {
      const lastDay = dayOf(at - 1);
      let movedTo = lastDay + days;
      while (endsOnWorkingDay && !isWorkingDay(movedTo)) movedTo += 1;
      return at + (movedTo - lastDay) * DAY;
    },
  };
}

/** Whether one of the days lies within a count from `at` to `until`, and is no weekend. */
export const touches = (dates: readonly string[], at: number, until: number): boolean =>
  dates.some((date) => {
    const day = Date.parse(date) / DAY;
    return day > dayOf(at) && day <= dayOf(until - 1) && !isWeekend(day);
  });

export function worldOf(periods: Periods, closed: readonly string[] = []): World {
  const calendar = calendarOf(closed);
  const isRolled = (name: PeriodName | null): boolean =>
    name === null || (name !== 'reminder' && periods[name].unit === 'workingDay');
  return {
    due: (at, name) => {
      const period = periods[name];
      return period === null ? Infinity : calendar.end(at, period);
    },
    daysBetween: (from, to) => dayOf(to) - dayOf(from),
    later: (at, days, period) => calendar.later(at, days, isRolled(period)),
    boardMemberOf,
    nextWorkingDay: (at) => calendar.nextWorkingDay(at),
    touches,
    superiors: SUPERIORS,
    responsibilityUnit: RESPONSIBILITY_UNIT,
  };
}

export const periodsOf = (
  settings: RoundSettings,
  node: { seat: Period; reminder: Period | null; signature: Period },
): Periods => ({
  ...node,
  resign: settings.resignPeriod,
  resignTwice: { ...settings.resignPeriod, length: 2 * settings.resignPeriod.length },
  escalation: settings.escalationPeriod,
  dissent: settings.dissentPeriod,
});
