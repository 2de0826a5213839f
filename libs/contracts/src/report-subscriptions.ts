import { z } from 'zod';
import { Department } from '@querraum/workflow';
import { AreaKey } from './areas';
import { PersonReference } from './organisation';
import { Stage } from './overview';
import { Instant } from './page';
import { Rhythm } from './rhythm';
import { UnitReference } from './runs';

/** Every dimension is united within itself and narrows the others, as in the overview; an empty one narrows nothing. */
const any = <T extends z.ZodType<string>>(item: T) => z.array(item).max(50);

/** Of which projects a report tells, among those that its reader sees: with everything empty of all of them. */
export const ReportScope = z.strictObject({
  department: any(Department),
  /** Keys of areas of the edition 2021, each with everything below it. */
  area: any(AreaKey),
  stage: any(Stage),
  /** Units that the project waits for. */
  unit: any(z.uuid()),
});
export type ReportScope = z.infer<typeof ReportScope>;

/** What comes each day is a digest; what comes each quarter nobody misses when it stays away. */
export const ReportRhythm = Rhythm.refine(({ every }) => every === 'week' || every === 'month');

/** The report „Stand der Vorhaben“ as somebody subscribes to it; the whole of it at once. */
export const ReportInput = z.strictObject({
  scope: ReportScope,
  rhythm: ReportRhythm,
  state: z.enum(['active', 'paused']),
  /** Further people of the house who get it, each as their own eyes may see it; the subscriber always does. */
  recipientIds: any(z.uuid()),
});
export type ReportInput = z.infer<typeof ReportInput>;

export const ReportSubscription = z.object({
  id: z.uuid(),
  revision: z.int(),
  owner: PersonReference,
  /** All of them for whoever may change the report; whoever merely gets it sees themselves. */
  recipients: z.array(PersonReference),
  scope: ReportScope,
  /** What the keys and ids of the scope are called. */
  areas: z.array(z.object({ key: z.string(), name: z.string() })),
  units: z.array(UnitReference),
  rhythm: Rhythm,
  state: ReportInput.shape.state,
  /** When it comes next; `null` while it is paused. */
  nextAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  /** Whether the asking person may change and end it: the subscriber and the administrators of the house. */
  mayChange: z.boolean(),
});
export type ReportSubscription = z.infer<typeof ReportSubscription>;
