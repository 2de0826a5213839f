import { z } from 'zod';
import {
  ASSIGNMENT_ACTS,
  ASSIGNMENT_KINDS,
  ASSIGNMENT_RESULTS,
  ASSIGNMENT_STATES,
  LocalizedText,
} from '@querraum/workflow';
import { DocumentSummary } from './documents';
import { PersonReference } from './organisation';
import { anyOf, Instant, LocalDate, PageQuery } from './page';
import { Actor, UnitReference } from './runs';

/**
 * Tasks by hand (docs/adr/0028): what one unit asks of another without a procedure. The answer of a task's row in the inbox
 * (`Task`) has its id, `runId` null and `assignmentId`; claim and release are those of the inbox.
 *
 *   POST /projects/{id}/assignments                 NewAssignments → 201 IssuedAssignments
 *   GET  /projects/{id}/assignments                 AssignmentQuery → page of AssignmentSummary
 *   GET  /assignments/{id}                          AssignmentDetail, ETag
 *   POST /assignments/{id}/answer                   AssignmentAnswer → AssignmentOutcome
 *   POST /assignments/{id}/accept          If-Match AcceptAssignment → AssignmentOutcome
 *   POST /assignments/{id}/send-back       If-Match SendBackAssignment → AssignmentOutcome
 *   POST /assignments/{id}/decline                  AssignmentReason → AssignmentOutcome
 *   POST /assignments/{id}/hand-over                HandOverAssignment → AssignmentOutcome
 *   POST /assignments/{id}/take-back       If-Match AssignmentReason → AssignmentOutcome
 *   POST /assignments/{id}/readdress       If-Match ReaddressAssignment → AssignmentOutcome
 *   POST /assignments/{id}/extend          If-Match ExtendAssignment → AssignmentOutcome
 *   POST /assignments/{id}/checklist                TickChecklist → AssignmentOutcome
 *   POST /assignments/{id}/dependencies    If-Match AssignmentDependencies → AssignmentOutcome
 *   POST /assignments/{id}/sub-assignments          NewSubAssignments → 201 IssuedAssignments
 *   POST /assignments/{id}/documents                AttachDocument → AssignmentOutcome
 *   POST /assignments/{id}/files                    multipart `file`, `title` → 201 AssignmentOutcome
 *   GET  /assignment-groups/{id}                    AssignmentGroup, ETag
 *   POST /assignment-groups/{id}/conclude  If-Match ConcludeGroup → AssignmentGroup
 *   POST /assignment-groups/{id}/stop-recurrence    AssignmentReason → AssignmentGroup
 *   GET  /projects/{id}/assignment-context          who may be asked by the caller: AssignmentContext
 */
export const AssignmentKind = z.enum(ASSIGNMENT_KINDS);
export type AssignmentKind = z.infer<typeof AssignmentKind>;
export const AssignmentResult = z.enum(ASSIGNMENT_RESULTS);
export type AssignmentResult = z.infer<typeof AssignmentResult>;
export const AssignmentState = z.enum(ASSIGNMENT_STATES);
export type AssignmentState = z.infer<typeof AssignmentState>;
export const AssignmentPriority = z.enum(['low', 'normal', 'high']);
export type AssignmentPriority = z.infer<typeof AssignmentPriority>;

export const MOST_ADDRESSEES = 100;
export const MOST_CHECKLIST_ITEMS = 50;

const title = z.string().trim().min(3).max(200);
/** Plain text; markup in it is text. */
const words = z.string().trim().max(8000);
const reason = z.string().trim().min(1).max(1000);
const item = z.string().trim().min(1).max(300);

/** A unit, one of its posts, or one of its people. A vacant post, and a person who has left, fall to the unit. */
export const AssignmentAddressee = z
  .strictObject({ unitId: z.uuid(), positionId: z.uuid().optional(), personId: z.uuid().optional() })
  .refine(({ positionId, personId }) => positionId === undefined || personId === undefined, {
    message: 'positionId or personId, not both',
  });
