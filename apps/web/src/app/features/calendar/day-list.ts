import type { HouseDay } from '@querraum/contracts';

export interface DayList {
  days: HouseDay[];
  /** Numbers of the lines that are no day. */
  faults: number[];
}

const LINE = /^(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4}-\d{2}-\d{2}))[\s;,]+(\S.*)$/;

const isDay = (date: string): boolean => {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
};

/** One line a day: „07.05.2027 Brückentag“; empty lines do not matter. */
export function readDays(text: string): DayList {
  const list: DayList = { days: [], faults: [] };
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const [, day = '', month = '', year = '', iso, name = ''] = LINE.exec(line.trim()) ?? [];
    const date = iso ?? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (name === '' || !isDay(date)) list.faults.push(index + 1);
    else list.days.push({ date, name: name.trim(), kind: 'closed' });
  });
  return list;
}
