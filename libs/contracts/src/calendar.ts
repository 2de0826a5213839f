import { z } from 'zod';
import { LocalizedText, Period, STEP_TYPES } from '@querraum/workflow';
import { Instant, LocalDate } from './page';

/**
 * A Frist that ends after `holidaysUntil` was counted without the holidays there. Planned backwards, `start` is the last
 * Arbeitstag on which it may begin.
 */
export const DeadlinePreview = z.object({
  start: LocalDate,
  lastDay: LocalDate,
  dueEnd: Instant,
  skipped: z.array(z.object({ date: LocalDate, name: z.string().nullable() })),
  explanation: LocalizedText,
  holidaysUntil: LocalDate,
});
export type DeadlinePreview = z.infer<typeof DeadlinePreview>;

/** State: two-letter code of the Land (BE, BB …). */
export const Holiday = z.object({ state: z.string(), date: LocalDate, name: z.string() });
export type Holiday = z.infer<typeof Holiday>;
export const HolidayQuery = z.object({
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('BE'),
  year: z.coerce.number().int().min(2020).max(2100).optional(),
});
export type HolidayQuery = z.infer<typeof HolidayQuery>;

/** `closed`: no Arbeitstag here though no holiday; `open`: a holiday of the Land on which this house works. */
export const HouseDayKind = z.enum(['closed', 'open']);
export type HouseDayKind = z.infer<typeof HouseDayKind>;
export const HouseDay = z.strictObject({
  date: LocalDate,
  name: z.string().trim().min(1).max(100),
  kind: HouseDayKind.default('closed'),
});
export type HouseDay = z.infer<typeof HouseDay>;

/** One day of the year's calendar; `holiday` names the holiday of the Land that falls on it. */
export const CalendarDay = z.object({
  date: LocalDate,
  name: z.string(),
  kind: z.enum(['holiday', ...HouseDayKind.options]),
  holiday: z.string().nullable(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

export const CalendarQuery = z.object({ year: z.coerce.number().int().min(1990).max(2199) });
export type CalendarQuery = z.infer<typeof CalendarQuery>;

/** The calendar of the own house in one year. Beyond `holidaysUntil` no holidays are entered, and Fristen count without them. */
export const HouseCalendar = z.object({
  year: z.int(),
  state: z.string(),
  revision: z.int(),
  holidaysUntil: LocalDate,
  days: z.array(CalendarDay),
});
export type HouseCalendar = z.infer<typeof HouseCalendar>;

const MOST_DAYS = 60;

/** Days to add and days to take away, as one change. */
export const CalendarChange = z
  .strictObject({
    add: z.array(HouseDay).max(MOST_DAYS).default([]),
    remove: z.array(LocalDate).max(MOST_DAYS).default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, 'at least one day')
  .refine(({ add, remove }) => {
    const dates = [...add.map(({ date }) => date), ...remove];
    return new Set(dates).size === dates.length;
  }, 'each day once');
export type CalendarChange = z.infer<typeof CalendarChange>;

/** The change as JSON in the query: asking for its effect changes nothing. */
export const CalendarChangeQuery = z.strictObject({
  change: z
    .string()
    .max(20_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'JSON' });
        return z.NEVER;
      }
    })
    .pipe(CalendarChange),
});
export type CalendarChangeQuery = z.infer<typeof CalendarChangeQuery>;

export const DeadlineQuery = z.object({
  /** The day of the event; or, planning backwards, `end`: the last day by which the Frist must be over. One of the two. */
  start: LocalDate.optional(),
  end: LocalDate.refine((day) => day >= '1900-01-01').optional(),
  length: z.coerce.number().int().min(1).max(366),
  unit: Period.shape.unit.default('workingDay'),
  roll: z.stringbool().default(true),
  latestTime: Period.shape.latestTime,
  /**
   * The day on which the step begins whose Frist counts from another day, such as the receipt: whoever has to act has the next
   * Arbeitstag in any case. Only with `start`.
   */
  opens: LocalDate.optional(),
  /** As in the preview of a change: what the Frist would then be. */
  change: CalendarChangeQuery.shape.change.optional(),
});
export type DeadlineQuery = z.infer<typeof DeadlineQuery>;

/** A Frist that the change moves. `project` only where the person takes part in it; administrators see configuration. */
export const DeadlineMove = z.object({
  step: z.enum(STEP_TYPES),
  unitName: z.string().nullable(),
  project: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }).nullable(),
  was: Instant,
  dueEnd: Instant,
  because: LocalizedText,
});
export type DeadlineMove = z.infer<typeof DeadlineMove>;

/** What a change does to Fristen that run: the first of them in the order of their end, and how many there are in all. */
export const CalendarEffect = z.object({
  revision: z.int(),
  moves: z.array(DeadlineMove),
  count: z.int(),
  countExact: z.boolean(),
  projects: z.int(),
});
export type CalendarEffect = z.infer<typeof CalendarEffect>;

export const CalendarChangeEntry = z.object({
  revision: z.int(),
  at: Instant,
  person: z.string(),
  date: LocalDate,
  name: z.string(),
  kind: HouseDayKind,
  act: z.enum(['added', 'removed']),
});
export type CalendarChangeEntry = z.infer<typeof CalendarChangeEntry>;

export const TestClock = z.strictObject({ now: Instant });
export type TestClock = z.infer<typeof TestClock>;
