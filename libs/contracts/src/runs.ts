import { z } from 'zod';
import {
  ANSWER_KINDS,
  ASSIGNMENT_KINDS,
  CAPACITIES,
  FactDefinition,
  FactKey,
  FactValue,
  LocalizedText,
  PLACE_ROLES,
  ROUND_OUTCOMES,
  SEAT_STATES,
  SeatKind,
  STEP_TYPES,
  TASK_KINDS,
} from '@querraum/workflow';
import { Instant, LocalDate } from './page';
import { RunVariables } from './run-events';

/** `facts`: what the procedure declares, by key; those it asks for at the start must be there. */
export const NewRun = z.strictObject({
  procedureId: z.uuid(),
  documentId: z.uuid(),
  facts: z.record(FactKey, FactValue).optional(),
  /** Of an imported model, as is the message or signal by which it begins where it does not begin by itself. */
  variables: RunVariables.optional(),
  event: z.string().trim().min(1).max(255).optional(),
});
export type NewRun = z.infer<typeof NewRun>;

/** What a step of a procedure asks for. */
export const RunTaskKind = z.enum(TASK_KINDS);
export type RunTaskKind = z.infer<typeof RunTaskKind>;
/**
 * What stands in the inbox: steps of procedures, tasks by hand, and `acceptance`: the answer of a task by hand, for the
 * unit that gave it. `readdress` is also a task by hand that was declined.
 */
export const TaskKind = z.enum([...new Set([...RunTaskKind.options, ...ASSIGNMENT_KINDS, 'acceptance' as const])]);
export type TaskKind = z.infer<typeof TaskKind>;

export const UnitReference = z.object({ id: z.uuid(), name: z.string() });

/** Who has it, since when, what follows: the sentence on the project's page is made of this. */
export const Situation = z.object({
  runId: z.uuid(),
  status: z.enum(['running', 'completed', 'returned', 'rejected', 'cancelled']),
  procedureName: LocalizedText,
  waitingFor: z.array(
    z.object({
      /** `null` while the run waits for a date and nobody has it. */
      unit: UnitReference.nullable(),
      owner: z.string().nullable(),
      kind: z.enum([...RunTaskKind.options, 'timer']),
      since: Instant,
      dueEnd: Instant.nullable(),
    }),
  ),
  next: z.array(LocalizedText),
  endedAt: Instant.nullable(),
  /** Since when it stands still by the lead's word. */
  suspendedSince: Instant.optional(),
});
export type Situation = z.infer<typeof Situation>;

/** Who answered or signed, in which capacity; `null` where the system did. */
export const Actor = z.object({
  person: z.string(),
  unitName: z.string(),
  capacity: z.enum(CAPACITIES),
  onBehalfOf: z.string().nullable(),
});
export type Actor = z.infer<typeof Actor>;
export const Paper = z.object({ number: z.int(), sha256: z.string() });

export const AnswerView = z.object({
  kind: z.enum(ANSWER_KINDS),
  words: z.string().nullable(),
  by: Actor.nullable(),
  at: Instant,
  paper: Paper,
  late: z.boolean(),
  stale: z.boolean(),
});
export type AnswerView = z.infer<typeof AnswerView>;

export const SeatView = z.object({
  id: z.string(),
  taskId: z.uuid().nullable(),
  unit: UnitReference,
  originalUnit: UnitReference,
  mandatory: z.boolean(),
  kind: SeatKind,
  wave: z.int(),
  state: z.enum(SEAT_STATES),
  owner: z.string().nullable(),
  ownerSince: Instant.nullable(),
  openedAt: Instant.nullable(),
  dueEnd: Instant.nullable(),
  answers: z.array(AnswerView),
  /** The answer that counts now, or `null` for „keine Antwort“. */
  current: AnswerView.nullable(),
  silent: z.enum(['nil', 'refuse']).nullable(),
  condition: z.enum(['pending', 'accepted', 'declined']).nullable(),
  reservation: z.enum(['open', 'lifted']).nullable(),
  dissent: z
    .object({
      words: z.string(),
      level: z.int(),
      dueEnd: Instant,
      saysSettled: z.object({ seat: z.boolean(), lead: z.boolean() }),
      saysShown: z.object({ seat: z.boolean(), lead: z.boolean() }),
      ended: z.enum(['settled', 'withdrawn', 'shown']).nullable(),
    })
    .nullable(),
  escalations: z.int(),
  dispensable: z.boolean(),
});
export type SeatView = z.infer<typeof SeatView>;

export const SignerView = z.object({
  id: z.string(),
  taskId: z.uuid().nullable(),
  unit: UnitReference,
  state: z.enum(['waiting', 'open', 'signed', 'returned', 'rejected']),
  owner: z.string().nullable(),
  openedAt: Instant.nullable(),
  dueEnd: Instant.nullable(),
  by: Actor.nullable(),
  at: Instant.nullable(),
  words: z.string().nullable(),
  paper: Paper.nullable(),
  acknowledged: z.array(z.string()),
});
export type SignerView = z.infer<typeof SignerView>;

