import { z } from 'zod';
import { Instant } from './page';
import type { Problem } from './refusals';

/** Without a project: the Fristen of all one's own open tasks. */
export const NewCalendarFeed = z.strictObject({ projectId: z.uuid().nullable().default(null) });
export type NewCalendarFeed = z.infer<typeof NewCalendarFeed>;

/** A calendar that the person has subscribed to; its address is known to nobody but whom it was given to. */
export const CalendarFeed = z.object({
  id: z.uuid(),
  /** `null` for one's own tasks, or where the project is no longer seen: such a calendar is empty. */
  project: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }).nullable(),
  kind: z.enum(['own', 'project']),
  createdAt: Instant,
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;

/**
 * `path` holds the secret and is given once, to the request that made the calendar. Only its hash is kept, so that a
 * repetition with the same Idempotency-Key gives `null`: renew to get another one.
 */
export const GivenCalendarFeed = CalendarFeed.extend({ path: z.string().nullable() });
export type GivenCalendarFeed = z.infer<typeof GivenCalendarFeed>;

export const CALENDAR_FEED_PROBLEMS = {
  feedTooOften: {
    status: 429,
    message: {
      de: 'Dieser Kalender wird zu oft abgerufen. Bitte in {seconds} Sekunden noch einmal.',
      en: 'This calendar is fetched too often. Please try again in {seconds} seconds.',
    },
  },
} as const satisfies Record<string, Problem>;
