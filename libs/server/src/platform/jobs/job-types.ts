import { z } from 'zod';

/** Every kind of background work and its payload: plain JSON, ids only. The worker must have a job for each. */
export const JOB_TYPES = {
  /** A Frist, reminder or escalation of a run has come: let the engine look at the clock. */
  tickRun: z.object({ projectId: z.uuid(), runId: z.uuid() }),
  /** A run has come to an automatic step: give the next number of a series. */
  giveNumber: z.object({
    projectId: z.uuid(),
    runId: z.uuid(),
    stepId: z.string(),
    attempt: z.int(),
    order: z.object({ kind: z.literal('number'), series: z.string(), pattern: z.string(), fact: z.string() }),
  }),
  /** The house calendar has this revision now, and it moves a Frist of the run. */
  recountRun: z.object({ projectId: z.uuid(), runId: z.uuid(), revision: z.int() }),
  /** The dry run of a plan: what would the change of version do to this run? */
  checkMigration: z.object({ projectId: z.uuid(), migrationId: z.uuid(), runId: z.uuid(), planRevision: z.int() }),
  /** A released plan moves this run, once. */
  migrateRun: z.object({ projectId: z.uuid(), migrationId: z.uuid(), runId: z.uuid() }),
  /** The plan is taken back: this run returns to what it was, if it has not gone on. */
  undoMigration: z.object({ projectId: z.uuid(), migrationId: z.uuid(), runId: z.uuid() }),
  /** A reminder or the end of a task by hand has come. */
  tickAssignment: z.object({ projectId: z.uuid(), assignmentId: z.uuid() }),
  /** A recurring task comes again. */
  issueNextAssignments: z.object({ projectId: z.uuid(), groupId: z.uuid() }),
  /** Units were told something: owe a mail to each person whom it concerns. */
  addressMails: z.object({ projectId: z.uuid(), notificationIds: z.array(z.uuid()) }),
  /** One mail to one person. */
  sendMail: z.object({ projectId: z.uuid(), deliveryId: z.uuid() }),
  /** A version has come: read its text, for comparing. */
  extractText: z.object({ projectId: z.uuid(), documentId: z.uuid(), number: z.int() }),
} as const satisfies Record<string, z.ZodType>;

export type JobKind = keyof typeof JOB_TYPES;
export type JobPayload<K extends JobKind> = z.infer<(typeof JOB_TYPES)[K]>;