/** One unit's part in a block of the office: a note taken, a contribution, a vote, an entry on the agenda. */
export const PlaceView = z.object({
  id: z.string(),
  taskId: z.uuid().nullable(),
  role: z.enum(PLACE_ROLES),
  unit: UnitReference,
  originalUnit: UnitReference,
  state: z.enum(['waiting', 'open', 'done', 'without', 'released']),
  owner: z.string().nullable(),
  openedAt: Instant.nullable(),
  dueEnd: Instant.nullable(),
  by: Actor.nullable(),
  at: Instant.nullable(),
  result: z.string().nullable(),
  words: z.string().nullable(),
  /** Done after its Frist had run out. */
  late: z.boolean(),
  escalations: z.int(),
});
export type PlaceView = z.infer<typeof PlaceView>;

const stepBase = {
  id: z.string(),
  nodeId: z.string(),
  name: LocalizedText,
  open: z.boolean(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** The called procedure to which it belongs, and its name; `null` in the run itself. */
  scope: z.string().nullable(),
  procedureName: LocalizedText.nullable(),
  /** Put in by the lead while the run was under way: the step that waits for it. */
  insertedBefore: z.string().nullable(),
  /** Its Fristen stand still, because a step that was put in before it is open. */
  held: z.boolean(),
  skipped: z.boolean(),
};
export const StepView = z.discriminatedUnion('type', [
  z.object({
    ...stepBase,
    type: z.literal('coSignatureRound'),
    outcome: z.enum(ROUND_OUTCOMES).nullable(),
    lead: UnitReference,
    seats: z.array(SeatView),
  }),
  z.object({ ...stepBase, type: z.literal('finalSignature'), roundStepId: z.string(), signers: z.array(SignerView) }),
  z.object({
    ...stepBase,
    type: z.literal('task'),
    unit: UnitReference,
    owner: z.string().nullable(),
    dueEnd: Instant.nullable(),
    taskId: z.uuid().nullable(),
  }),
  z.object({ ...stepBase, type: z.literal('timer'), dueEnd: Instant }),
  z.object({
    ...stepBase,
    type: z.enum(STEP_TYPES).exclude(['coSignatureRound', 'finalSignature', 'task', 'timer', 'userTask']),
    result: z.string().nullable(),
    /** When time alone ends it or brings it back. */
    dueEnd: Instant.nullable(),
    /** Why its last attempt failed. */
    failed: z.string().nullable(),
    places: z.array(PlaceView),
  }),
]);
export type StepView = z.infer<typeof StepView>;

export const RunSummary = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  documentId: z.uuid(),
  documentTitle: z.string(),
  procedureName: LocalizedText,
  procedureVersion: z.int(),
  status: Situation.shape.status,
  startedAt: Instant,
  endedAt: Instant.nullable(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const RunDetail = RunSummary.extend({
  projectTitle: z.string(),
  projectReference: z.string(),
  revision: z.int(),
  /** Since when the version it runs by is there, and which one is valid now. */
  procedureVersionSince: Instant,
  procedureValidVersion: z.int(),
  paper: Paper,
  /** Declared facts, with their values; `null` while one has none. */
  facts: z.array(FactDefinition.extend({ value: FactValue })),
  suspended: z.object({ since: Instant, by: Actor, reason: z.string() }).nullable(),
  steps: z.array(StepView),
  situation: Situation,
  /** The person acts for the lead unit. */
  actsForLead: z.boolean(),
  isAuthor: z.boolean(),
});
export type RunDetail = z.infer<typeof RunDetail>;

const words = z.string().trim().max(4000);
const reason = z.string().trim().max(1000);
/** Commands of the lead and of the parties of a dissent on one step of a run. */
export const StepCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('addSeat'),
    unitId: z.uuid(),
    wave: z.int().min(0),
    mandatory: z.boolean(),
    seatKind: SeatKind.default('technical'),
    reason,
  }),
  z.strictObject({ type: z.literal('replaceSeat'), seatId: z.string(), unitId: z.uuid(), reason }),
  z.strictObject({ type: z.literal('releaseSeat'), seatId: z.string(), reason }),
  z.strictObject({
    type: z.literal('answerCondition'),
    seatId: z.string(),
    accept: z.boolean(),
    words: words.optional(),
  }),
  z.strictObject({ type: z.literal('liftReservation'), seatId: z.string(), words: words.optional() }),
  z.strictObject({ type: z.literal('settleDissent'), seatId: z.string() }),
  z.strictObject({ type: z.literal('showDissent'), seatId: z.string() }),
  z.strictObject({ type: z.literal('raiseDissent'), seatId: z.string(), reason: reason.optional() }),
  z.strictObject({ type: z.literal('withdraw'), seatId: z.string(), reason: reason.optional() }),
  z.strictObject({ type: z.literal('delegate'), seatId: z.string(), personId: z.uuid() }),
  z.strictObject({ type: z.literal('extend'), seatId: z.string(), lastDay: LocalDate, reason }),
  z.strictObject({ type: z.literal('cancel'), reason }),
  z.strictObject({ type: z.literal('addPlace'), unitId: z.uuid(), reason }),
  z.strictObject({ type: z.literal('removePlace'), seatId: z.string(), reason }),
]);
export type StepCommand = z.infer<typeof StepCommand>;

export const Cancellation = z.strictObject({ reason });
export type Cancellation = z.infer<typeof Cancellation>;
