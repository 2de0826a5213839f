import { z } from 'zod';

/** Every text that an administrator writes exists in both languages. */
export const LocalizedText = z.object({ de: z.string().min(1).max(300), en: z.string().min(1).max(300) });
export type LocalizedText = z.infer<typeof LocalizedText>;

/** A period as the administration counts it (§§ 187–193 BGB); `latestTime` is inclusive local time in Europe/Berlin. */
export const Period = z.object({
  length: z.int().min(1).max(366),
  unit: z.enum(['workingDay', 'calendarDay', 'week', 'month']),
  roll: z.boolean().default(true),
  latestTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});
export type Period = z.infer<typeof Period>;

/** Fields of responsibility (Ressorts) by which routing goes. */
export const Department = z.enum([
  'HEALTH',
  'YOUTH',
  'SOCIAL_AFFAIRS',
  'URBAN_DEVELOPMENT',
  'AREA_COORDINATION',
  'LEGAL',
  'FINANCE',
  'EDUCATION',
  'SPORT',
  'ENVIRONMENT',
  'BOARD',
]);
export type Department = z.infer<typeof Department>;

export const Involvement = z.enum(['CO_SIGNATURE', 'CO_EXAMINATION', 'STATEMENT', 'CONTRIBUTION', 'TAKE_NOTE']);
export type Involvement = z.infer<typeof Involvement>;

/** Who a step is for. Resolved to units when the step begins, from the facts of that moment. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), unitId: z.uuid() }),
  z.object({ kind: z.literal('lead') }),
  /** The participating unit of this Ressort; a project without one cannot start the procedure. */
  z.object({ kind: z.literal('department'), department: Department }),
  /** Every participating unit with this involvement, one seat each. */
  z.object({ kind: z.literal('participants'), involvement: Involvement }),
  /** The unit of the board member above the lead. */
  z.object({ kind: z.literal('boardMemberOfLead') }),
]);
export type Addressee = z.infer<typeof Addressee>;

export const SeatKind = z.enum(['technical', 'law', 'money', 'dataProtection']);
export type SeatKind = z.infer<typeof SeatKind>;

export const SeatDefinition = z.object({
  addressee: Addressee,
  mandatory: z.boolean().default(true),
  kind: SeatKind.default('technical'),
});

export const Wave = z.object({
  mode: z.enum(['parallel', 'serial']).default('parallel'),
  seats: z.array(SeatDefinition).min(1).max(1000),
});

export const Quorum = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('count'), n: z.int().min(0).max(1000) }),
  z.object({ kind: z.literal('percent'), p: z.number().min(0).max(100) }),
]);
export type Quorum = z.infer<typeof Quorum>;

/** The settings of a Mitzeichnungsrunde with their defaults; their meaning stands in docs/round.md. */
export const RoundSettings = z.object({
  quorum: Quorum.default({ kind: 'all' }),
  waitAll: z.boolean().default(true),
  onRefusal: z.enum(['dissent', 'return', 'reject']).default('dissent'),
  refusalOf: z.enum(['any', 'mandatory']).default('any'),
  onSilence: z.enum(['escalate', 'deemed', 'nil', 'refuse', 'remindOnly']).default('escalate'),
  onTextChange: z.enum(['affected', 'all', 'none']).default('affected'),
  lateAnswers: z.boolean().default(true),
  fourEyes: z.boolean().default(true),
  resignPeriod: Period.default({ length: 2, unit: 'workingDay', roll: true }),
  escalationPeriod: Period.default({ length: 2, unit: 'workingDay', roll: true }),
  dissentPeriod: Period.default({ length: 3, unit: 'workingDay', roll: true }),
  maxEscalations: z.int().min(0).max(10).default(2),
  onNotReached: z.enum(['return', 'reject']).default('return'),
  deemedMandatory: z.boolean().default(false),
  signerMayAnswer: z.boolean().default(false),
});
export type RoundSettings = z.infer<typeof RoundSettings>;

const nodeBase = { id: z.string().regex(/^[a-zA-Z][\w-]{0,60}$/), name: LocalizedText };

export const StartNode = z.object({ ...nodeBase, type: z.literal('start') });
export type StartNode = z.infer<typeof StartNode>;
/** `outcome` becomes the outcome of the run. */
export const EndNode = z.object({
  ...nodeBase,
  type: z.literal('end'),
  outcome: z.enum(['completed', 'returned', 'rejected']).default('completed'),
});
export type EndNode = z.infer<typeof EndNode>;
export const TaskNode = z.object({
  ...nodeBase,
  type: z.literal('task'),
  addressee: Addressee,
  period: Period.optional(),
  reminders: z.array(Period).max(5).default([]),
});
export type TaskNode = z.infer<typeof TaskNode>;
export const ParallelGatewayNode = z.object({ ...nodeBase, type: z.literal('parallelGateway') });
export type ParallelGatewayNode = z.infer<typeof ParallelGatewayNode>;
export const ExclusiveGatewayNode = z.object({
  ...nodeBase,
  type: z.literal('exclusiveGateway'),
  /** The flow that is taken when no condition holds. */
  defaultFlow: z.string().optional(),
});
export type ExclusiveGatewayNode = z.infer<typeof ExclusiveGatewayNode>;
export const TimerNode = z.object({ ...nodeBase, type: z.literal('timer'), period: Period });
export type TimerNode = z.infer<typeof TimerNode>;
export const RoundNode = z.object({
  ...nodeBase,
  type: z.literal('coSignatureRound'),
  waves: z.array(Wave).min(1).max(20),
  period: Period,
  /** Counted from the opening of a seat; each fires once while the seat is unanswered. */
  reminders: z.array(Period).max(5).default([]),
  settings: RoundSettings.prefault({}),
});
export type RoundNode = z.infer<typeof RoundNode>;
export const FinalSignatureNode = z.object({
  ...nodeBase,
  type: z.literal('finalSignature'),
  /** The round whose result is signed. */
  roundNodeId: z.string(),
  /** The line of authority, in order. */
  signers: z.array(Addressee).min(1).max(10),
  period: Period,
  reminders: z.array(Period).max(5).default([]),
  fourEyes: z.boolean().default(true),
  signerMayAnswer: z.boolean().default(false),
});
export type FinalSignatureNode = z.infer<typeof FinalSignatureNode>;

export const NodeDefinition = z.discriminatedUnion('type', [
  StartNode,
  EndNode,
  TaskNode,
  ParallelGatewayNode,
  ExclusiveGatewayNode,
  TimerNode,
  RoundNode,
  FinalSignatureNode,
]);
export type NodeDefinition = z.infer<typeof NodeDefinition>;

export const Flow = z.object({
  id: z.string().regex(/^[a-zA-Z][\w-]{0,60}$/),
  from: z.string(),
  to: z.string(),
  /** FEEL over the declared facts of the run, e.g. `round.outcome = "returned"`. Only routes, never grants. */
  condition: z.string().max(500).optional(),
});
export type Flow = z.infer<typeof Flow>;

export const Definition = z.object({
  schemaVersion: z.literal(1),
  key: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
  name: LocalizedText,
  description: LocalizedText.optional(),
  nodes: z.array(NodeDefinition).min(2).max(2000),
  flows: z.array(Flow).min(1).max(4000),
});
export type Definition = z.infer<typeof Definition>;

/** What a run is pinned to: closed at publishing, immutable afterwards. `semantics` numbers the engine's rules. */
export const Bundle = z.object({
  semantics: z.literal(1),
  definition: Definition,
});
export type Bundle = z.infer<typeof Bundle>;
