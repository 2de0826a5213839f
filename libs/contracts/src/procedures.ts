import { z } from 'zod';
import { Definition, LocalizedText, NODE_TYPES } from '@querraum/workflow';
import { Instant } from './page';

export const ProcedureSummary = z.object({
  id: z.uuid(),
  key: z.string(),
  name: LocalizedText,
  description: LocalizedText.nullable(),
  version: z.int(),
  publishedAt: Instant,
  /** `null` where the version came with the product. */
  releasedBy: z.string().nullable(),
});
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

/** A step as people read it. */
export const ProcedureStep = z.object({
  nodeId: z.string(),
  type: z.enum(NODE_TYPES),
  name: LocalizedText,
  summary: LocalizedText,
  /** What each setting means for the people. */
  rules: z.array(z.object({ label: LocalizedText, words: LocalizedText })),
  afterwards: LocalizedText,
});
export type ProcedureStep = z.infer<typeof ProcedureStep>;

export const ProcedureDetail = ProcedureSummary.extend({
  hash: z.string(),
  definition: Definition,
  steps: z.array(ProcedureStep),
});
export type ProcedureDetail = z.infer<typeof ProcedureDetail>;

/** What is different, in words; `nodeId` is null for the procedure as a whole. */
export const ProcedureChange = z.object({ nodeId: z.string().nullable(), words: LocalizedText });

export const ProcedureVersion = z.object({
  version: z.int(),
  publishedAt: Instant,
  releasedBy: z.string().nullable(),
  editedBy: z.array(z.string()),
  /** Taken over unchanged from what the product ships. */
  fromTemplate: z.boolean(),
  hash: z.string(),
  /** Against the version before; empty for the first. */
  changes: z.array(ProcedureChange),
  /** Rounds that run by this version; `null` for whoever is no administrator. */
  running: z.int().nullable(),
});
export type ProcedureVersion = z.infer<typeof ProcedureVersion>;