export type AssignmentAddressee = z.infer<typeof AssignmentAddressee>;

/** Working days after the day of issue, or a last day; the end is the first instant after it. */
export const AssignmentDueInput = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(250) }),
  z.strictObject({ day: LocalDate }),
]);
export type AssignmentDueInput = z.infer<typeof AssignmentDueInput>;

/** Again every so often, counted from the day of issue, for the last time on `until` at the latest. */
export const RecurrenceInput = z.strictObject({
  every: z.enum(['month', 'quarter', 'halfYear', 'year']),
  until: LocalDate,
});
export type RecurrenceInput = z.infer<typeof RecurrenceInput>;

const newAssignment = {
  kind: AssignmentKind,
  title,
  words: words.default(''),
  /** Several get one task each; their answers come together in the group. `participants`: all that take part in the project. */
  addressees: z.union([z.literal('participants'), z.array(AssignmentAddressee).min(1).max(1000)]),
  due: AssignmentDueInput.nullable().default(null),
  priority: AssignmentPriority.default('normal'),
  /** Only for the kind `completion`: whether the issuer looks at the answer before the task ends. */
  acceptance: z.boolean().default(false),
  checklist: z.array(item).max(MOST_CHECKLIST_ITEMS).default([]),
  /** Documents of the project that the addressed units read with the task. */
  documentIds: z.array(z.uuid()).max(50).default([]),
  /** Tasks of the same project that must end before this one begins. */
  dependsOn: z.array(z.uuid()).max(50).default([]),
};
export const NewAssignments = z.strictObject({
  ...newAssignment,
  /** For which unit it is given; left out, the first that the person acts for and that may. */
  issuingUnitId: z.uuid().optional(),
  recurrence: RecurrenceInput.nullable().default(null),
});
export type NewAssignments = z.infer<typeof NewAssignments>;

/** The unit that has the task asks in its turn; never due after the task itself, without a date due with it. */
export const NewSubAssignments = z.strictObject(newAssignment);
export type NewSubAssignments = z.infer<typeof NewSubAssignments>;

/** What somebody may do with a task now; the server refuses everything else by the same rules. */
export const AssignmentAct = z.enum(ASSIGNMENT_ACTS);
export type AssignmentAct = z.infer<typeof AssignmentAct>;

export const AssignmentDue = z.object({
  end: Instant,
  lastDay: LocalDate,
  /** „10 Arbeitstage ab Donnerstag, 25.03.2027; …“ or „bis Montag, 05.04.2027“. */
  explained: LocalizedText,
  /** „in 2 Arbeitstagen“, „überfällig seit 1 Arbeitstag“. */
  inWords: LocalizedText,
  overdue: z.boolean(),
});
export type AssignmentDue = z.infer<typeof AssignmentDue>;

export const AssignmentSummary = z.object({
  /** Also the id of the row in the inbox (`GET /tasks/{id}`). */
  id: z.uuid(),
  /** Counted in the project, from 1. */
  number: z.int(),
  projectId: z.uuid(),
  groupId: z.uuid(),
  parentId: z.uuid().nullable(),
  kind: AssignmentKind,
  title: z.string(),
  state: AssignmentState,
  priority: AssignmentPriority,
  unit: UnitReference,
  /** Post or person within the unit, where it is addressed to one. */
  position: z.object({ id: z.uuid(), code: z.string(), name: z.string() }).nullable(),
  person: PersonReference.nullable(),
  owner: z.object({ id: z.uuid(), name: z.string(), since: Instant }).nullable(),
  issuer: z.object({ unit: UnitReference, person: PersonReference }),
  issuedAt: Instant,
  endedAt: Instant.nullable(),
  due: AssignmentDue.nullable(),
  /** Of the answer that counts now. */
  result: AssignmentResult.nullable(),
  checklist: z.object({ done: z.int(), total: z.int() }),
  /** That have not ended. */
  openSubAssignments: z.int(),
  /** Tasks of the group, this one included; 1 for who sees this one alone. */
  groupSize: z.int(),
  recurring: z.boolean(),
  revision: z.int(),
});
export type AssignmentSummary = z.infer<typeof AssignmentSummary>;

