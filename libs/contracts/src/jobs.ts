import { z } from 'zod';
import { LocalizedText } from '@querraum/workflow';
import { Instant, PageQuery } from './page';

/**
 * `waiting`: not yet due · `due`: to be done now · `incident`: failed too often, somebody must decide · `held`: would leave the house, and may
 * have done so before a restore; somebody must decide · `skipped`: given up by somebody.
 */
export const WorkState = z.enum(['waiting', 'due', 'incident', 'held', 'done', 'skipped']);
export type WorkState = z.infer<typeof WorkState>;

const JobKindName = z.string().regex(/^[a-zA-Z]{1,40}$/);

/** A piece of work that is owed for the house. The project is named only where the reader takes part in it. */
export const WorkItem = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: LocalizedText,
  state: WorkState,
  dueAt: Instant,
  createdAt: Instant,
  attempts: z.int(),
  /** Of `attempts`: so many, and it becomes an incident. */
  mostAttempts: z.int(),
  lastError: z.string().nullable(),
  failedAt: Instant.nullable(),
  /** When it was last handed to a worker. */
  dispatchedAt: Instant.nullable(),
  doneAt: Instant.nullable(),
  project: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }).nullable(),
  runId: z.uuid().nullable(),
  /** Belongs to no house but to the whole installation. */
  isShared: z.boolean(),
  /** Whether it could be given up as an incident: what has begun to delete, or has put something into the store, is brought to its end. */
  isSkippable: z.boolean(),
});
export type WorkItem = z.infer<typeof WorkItem>;

export const WorkItemQuery = PageQuery.extend({
  state: WorkState.extract(['waiting', 'due', 'incident', 'held']).optional(),
  kind: JobKindName.optional(),
  /** Only what is due until then. */
  until: Instant.optional(),
});
export type WorkItemQuery = z.infer<typeof WorkItemQuery>;

/** A list without a count: what is open is counted by kind. */
export const WorkItems = z.object({ items: z.array(WorkItem), nextCursor: z.string().nullable() });
export type WorkItems = z.infer<typeof WorkItems>;

/** A kind of background work: what it does, how often, and how much of it there is for the house. */
export const JobOfRegister = z.object({
  kind: z.string(),
  name: LocalizedText,
  does: LocalizedText,
  comes: LocalizedText,
  /** Due within the next day. */
  waiting: z.int(),
  due: z.int(),
  incidents: z.int(),
  /** Since a restore, until somebody decides. */
  held: z.int(),
  oldestDueAt: Instant.nullable(),
  nextDueAt: Instant.nullable(),
  /** Seconds between due and done, the median of the last day (of its last thousand); `null` where nothing was done. */
  medianLateness: z.number().nullable(),
});
export type JobOfRegister = z.infer<typeof JobOfRegister>;

/** A worker process, as it last reported itself. */
export const WorkerReport = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How it is woken: `bullmq-redis`, `bullmq-postgres` or `inline`. */
  transport: z.string(),
  /** Whether the queue answered last time; where not, the worker takes the work by itself. */
  bellAnswers: z.boolean(),
  isSilent: z.boolean(),
  executed: z.int(),
  executedDirectly: z.int(),
  startedAt: Instant,
  seenAt: Instant,
  progressAt: Instant.nullable(),
});
export type WorkerReport = z.infer<typeof WorkerReport>;

export const JobRegister = z.object({ at: Instant, jobs: z.array(JobOfRegister), workers: z.array(WorkerReport) });
export type JobRegister = z.infer<typeof JobRegister>;

export const IncidentSkip = z.strictObject({ reason: z.string().trim().min(3).max(1000) });
export type IncidentSkip = z.infer<typeof IncidentSkip>;
