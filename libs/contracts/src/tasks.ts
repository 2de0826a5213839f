import { z } from 'zod';
import { FactDefinition, FactKey, FactValue, LocalizedText, ResultDefinition } from '@querraum/workflow';
import { Instant, PageQuery } from './page';
import { TaskKind, UnitReference } from './runs';

export const TaskBox = z.enum(['mine', 'unit', 'done']);
export type TaskBox = z.infer<typeof TaskBox>;
export const TaskQuery = PageQuery.extend({
  box: TaskBox.default('unit'),
  unitId: z.uuid().optional(),
  kind: TaskKind.optional(),
  query: z.string().max(100).optional(),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

/** A row of the inbox; everything it shows stands on the task's row. */
export const Task = z.object({
  id: z.uuid(),
  kind: TaskKind,
  name: LocalizedText,
  unit: UnitReference,
  owner: z.object({ id: z.uuid(), name: z.string(), since: Instant }).nullable(),
  status: z.enum(['waiting', 'open', 'done', 'cancelled']),
  openedAt: Instant,
  dueEnd: Instant.nullable(),
  /** „in 2 Arbeitstagen“, „überfällig seit 1 Arbeitstag“; `null` without a Frist. */
  dueInWords: LocalizedText.nullable(),
  overdue: z.boolean(),
  remindedAt: Instant.nullable(),
  escalated: z.boolean(),
  projectId: z.uuid(),
  projectTitle: z.string(),
  projectReference: z.string(),
  areaNames: z.string(),
  leadUnitName: z.string(),
  /** Of the document that a procedure decides on; of a task by hand its own title. */
  documentTitle: z.string(),
  /** `null` for a task by hand. */
  paperNumber: z.int().nullable(),
  /** Only a task by hand has one. */
  priority: z.enum(['low', 'normal', 'high']).nullable(),
  /** Exactly one of the two: the procedure that the task is a step of, or the task by hand (docs/adr/0028). */
  runId: z.uuid().nullable(),
  assignmentId: z.uuid().nullable(),
  /** `null` for a task by hand. */
  stepId: z.string().nullable(),
  seatId: z.string().nullable(),
  /** Why the row is in this inbox. */
  reason: z.enum(['mine', 'unit', 'deputy', 'lead', 'issuer']),
});
export type Task = z.infer<typeof Task>;

/** How a task is completed: what is asked, the results to choose from, the fields to fill in. */
export const TaskForm = z.object({
  request: LocalizedText.nullable(),
  /** None where it is simply done. */
  results: z.array(ResultDefinition),
  fields: z.array(
    FactDefinition.extend({
      required: z.boolean(),
      /** Asked only together with this result. */
      onlyWith: FactKey.optional(),
      /** What the fact says now. */
      value: FactValue.optional(),
    }),
  ),
});
export type TaskForm = z.infer<typeof TaskForm>;

/** `form` is `null` where the kind of the task says it all: co-signature, final signature, tasks by hand. */
export const TaskDetail = Task.extend({ form: TaskForm.nullable() });
export type TaskDetail = z.infer<typeof TaskDetail>;

export const TaskCounts = z.object({ mine: z.int(), unit: z.int(), done: z.int(), exact: z.boolean() });
export type TaskCounts = z.infer<typeof TaskCounts>;

export const AnswerInput = z.strictObject({
  kind: z.enum(['approve', 'condition', 'reserve', 'refuse', 'nil', 'notResponsible']),
  words: z.string().trim().max(4000).optional(),
  /** Number of the version the person has read; refused as stale when a newer one is current. */
  version: z.int().min(1),
  proposedUnitId: z.uuid().optional(),
});
export type AnswerInput = z.infer<typeof AnswerInput>;

export const SignatureInput = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('signed'),
    version: z.int().min(1),
    acknowledged: z.array(z.string()).max(2000).default([]),
  }),
  z.strictObject({ result: z.literal('returned'), words: z.string().trim().max(4000) }),
  z.strictObject({ result: z.literal('rejected'), words: z.string().trim().max(4000) }),
]);
export type SignatureInput = z.infer<typeof SignatureInput>;

/** What the task's `form` offers; `values` by key. */
export const CompletionInput = z.strictObject({
  words: z.string().trim().max(4000).optional(),
  result: FactKey.optional(),
  values: z.record(FactKey, FactValue).optional(),
});
export type CompletionInput = z.infer<typeof CompletionInput>;

/** Server-sent event of the inbox: ids only, the client asks again with its rights. */
export const InboxEvent = z.object({ unitId: z.uuid(), taskId: z.uuid().nullable() });
export type InboxEvent = z.infer<typeof InboxEvent>;

export const Notification = z.object({
  id: z.uuid(),
  at: Instant,
  reason: z.enum([
    'newTask',
    'reminder',
    'escalation',
    'incident',
    'returned',
    'completed',
    'waitsForLead',
    'informed',
    'suspended',
    'resumed',
    // Of tasks by hand: to the unit that gave it, and to the one that has it.
    'answered',
    'declined',
    'accepted',
    'sentBack',
    'takenBack',
    'extended',
    'overdue',
    'recurrenceEnded',
    'mentioned',
    'leadOffered',
    'leadAccepted',
    'leadDeclined',
    'leadWithdrawn',
    // Fortschreibung: soon, and now.
    'cycleReminder',
    'cycleDue',
  ]),
  unit: UnitReference,
  projectId: z.uuid(),
  projectTitle: z.string(),
  runId: z.uuid().nullable(),
  seatId: z.string().nullable(),
  assignmentId: z.uuid().nullable(),
  /** The note in which the person is mentioned; such a notification is for one person, not for a unit. */
  noteId: z.uuid().nullable(),
});
export type Notification = z.infer<typeof Notification>;
