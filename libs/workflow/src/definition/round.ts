import { z } from 'zod';
import { Addressee, nodeBase, Period, TimeLimit } from './basics';

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

export const RoundNode = z.object({
  ...nodeBase,
  type: z.literal('coSignatureRound'),
  waves: z.array(Wave).min(1).max(20),
  period: TimeLimit,
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
  period: TimeLimit,
  reminders: z.array(Period).max(5).default([]),
  fourEyes: z.boolean().default(true),
  signerMayAnswer: z.boolean().default(false),
});
export type FinalSignatureNode = z.infer<typeof FinalSignatureNode>;
