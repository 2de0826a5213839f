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
  /** Another run has given a signal for which this one waits. */
  giveSignal: z.object({ projectId: z.uuid(), runId: z.uuid(), name: z.string() }),
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
  /** A project is to be renewed, soon or now. */
  tickCycle: z.object({ projectId: z.uuid() }),
  /** Units were told something: owe a mail to each person whom it concerns. */
  addressMails: z.object({ projectId: z.uuid(), notificationIds: z.array(z.uuid()) }),
  /** One mail to one person. */
  sendMail: z.object({ projectId: z.uuid(), deliveryId: z.uuid() }),
  /** The digest of a person comes; of settings that were changed since, not this one. Of a turn that was given up only the next comes. */
  runDigest: z.object({
    ...{ tenantId: z.uuid(), personId: z.uuid(), revision: z.int(), date: z.iso.date() },
    isSkipped: z.boolean().optional(),
  }),
  /** A report comes to its recipients; `period` is the local day and hour of its turn, and of another turn not this one. */
  runReport: z.object({
    ...{ tenantId: z.uuid(), ownerId: z.uuid(), reportId: z.uuid(), period: z.string() },
    isSkipped: z.boolean().optional(),
  }),
  /** A Vertretung begins or ends for this person, if it is still so at that instant. */
  tellDeputation: z.object({
    tenantId: z.uuid(),
    personId: z.uuid(),
    deputationId: z.uuid(),
    moment: z.enum(['begins', 'ends']),
    at: z.iso.datetime(),
  }),
  /** One mail that is a person's own. */
  mailPerson: z.object({ tenantId: z.uuid(), personId: z.uuid(), deliveryId: z.uuid() }),
  /** These entries of a project's history have come: owe them to the targets outside that asked for such events. */
  announceEvents: z.object({ projectId: z.uuid(), from: z.int(), to: z.int() }),
  /** Something is owed to a target outside. */
  deliverWebhooks: z.object({ tenantId: z.uuid(), webhookId: z.uuid() }),
  /** A target was paused by itself in this revision: tell an administrator of its house. */
  mailPausedWebhook: z.object({ tenantId: z.uuid(), webhookId: z.uuid(), personId: z.uuid(), revision: z.int() }),
  /** A version has come: read its text, for comparing. */
  extractText: z.object({ projectId: z.uuid(), documentId: z.uuid(), number: z.int() }),
  /** An export of files: its next piece, or its end (docs/adr/0082). */
  makeExport: z.object({ tenantId: z.uuid(), personId: z.uuid(), exportId: z.uuid() }),
  /** What has served its time is deleted, each night. */
  cleanUp: z.object({ day: z.iso.date() }),
  /** A project whose deletion has been released (docs/adr/0080). */
  deleteProject: z.object({ projectId: z.uuid() }),
  /** Another hour: bind the heads of all audit chains (docs/adr/0063). */
  sealAudit: z.object({ period: z.string() }),
  /** This checkpoint goes to whoever audits. It tells nobody of anything that happened: also after a restore it may go again. */
  mailCheckpoint: z.object({ number: z.int() }),
  /** Work for a project has failed for good: its lead is told. */
  reportIncident: z.object({ projectId: z.uuid(), workItemId: z.uuid() }),
} as const satisfies Record<string, z.ZodType>;

export type JobKind = keyof typeof JOB_TYPES;

/** What cannot be taken back, because it reaches somebody outside: after a restore an operator releases it (docs/adr/0064). */
export const LEAVES_THE_HOUSE: ReadonlySet<JobKind> = new Set<JobKind>(['sendMail', 'mailPerson', 'mailPausedWebhook']);

/** What cannot be given up: half of a project would stay for ever, or bytes in the store that nobody removes. The database refuses it. */
export const NEVER_SKIPPED: ReadonlySet<string> = new Set<JobKind>(['deleteProject', 'makeExport']);

/** Whose incident the lead of the project must know of: without it their procedure or task stands still. */
export const TOLD_TO_THE_LEAD: ReadonlySet<JobKind> = new Set<JobKind>([
  'tickRun',
  'giveNumber',
  'giveSignal',
  'recountRun',
  'tickAssignment',
  'issueNextAssignments',
  'tickCycle',
]);

export type JobPayload<K extends JobKind> = z.infer<(typeof JOB_TYPES)[K]>;
