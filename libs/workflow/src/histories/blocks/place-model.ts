/**
 * Reference model of a place (ADR 0043): one unit's part of a block. It is taken over, handed on, done, or time goes by.
 * Where ADR and handbook leave something open:
 *  1. A claim of the present owner, with authority still, is accepted and changes nothing; an owner without authority is none.
 *  2. What time has closed can be taken over, handed on and done by whoever has authority, where late is accepted.
 *  3. An end set by the lead or by an escalation is not counted anew; both may give a Frist to what had none.
 *  4. At the top, or when it has gone up as often as it may, a place stays where it is.
 */
import type { Period } from '../../definition';
import type { Acting, Capacity, PlaceCommand, RefusalCode } from '../../vocabulary';
import { authority, empty, isTaken } from '../ruling';
import { type ModelCalendar, SUPERIORS, touches } from '../world';
import { againstValues, ladderOf, type PartRules, type Role } from './rules';

export interface ModelPlace {
  role: Role;
  unit: string;
  /** The unit that was asked first. */
  asked: string;
  state: 'waiting' | 'open' | 'done' | 'without' | 'released';
  owner: string | null;
  openedAt: number;
  /** `Infinity` where there is none. */
  due: number;
  fired: boolean;
  /** As what `due` was counted; `null` where it was set by hand. */
  counted: Period | null;
  /** What its Frist begins with; `null`: with its opening. */
  since: number | null;
  stoodStill: boolean;
  reminders: { at: number; sent: boolean }[];
  escalations: number;
  result: string | null;
  words: string | null;
  by: string | null;
  capacity: Capacity | null;
  onBehalfOf: string | null;
  at: number | null;
}

/** When something happens, and who leads by then. */
export interface Moment {
  at: number;
  lead: string;
  calendar: ModelCalendar;
}

const UNTOUCHED = {
  state: 'waiting',
  owner: null,
  openedAt: 0,
  due: Infinity,
  fired: false,
  counted: null,
  since: null,
  stoodStill: false,
  reminders: [],
  result: null,
  words: null,
  by: null,
  capacity: null,
  onBehalfOf: null,
  at: null,
} as const satisfies Partial<ModelPlace>;

export const newPlace = (role: Role, unit: string): ModelPlace => ({
  ...UNTOUCHED,
  role,
  unit,
  asked: unit,
  escalations: 0,
  reminders: [],
});

export const putBack = (place: ModelPlace): void => void Object.assign(place, UNTOUCHED, { reminders: [] });

export const isOver = ({ state }: ModelPlace): boolean => state !== 'open' && state !== 'waiting';

const remindersFrom = ({ reminders }: PartRules, at: number, due: number, calendar: ModelCalendar): number[] =>
  reminders
    .map((reminder) => calendar.end(at, reminder))
    .filter((reminder) => reminder < due)
    .sort((one, other) => one - other);

/** Whoever has to act has the next working day in any case (ADR 0057). */
const endOf = (period: Period, since: number | null, openedAt: number, calendar: ModelCalendar): number =>
  since === null
    ? calendar.end(openedAt, period)
    : Math.max(calendar.end(since, period), calendar.nextWorkingDay(openedAt));

/** `since`: where a Frist of this block begins that does not begin with its opening. */
export function openPlace(place: ModelPlace, rules: PartRules, since: number | null, { at, calendar }: Moment): void {
  place.state = 'open';
  place.openedAt = at;
  place.counted = rules.period ?? null;
  place.since = rules.period?.from === undefined ? null : since;
  place.due = rules.period === undefined ? Infinity : endOf(rules.period, place.since, at, calendar);
  place.fired = false;
  place.stoodStill = false;
  place.reminders = remindersFrom(rules, at, place.due, calendar).map((reminder) => ({ at: reminder, sent: false }));
}

export function tickPlace(place: ModelPlace, rules: PartRules, { at, calendar }: Moment): void {
  if (place.state !== 'open') return;
  for (const reminder of place.reminders) reminder.sent ||= reminder.at <= at;
  if (place.fired || place.due > at) return;
  place.fired = true;
  if (rules.onSilence === 'without') place.state = 'without';
  if (rules.onSilence !== 'escalate') return;
  place.counted = null;
  const { escalationPeriod, maxEscalations } = ladderOf(rules);
  const above = SUPERIORS[place.unit] ?? null;
  if (above === null || place.escalations >= maxEscalations) return;
  place.unit = above;
  place.owner = null;
  place.escalations += 1;
  place.due = calendar.end(at, escalationPeriod);
  place.fired = false;
}

/** The next instant at which time does something here. */
export const nextOfPlace = ({ state, due, fired, reminders }: ModelPlace): number =>
  state === 'open'
    ? Math.min(fired ? Infinity : due, ...reminders.filter(({ sent }) => !sent).map(({ at }) => at))
    : Infinity;

/** "A changed calendar" of docs/round.md: never shorter than to the end of the next working day. */
export function movedEnd(
  due: number,
  anew: number,
  since: number,
  changed: readonly string[],
  { at, calendar }: Moment,
): number {
  if (due <= at || !touches(changed, since, Math.max(anew, due))) return due;
  return anew > due ? anew : Math.max(anew, Math.min(due, calendar.nextWorkingDay(at)));
}

