import { z } from 'zod';
import { LocalizedText, Period } from '@querraum/workflow';
import { Instant, LocalDate } from './page';

export const DeadlineQuery = z.object({
  start: LocalDate,
  length: z.coerce.number().int().min(1).max(366),
  unit: Period.shape.unit.default('workingDay'),
  roll: z.stringbool().default(true),
  latestTime: Period.shape.latestTime,
});
export type DeadlineQuery = z.infer<typeof DeadlineQuery>;

export const DeadlinePreview = z.object({
  start: LocalDate,
  lastDay: LocalDate,
  dueEnd: Instant,
  skipped: z.array(z.object({ date: LocalDate, name: z.string().nullable() })),
  explanation: LocalizedText,
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

/** A day on which this house is closed though no holiday. */
export const HouseDay = z.strictObject({ date: LocalDate, name: z.string().trim().min(1).max(100) });
export type HouseDay = z.infer<typeof HouseDay>;

export const TestClock = z.strictObject({ now: Instant });
export type TestClock = z.infer<typeof TestClock>;
