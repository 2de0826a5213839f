import type { Instant } from '../vocabulary';

/** `null`: a text that is no time. */
export interface ArmedTimer {
  at: Instant;
  /** How often it fires after this; `undefined` without end. */
  left?: number;
}

const DURATION =
  /^P(?=\w)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/** An ISO 8601 duration from an instant on; months and years by the calendar, in UTC. */
export function afterDuration(from: Instant, text: string): Instant | null {
  const parts = DURATION.exec(text.trim());
  if (parts === null) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(from);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + (months ?? 0) + 12 * (years ?? 0));
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay) + 7 * (weeks ?? 0) + (days ?? 0));
  const at = date.getTime() + 1000 * (3600 * (hours ?? 0) + 60 * (minutes ?? 0) + (seconds ?? 0));
  return inBounds(at);
}

/** Instants are compared as texts, and the database knows four figures of a year. */
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');
const inBounds = (at: number): Instant | null =>
  at >= Date.parse('0001-01-01T00:00:00Z') && at <= LATEST ? new Date(at).toISOString() : null;

/** An ISO 8601 instant; without an offset it is UTC. */
export function instantOf(text: string): Instant | null {
  const trimmed = text.trim();
  const date = new Date(LOCAL.test(trimmed) && trimmed.includes('T') ? `${trimmed}Z` : trimmed);
  return /^\d{4}-/.test(trimmed) ? inBounds(date.getTime()) : null;
}

/** The values that a field of a cron expression allows, or `null` for all. */
function fieldOf(text: string, from: number, to: number): Set<number> | null | undefined {
  if (text === '*' || text === '?') return null;
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const first = match[1] === undefined ? from : Number(match[1]);
    const step = Number(match[3] ?? 1);
    const last =
      match[2] === undefined ? (match[3] === undefined && match[1] !== undefined ? first : to) : Number(match[2]);
    if (step < 1 || first < from || last > to || first > last) return undefined;
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return values;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The 29th of February comes again after eight years at the latest. */
const LONGEST = 9 * 366 * DAY;

type Field = Set<number> | null;
const allows = (set: Field, value: number): boolean => set?.has(value) ?? true;
const ordered = (set: Field, one: number): number[] => [...(set ?? [one])].sort((a, b) => a - b);

/** The instants of a day on which minute and second are right; seconds that are not restricted mean the full minute. */
function firstOfHour(hour: number, after: number, minutes: Field, seconds: Field): number | null {
  const all = minutes === null ? Array.from({ length: 60 }, (_, minute) => minute) : ordered(minutes, 0);
  for (const minute of all) {
    for (const second of ordered(seconds, 0)) {
      const at = hour + 60_000 * minute + 1000 * second;
      if (at > after) return at;
    }
  }
  return null;
}

/** The first instant after `from` that a cron expression names: second, minute, hour, day, month, weekday; in UTC. */
export function nextOfCron(from: Instant, text: string): Instant | null {
  const fields = text.trim().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) return null;
  const limits = [
    [0, 59],
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [0, 7],
  ] as const;
  const sets = limits.map(([low, high], index) => fieldOf(fields[index] ?? '', low, high));
  if (sets.includes(undefined)) return null;
  const [seconds = null, minutes = null, hours = null, days = null, months = null, weekdays = null] = sets;
  const after = Date.parse(from);
  const isDay = (date: Date): boolean => {
    const weekday = date.getUTCDay();
    const isWeekday = allows(weekdays, weekday) || (weekday === 0 && allows(weekdays, 7));
    return allows(months, date.getUTCMonth() + 1) && allows(days, date.getUTCDate()) && isWeekday;
  };
  for (let hour = Math.floor(after / HOUR) * HOUR; hour < after + LONGEST;) {
    const date = new Date(hour);
    if (!isDay(date)) {
      hour = (Math.floor(hour / DAY) + 1) * DAY;
      continue;
    }
    const at = allows(hours, date.getUTCHours()) ? firstOfHour(hour, after, minutes, seconds) : null;
    if (at !== null) return inBounds(at);
    hour += HOUR;
  }
  return null;
}

const CYCLE = /^R(\d*)\/(?:([^/P][^/]*)\/)?(P[^/]*)$/;

/** Nothing comes again sooner than after a second. */
const SHORTEST = 1000;

/** A cycle from an instant on: `R<n>/<duration>`, with an instant before the duration where it begins later, or cron. */
export function cycleFrom(from: Instant, text: string): ArmedTimer | null {
  const match = CYCLE.exec(text.trim());
  if (match === null) {
    const at = nextOfCron(from, text);
    return at === null ? null : { at };
  }
  const [, times = '', begin, duration = ''] = match;
  const next = afterDuration(from, duration);
  if (next === null || Date.parse(next) - Date.parse(from) < SHORTEST || times === '0') return null;
  const at = begin === undefined ? next : instantOf(begin);
  if (at === null) return null;
  return times === '' ? { at } : { at, left: Number(times) - 1 };
}

/** When it fires again: counted from now, or from the last time where the cycle has a beginning of its own. */
export function nextOfCycle(last: Instant, now: Instant, text: string): Instant | null {
  const [, , begin, duration = ''] = CYCLE.exec(text.trim()) ?? [];
  return begin === undefined ? (cycleFrom(now, text)?.at ?? null) : afterDuration(last, duration);
}

/** When a timer fires that is armed now; a duration may stand for a date and the other way round. */
export function timerFrom(from: Instant, form: 'date' | 'duration' | 'cycle', text: string): ArmedTimer | null {
  if (form === 'cycle') return cycleFrom(from, text);
  const at = afterDuration(from, text) ?? instantOf(text);
  return at === null ? null : { at };
}