export function recountPlace(place: ModelPlace, rules: PartRules, changed: readonly string[], now: Moment): void {
  const { state, fired, counted, stoodStill, due, openedAt, since } = place;
  if (state !== 'open' || fired || counted === null || stoodStill) return;
  const anew = endOf(counted, since, openedAt, now.calendar);
  place.due = movedEnd(due, anew, Math.min(since ?? openedAt, openedAt), changed, now);
  if (place.due === due) return;
  const sent = place.reminders.filter((reminder) => reminder.sent).length;
  place.reminders = remindersFrom(rules, openedAt, place.due, now.calendar).map((at, index) => ({
    at,
    sent: index < sent,
  }));
}

/** The end of something that has stood still; one that would be over even then comes a day later (ADR 0042). */
export function endAfterRest(due: number, days: number, period: Period | null, { at, calendar }: Moment): number {
  const onWorkingDay = period === null || period.unit === 'workingDay';
  const moved = calendar.later(due, days, onWorkingDay);
  return moved <= at ? calendar.later(due, days + 1, onWorkingDay) : moved;
}

export function postponePlace(place: ModelPlace, days: number, now: Moment): void {
  if (place.state !== 'open') return;
  for (const reminder of place.reminders)
    if (!reminder.sent) reminder.at = now.calendar.later(reminder.at, days, false);
  if (!place.fired && Number.isFinite(place.due)) place.due = endAfterRest(place.due, days, place.counted, now);
  place.stoodStill ||= place.openedAt < now.at;
}

/** What the block says of the place at which a command is aimed. */
export interface Aim {
  place: ModelPlace;
  rules: PartRules;
  isStepOpen: boolean;
  /** The place could be taken away without leaving nobody. */
  isSpare: boolean;
}

export type OnPlace = Exclude<PlaceCommand, { type: 'addPlace' }>;

interface Ruling {
  against: (RefusalCode | false)[];
  act: () => void;
}

function byTheLead({ place, isStepOpen, isSpare }: Aim, by: Acting, command: OnPlace, { at, lead }: Moment): Ruling {
  const against: Ruling['against'] = [
    !authority(by, lead) && 'notLead',
    'reason' in command && empty(command.reason) && 'reasonRequired',
  ];
  if (command.type === 'extend') {
    const due = Date.parse(command.dueEnd);
    const hasEnd = Number.isFinite(place.due);
    against.push(
      (!isStepOpen || place.state !== 'open') && 'notOpen',
      (due <= at || (hasEnd && due <= place.due)) && 'notLater',
    );
    return { against, act: () => void Object.assign(place, { due, counted: null, fired: false }) };
  }
  against.push((!isStepOpen || isOver(place)) && 'notOpen', !isSpare && 'lastPlace');
  return { against, act: () => (place.state = 'released') };
}

function byTheUnit(aim: Aim, by: Acting, command: OnPlace, { at }: Moment): Ruling {
  const { place, rules, isStepOpen } = aim;
  const late = place.state === 'without' && rules.late;
  const waits = place.state === 'waiting';
  const isWorkable = isStepOpen && (place.state === 'open' || late);
  // Nobody holds what is still to come.
  const isStrange = !waits && place.owner !== by.personId;
  const grant = authority(by, place.unit);
  const against: Ruling['against'] = [
    waits && 'notYourTurn',
    !isWorkable && !(waits && isStepOpen) && 'notOpen',
    !grant && 'noAuthority',
  ];
  if (command.type === 'claim') {
    against.push(isWorkable && isTaken(place, by, command.owner) && 'alreadyClaimed');
    return { against, act: () => (place.owner = by.personId) };
  }
  if (command.type === 'release')
    return { against: [...against, isStrange && 'notOwner'], act: () => (place.owner = null) };
  if (command.type === 'delegate') {
    const { to } = command;
    against.push(isStrange && 'notOwner', !authority(to, place.unit) && 'noAuthority');
    return { against, act: () => (place.owner = to.personId) };
  }
  if (command.type !== 'complete') throw new Error(`Not by the unit: ${command.type}`);
  const { result, words, values = {} } = command;
  const choice = rules.choices.find((known) => known.result === result);
  const isChoice = rules.choices.length === 0 ? result === undefined : choice !== undefined;
  against.push(isStrange && !late && 'notOwner', isWorkable && !isChoice && 'unknownResult');
  if (isChoice && isWorkable) {
    against.push(choice?.needsWords === true && empty(words) && 'wordsRequired');
    against.push(...againstValues(rules, result ?? '', values));
  }
  return {
    against,
    act: () => {
      place.state = 'done';
      place.owner = by.personId;
      place.result = result ?? null;
      place.words = empty(words) ? null : (words ?? null);
      place.by = by.personId;
      place.capacity = grant?.capacity ?? null;
      place.onBehalfOf = grant?.onBehalfOf ?? null;
      place.at = at;
    },
  };
}

/** All reasons against a command on a place, and what it does without one. */
export const rulePlace = (aim: Aim, by: Acting, command: OnPlace, now: Moment): Ruling =>
  (command.type === 'extend' || command.type === 'removePlace' ? byTheLead : byTheUnit)(aim, by, command, now);
