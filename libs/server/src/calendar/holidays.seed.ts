import Holidays from 'date-holidays';
import type { DataSource } from 'typeorm';

const STATES = ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH'];
const FIRST_YEAR = 2025;
const LAST_YEAR = 2035;

/** Fills the years of a Land that have no holiday yet; a year that is there has been edited here and stays as it is. */
export async function seedHolidays(owner: DataSource): Promise<void> {
  await owner.query(
    `insert into holiday (state, date, name)
     select r.state, r.date, string_agg(r.name, ' / ' order by r.name)
     from jsonb_to_recordset($1::jsonb) as r(state text, date date, name text)
     where not exists (
       select 1 from holiday h where h.state = r.state and extract(year from h.date) = extract(year from r.date))
     group by r.state, r.date`,
    [JSON.stringify(STATES.flatMap(holidaysOf))],
  );
}

function holidaysOf(state: string): { state: string; date: string; name: string }[] {
  const calendar = new Holidays('DE', state, { languages: 'de', types: ['public'] });
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return years
    .flatMap((year) => calendar.getHolidays(year, 'de'))
    .filter(({ type }) => type === 'public')
    .map(({ date, name }) => ({ state, date: date.slice(0, 10), name }));
}
