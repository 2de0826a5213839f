import { isWeekend, lastDayBefore, localDate, weekday, workingDaysUntil } from './calendar';
import type { ChangedDay, LocalDate, PeriodResult } from './calendar';
import type { LocalizedText, Period } from './definition';
import type { Instant } from './vocabulary';

export type Language = 'de' | 'en';

const WEEKDAYS = {
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const satisfies Record<Language, readonly string[]>;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const UNITS = {
  de: {
    workingDay: ['Arbeitstag', 'Arbeitstage'],
    calendarDay: ['Kalendertag', 'Kalendertage'],
    week: ['Woche', 'Wochen'],
    month: ['Monat', 'Monate'],
  },
  en: {
    workingDay: ['working day', 'working days'],
    calendarDay: ['calendar day', 'calendar days'],
    week: ['week', 'weeks'],
    month: ['month', 'months'],
  },
} as const satisfies Record<Language, Record<Period['unit'], readonly [string, string]>>;

const AND = { de: ' und ', en: ' and ' } as const;

function shortDate(date: LocalDate, language: Language): string {
  const [, month = '', day = ''] = date.split('-');
  return language === 'de' ? `${day}.${month}.` : `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''}`;
}

export function longDate(date: LocalDate, language: Language): string {
  const year = date.slice(0, -'-MM-DD'.length);
  const dayOfWeek = WEEKDAYS[language][weekday(date)] ?? '';
  return `${dayOfWeek}, ${shortDate(date, language)}${language === 'de' ? '' : ' '}${year}`;
}

/** As tables and refusals name a day: „05.04.2027“, and in English as ISO 8601 does. */
export const dayInFigures = (date: LocalDate, language: Language): string =>
  language === 'de' ? date.split('-').reverse().join('.') : date;

export const dayInBoth = (date: LocalDate): LocalizedText => ({
  de: dayInFigures(date, 'de'),
  en: dayInFigures(date, 'en'),
});

const list = (items: string[], language: Language): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')}${AND[language]}${items.at(-1) ?? ''}`;

function length(count: number, unit: Period['unit'], language: Language): string {
  return `${count} ${UNITS[language][unit][count === 1 ? 0 : 1]}`;
}

/** What did not count; weekends go without saying where working days are counted. */
function skippedInWords(result: PeriodResult, period: Period, language: Language): string[] {
  if (result.skipped.length === 0) return [];
  if (period.unit !== 'workingDay') {
    const first = longDate(result.skipped[0]?.date ?? result.lastDay, language);
    return language === 'de'
      ? [`der letzte Tag fällt auf ${first} und rückt auf den nächsten Arbeitstag`]
      : [`the last day falls on ${first} and moves to the next working day`];
  }
  const named = result.skipped.filter((day) => day.name !== null && !isWeekend(day.date));
  if (named.length === 0) return [];
  const names = named.map((day) =>
    language === 'de' ? `${shortDate(day.date, 'de')} ${day.name}` : `${shortDate(day.date, 'en')} (${day.name})`,
  );
  const one = named.length === 1;
  if (language === 'de') return [`${list(names, 'de')} ${one ? 'zählt' : 'zählen'} nicht`];
  return [`${list(names, 'en')} ${one ? 'does' : 'do'} not count`];
}

/** Where holidays are known only up to a day, what ends after it is told so. */
function edgeInWords(lastDay: LocalDate, knownUntil: LocalDate | undefined, language: Language): string[] {
  if (knownUntil === undefined || lastDay <= knownUntil) return [];
  const day = longDate(knownUntil, language);
  return language === 'de' ? [`Feiertage sind nur bis ${day} eingetragen`] : [`holidays are entered only up to ${day}`];
}

/** „5 Arbeitstage ab Donnerstag, 25.03.2027; 26.03. Karfreitag … zählen nicht; Ende Montag, 05.04.2027 um 24:00 Uhr“ */
export function explainPeriod(
  result: PeriodResult,
  period: Period,
  language: Language,
  knownUntil?: LocalDate,
): string {
  const span = length(period.length, period.unit, language);
  const from = longDate(result.from, language);
  const end = longDate(result.lastDay, language);
  const clock = period.latestTime ?? '24:00';
  const skipped = skippedInWords(result, period, language);
  const edge = edgeInWords(result.lastDay, knownUntil, language);
  if (result.leftTime)
    return language === 'de'
      ? [`${span} ab ${from} sind schon vorbei; der nächste Arbeitstag bleibt, Ende ${end} um 24:00 Uhr`, ...edge].join(
          '; ',
        )
      : [`${span} from ${from} have passed; the next working day is left, ends ${end} at 24:00`, ...edge].join('; ');
  return language === 'de'
    ? [`${span} ab ${from}`, ...skipped, `Ende ${end} um ${clock} Uhr`, ...edge].join('; ')
    : [`${span} from ${from}`, ...skipped, `ends ${end} at ${clock}`, ...edge].join('; ');
}

const daysInWords = (days: readonly ChangedDay[], language: Language): string =>
  list(
    days.map(({ date, name }) => `${shortDate(date, language)} (${name})`),
    language,
  );

/** „weil 02.04. (Betriebsausflug) kein Arbeitstag ist“ */
export function becauseInWords(because: readonly ChangedDay[], language: Language): string {
  const clause = (days: ChangedDay[], closed: boolean): string[] => {
    if (days.length === 0) return [];
    const names = daysInWords(days, language);
    const one = days.length === 1;
    if (language === 'en')
      return [`${names} ${one ? 'is' : 'are'} ${closed ? 'no ' : one ? 'a ' : ''}working ${one ? 'day' : 'days'}`];
    const [none, some] = one
      ? ['kein Arbeitstag ist', 'ein Arbeitstag ist']
      : ['keine Arbeitstage sind', 'Arbeitstage sind'];
    return [`${names} ${closed ? none : some}`];
  };
  const closed = clause(
    because.filter((day) => day.closed),
    true,
  );
  const open = clause(
    because.filter((day) => !day.closed),
    false,
  );
  return `${language === 'de' ? 'weil' : 'because'} ${list([...closed, ...open], language)}`;
}

function workingDays(count: number, language: Language): string {
  if (language === 'en') return length(count, 'workingDay', 'en');
  return `${count} ${count === 1 ? 'Arbeitstag' : 'Arbeitstagen'}`;
}

/** „überfällig seit 3 Arbeitstagen“, „heute“, „in 2 Arbeitstagen“ */
export function deadlineInWords(
  now: Instant,
  dueEnd: Instant,
  closedDays: Record<string, string>,
  language: Language,
): string {
  const german = language === 'de';
  const lastDay = lastDayBefore(dueEnd);
  const today = localDate(now);
  const days = workingDaysUntil(now, lastDay, closedDays);
  if (Date.parse(now) >= Date.parse(dueEnd)) {
    if (lastDay === today) return german ? 'überfällig seit heute' : 'overdue since today';
    if (days === 0) return german ? 'überfällig' : 'overdue';
    const since = workingDays(-days, language);
    return german ? `überfällig seit ${since}` : `overdue for ${since}`;
  }
  if (lastDay === today) return german ? 'heute' : 'today';
  if (days === 0) return german ? `bis ${longDate(lastDay, 'de')}` : `until ${longDate(lastDay, 'en')}`;
  return `in ${workingDays(days, language)}`;
}
