import { z } from 'zod';
import { Addressee, FactKey, LocalizedText, nodeBase, Period, TimeLimit } from './basics';
import { ResultDefinition } from './facts';
import { Quorum } from './round';
import { DecisionTable } from './tables';

const reminders = z.array(Period).max(5).default([]);

/** What happens to a place when its Frist runs out; `escalate` moves it up, `maxEscalations` times at most. */
const silence = {
  escalationPeriod: Period.optional(),
  maxEscalations: z.int().min(0).max(10).optional(),
};

/** One unit does something; without results it is simply done. */
export const TaskNode = z.object({
  ...nodeBase,
  type: z.literal('task'),
  addressee: Addressee,
  period: TimeLimit.optional(),
  reminders,
  results: z.array(ResultDefinition).min(1).max(10).optional(),
  /** Facts that are filled in here; `required` ones for every result. */
  fields: z
    .array(z.object({ fact: FactKey, required: z.boolean().optional() }))
    .max(30)
    .optional(),
  onSilence: z.enum(['remindOnly', 'escalate']).optional(),
  ...silence,
});
export type TaskNode = z.infer<typeof TaskNode>;

/** Kenntnisnahme: everybody addressed is shown the paper; nobody can object. */
export const TakeNoteNode = z.object({
  ...nodeBase,
  type: z.literal('takeNote'),
  addressees: z.array(Addressee).min(1).max(200),
  /** At its end the place closes as "keine Kenntnisnahme". */
  period: TimeLimit.optional(),
  reminders,
  /** `false`: the run goes on at once and waits for the notes only at its end; then there must be a period. */
  waits: z.boolean(),
});
export type TakeNoteNode = z.infer<typeof TakeNoteNode>;

/** Beitrag: each unit delivers its part, somebody puts the parts together. */
export const ContributionNode = z.object({
  ...nodeBase,
  type: z.literal('contribution'),
  addressees: z.array(Addressee).min(1).max(200),
  /** What is asked of each. */
  request: LocalizedText.optional(),
  period: TimeLimit,
  reminders,
  /** `without`: the part is marked "ohne Beitrag" and the run goes on. */
  onSilence: z.enum(['without', 'escalate', 'remindOnly']),
  /** Fehlanzeige, with words. */
  nilAllowed: z.boolean().optional(),
  /** Who puts the parts together; without, the last part ends the step. */
  combinedBy: Addressee.optional(),
  combinePeriod: Period.optional(),
  ...silence,
});
export type ContributionNode = z.infer<typeof ContributionNode>;

/** Versand: somebody sends the paper out and notes when and how. */
export const DispatchNode = z.object({
  ...nodeBase,
  type: z.literal('dispatch'),
  addressee: Addressee,
  recipients: LocalizedText,
  period: TimeLimit.optional(),
  reminders,
});
export type DispatchNode = z.infer<typeof DispatchNode>;

/** When a thing is due again: counted from now, or on the day that a fact names. */
export const Moment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('period'), period: Period }),
  z.object({ kind: z.literal('date'), fact: FactKey }),
]);
export type Moment = z.infer<typeof Moment>;

/** Wiedervorlage: comes back to a unit on its day, is done with or put off again. */
export const ResubmissionNode = z.object({
  ...nodeBase,
  type: z.literal('resubmission'),
  addressee: Addressee,
  at: Moment,
  /** For the answer, from the day on which it comes back. */
  period: Period.optional(),
  reminders,
});
export type ResubmissionNode = z.infer<typeof ResubmissionNode>;

const weekday = z.int().min(1).max(7);

/**
 * Gremium: the office enters the paper on the agenda of the next session whose closing time has not passed, the committee
 * decides there. Days count Monday = 1 to Sunday = 7.
 */
export const CommitteeNode = z.object({
  ...nodeBase,
  type: z.literal('committee'),
  /** Enters papers on the agenda, gives the number, keeps the minutes. */
  office: Addressee,
  /** Who has a vote; one vote each. */
  members: z.array(Addressee).min(1).max(100),
  /** `closing` is the last such day and time before the session. */
  session: z.object({
    weekday,
    everyWeeks: z.int().min(1).max(12),
    /** A day of one session, from which the weeks are counted. */
    anchor: z.iso.date(),
    closing: z.object({ weekday, time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  }),
  /** How many members must take part. */
  quorum: Quorum,
  majority: z.enum(['simple', 'absolute', 'unanimous']),
  /** The member whose vote decides a tie; without, a tie rejects. */
  chair: Addressee.optional(),
  /** `circulation`: members vote here within `period`; one objection moves the paper to the session. */
  mode: z.enum(['session', 'circulation']),
  period: Period.optional(),
  reminders,
  onSilence: z.enum(['remindOnly', 'abstain']).optional(),
});
export type CommitteeNode = z.infer<typeof CommitteeNode>;

/** Automatic job: the server does it; a failure is an incident that can be tried again. */
export const AutomaticNode = z.object({
  ...nodeBase,
  type: z.literal('automatic'),
  job: z.discriminatedUnion('kind', [
    /** Tells everybody addressed that the paper has come this far, without asking for anything (Vorausstück). */
    z.object({ kind: z.literal('notify'), addressees: z.array(Addressee).min(1).max(200) }),
    /** Sets a fact to the day that lies this far from now. */
    z.object({ kind: z.literal('setDate'), fact: FactKey, period: TimeLimit }),
    /** Gives the next number of a series of the house, e.g. `{n}/V`. */
    z.object({
      kind: z.literal('number'),
      series: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
      pattern: z.string().max(60),
      fact: FactKey,
    }),
  ]),
});
export type AutomaticNode = z.infer<typeof AutomaticNode>;

/** Unterverfahren: another procedure, pinned in the bundle, runs inside this run. */
export const CallNode = z.object({
  ...nodeBase,
  type: z.literal('call'),
  /** Key of the definition in `bundle.called`. */
  procedure: z.string(),
  /** Facts handed over at its start and taken back at its end: the other procedure's key → the key here. */
  inputs: z.record(FactKey, FactKey).optional(),
  outputs: z.record(FactKey, FactKey).optional(),
});
export type CallNode = z.infer<typeof CallNode>;

/** Entscheidung by table: sets the table's facts and goes on; gateways route by them. */
export const DecisionNode = z.object({ ...nodeBase, type: z.literal('decision'), table: DecisionTable });
export type DecisionNode = z.infer<typeof DecisionNode>;

/** Parallelblock with conditions: every branch whose condition holds; the joining one waits for those that were taken. */
export const InclusiveGatewayNode = z.object({
  ...nodeBase,
  type: z.literal('inclusiveGateway'),
  defaultFlow: z.string().optional(),
});
export type InclusiveGatewayNode = z.infer<typeof InclusiveGatewayNode>;

/** Warten: for a day, or for an event that a unit (or a script for it) reports. */
export const WaitNode = z.object({
  ...nodeBase,
  type: z.literal('wait'),
  until: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('date'), fact: FactKey }),
    z.object({
      kind: z.literal('event'),
      event: LocalizedText,
      reportedBy: Addressee,
      /** Waits no longer than this; the result is then `timeout`. */
      atMost: Period.optional(),
    }),
  ]),
});
export type WaitNode = z.infer<typeof WaitNode>;