export const ChecklistItem = z.object({
  id: z.int(),
  text: z.string(),
  done: z.object({ by: z.string(), at: Instant }).nullable(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** What was done and said on a task; never edited. */
export const AssignmentEntry = z.object({
  id: z.uuid(),
  at: Instant,
  act: z.enum([
    'issued',
    'opened',
    'claimed',
    'released',
    'answered',
    'accepted',
    'sentBack',
    'declined',
    'handedOver',
    'takenBack',
    'readdressed',
    'extended',
    'ticked',
    'unticked',
    'documentAdded',
    'dependenciesChanged',
    'reminded',
    'escalated',
  ]),
  /** `null` for the system. */
  by: Actor.nullable(),
  words: z.string().nullable(),
  result: AssignmentResult.nullable(),
  /** Where it went, with `handedOver`, `readdressed` and `issued`. */
  to: z.string().nullable(),
  /** With `extended`. */
  lastDay: LocalDate.nullable(),
  /** The item, with `ticked` and `unticked`; the title, with `documentAdded`. */
  about: z.string().nullable(),
  documents: z.array(z.object({ id: z.uuid(), title: z.string() })),
});
export type AssignmentEntry = z.infer<typeof AssignmentEntry>;

export const AssignmentDetail = AssignmentSummary.extend({
  words: z.string(),
  project: z.object({
    id: z.uuid(),
    reference: z.string(),
    title: z.string(),
    leadUnitName: z.string(),
    /** Whether the asking person may open the file, or sees its head alone. */
    seesFile: z.boolean(),
    closed: z.boolean(),
  }),
  /** The issuer looks at the answer before the task ends. */
  acceptance: z.boolean(),
  checklistItems: z.array(ChecklistItem),
  /** Given with the task, or added as an answer. Empty for the addressed unit once its task has ended. */
  documents: z.array(DocumentSummary.extend({ addedBy: z.enum(['issuer', 'addressee']) })),
  parent: z.object({ id: z.uuid(), number: z.int(), title: z.string() }).nullable(),
  /** Only those that the asking person sees. */
  subAssignments: z.array(AssignmentSummary),
  dependsOn: z.array(z.object({ id: z.uuid(), number: z.int(), title: z.string(), state: AssignmentState })),
  entries: z.array(AssignmentEntry),
  allowed: z.array(AssignmentAct),
});
export type AssignmentDetail = z.infer<typeof AssignmentDetail>;

/** `null`: what the person did has taken the task out of their sight. */
export const AssignmentOutcome = z.object({ assignment: AssignmentDetail.nullable() });
export type AssignmentOutcome = z.infer<typeof AssignmentOutcome>;

export const IssuedAssignments = z.object({ groupId: z.uuid(), assignments: z.array(AssignmentSummary) });
export type IssuedAssignments = z.infer<typeof IssuedAssignments>;

export const AssignmentGroup = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  kind: AssignmentKind,
  title: z.string(),
  words: z.string(),
  issuer: z.object({ unit: UnitReference, person: PersonReference }),
  issuedAt: Instant,
  due: AssignmentDue.nullable(),
  revision: z.int(),
  /** Each with the answer that counts now. */
  assignments: z.array(
    AssignmentSummary.extend({
      answer: z
        .object({
          words: z.string().nullable(),
          result: AssignmentResult,
          by: Actor,
          at: Instant,
          documents: z.array(z.object({ id: z.uuid(), title: z.string() })),
        })
        .nullable(),
    }),
  ),
  /** The issuer's text that puts the answers together. */
  conclusion: z.object({ words: z.string(), by: Actor, at: Instant }).nullable(),
  recurrence: z
    .object({
      every: RecurrenceInput.shape.every,
      until: LocalDate,
      /** `null`: this was the last one, or it was stopped. */
      nextOn: LocalDate.nullable(),
      stopped: z.object({ by: z.string(), at: Instant, reason: z.string() }).nullable(),
    })
    .nullable(),
  /** Of a recurring task: the group before and the one after, once it was issued. */
  previousId: z.uuid().nullable(),
  nextId: z.uuid().nullable(),
  allowed: z.array(z.enum(['conclude', 'stopRecurrence'])),
});
export type AssignmentGroup = z.infer<typeof AssignmentGroup>;

export const AssignmentAnswer = z.strictObject({
  result: AssignmentResult,
  words: words.optional(),
  /** Of the documents added to the task by the addressed unit: those that are the answer. */
  documentIds: z.array(z.uuid()).max(50).default([]),
  /** What becomes of sub-tasks that have not ended: the answer is refused, or they are taken back with it. */
  openSubAssignments: z.enum(['refuse', 'takeBack']).default('refuse'),
});
export type AssignmentAnswer = z.infer<typeof AssignmentAnswer>;

export const AcceptAssignment = z.strictObject({ words: words.optional() });
export type AcceptAssignment = z.infer<typeof AcceptAssignment>;
/** Back for rework; a new date where the old one is too near or over. */
export const SendBackAssignment = z.strictObject({ words: reason, due: AssignmentDueInput.optional() });
export type SendBackAssignment = z.infer<typeof SendBackAssignment>;
export const AssignmentReason = z.strictObject({ reason });
export type AssignmentReason = z.infer<typeof AssignmentReason>;
/** Inside the unit to a post, a person or the whole unit; to another unit only with a reason. */
export const HandOverAssignment = z.strictObject({
  to: AssignmentAddressee,
  reason: z.string().trim().max(1000).default(''),
});
export type HandOverAssignment = z.infer<typeof HandOverAssignment>;
export const ReaddressAssignment = z.strictObject({
  to: AssignmentAddressee,
  words: words.optional(),
  due: AssignmentDueInput.optional(),
});
export type ReaddressAssignment = z.infer<typeof ReaddressAssignment>;
export const ExtendAssignment = z.strictObject({ lastDay: LocalDate, reason });
export type ExtendAssignment = z.infer<typeof ExtendAssignment>;
export const TickChecklist = z.strictObject({ itemId: z.int().min(1), done: z.boolean() });
export type TickChecklist = z.infer<typeof TickChecklist>;
/** All that it waits for from now on. */
export const AssignmentDependencies = z.strictObject({ dependsOn: z.array(z.uuid()).max(50) });
export type AssignmentDependencies = z.infer<typeof AssignmentDependencies>;
export const AttachDocument = z.strictObject({ documentId: z.uuid() });
export type AttachDocument = z.infer<typeof AttachDocument>;
export const ConcludeGroup = z.strictObject({ words });
export type ConcludeGroup = z.infer<typeof ConcludeGroup>;

export const AssignmentQuery = PageQuery.extend({
  /** `waiting,open`: several are united. */
  state: anyOf(AssignmentState).optional(),
  kind: anyOf(AssignmentKind).optional(),
  /** Addressed to it. */
  unitId: z.uuid().optional(),
  /** Given by a unit that the person acts for. */
  issuedBy: z.enum(['mine']).optional(),
  parentId: z.uuid().optional(),
  query: z.string().max(100).optional(),
  /** `due`: what ends next first · `newest`: what was given last first. */
  order: z.enum(['due', 'newest']).default('due'),
});
export type AssignmentQuery = z.infer<typeof AssignmentQuery>;

/** For whom the caller may give tasks in this project, and whom all participants are. Empty: for nobody. */
export const AssignmentContext = z.object({
  issuingUnits: z.array(UnitReference),
  participants: z.array(UnitReference),
});
export type AssignmentContext = z.infer<typeof AssignmentContext>;
