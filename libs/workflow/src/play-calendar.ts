import type { Period } from './definition';

/** Seeded whole numbers below a limit. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Another way to the same day: the European rule of summer time, and one step a day on plain y-m-d triples. */
export function countedByHand(from: Date, period: Period, closed: Record<string, string>): [string, string] {
  const lastSunday = (year: number, month: number) => 31 - new Date(Date.UTC(year, month, 31)).getUTCDay();
  const isSummer = (time: number) => {
    const year = new Date(time).getUTCFullYear();
    return time >= Date.UTC(year, 2, lastSunday(year, 2), 1) && time < Date.UTC(year, 9, lastSunday(year, 9), 1);
  };
  const shifted = new Date(from.getTime() + (isSummer(from.getTime()) ? 2 : 1) * 3_600_000);
  let [year, month, day] = [shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, shifted.getUTCDate()];
  const lengthOf = (y: number, m: number) =>
    m === 2 ? ((y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
  const forward = () => {
    day += 1;
    if (day > lengthOf(year, month)) [day, month] = [1, month + 1];
    if (month > 12) [month, year] = [1, year + 1];
  };
  const key = () => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  /** Zeller's congruence: 0 Saturday, 1 Sunday. */
  const zeller = () => {
    const [m, y] = month < 3 ? [month + 12, year - 1] : [month, year];
    return (
      (day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7
    );
  };
  const works = () => zeller() > 1 && closed[key()] === undefined;
  if (period.unit === 'month') {
    const wanted = day;
    for (let count = 0; count < period.length; count += 1)
      [month, year] = month === 12 ? [1, year + 1] : [month + 1, year];
    day = Math.min(wanted, lengthOf(year, month));
  } else {
    const total = period.unit === 'week' ? 7 * period.length : period.length;
    for (let count = 0; count < total;) {
      forward();
      if (period.unit !== 'workingDay' || works()) count += 1;
    }
  }
  while (period.roll && !works()) forward();
  const lastDay = key();
  const [hours = 0, minutes = 0] = (period.latestTime ?? '').split(':').map(Number);
  if (period.latestTime === undefined) forward();
  const clock = Date.UTC(year, month - 1, day, hours, minutes);
  const [winter, summer] = [clock - 3_600_000, clock - 7_200_000];
  // Of an hour that comes twice the later one; where it is left out, as long after the change.
  const end = isSummer(winter) && isSummer(summer) ? summer : winter;
  return [lastDay, new Date(period.latestTime === undefined ? end : end + 1000).toISOString()];
}
