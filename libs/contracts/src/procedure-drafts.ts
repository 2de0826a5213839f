import { z } from 'zod';
import { DraftDefinition, LocalizedText, ProcedureEdit } from '@querraum/workflow';
import { Instant } from './page';
import { ProcedureChange, ProcedureStep } from './procedures';

/** A procedure as its administrators see it, released or still a draft. */
export const ProcedureOverview = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.object({ de: z.string(), en: z.string() }),
  current: z.object({ version: z.int(), publishedAt: Instant, releasedBy: z.string().nullable() }).nullable(),
  draft: z.object({ updatedAt: Instant, updatedBy: z.string(), editedBy: z.array(z.string()) }).nullable(),
  /** How many rounds run by which version. */
  running: z.array(z.object({ version: z.int(), count: z.int() })),
});
export type ProcedureOverview = z.infer<typeof ProcedureOverview>;

/** What stands in the way of a release: where, why, and what would mend it. */
export const ProcedureFinding = z.object({
  nodeId: z.string().nullable(),
  /** The field: `period`, `reminders.0`, `waves.0.seats.2`; of the whole procedure: `name.en`. */
  path: z.string().nullable(),
  code: z.string(),
  message: LocalizedText,
  proposal: LocalizedText,
});
export type ProcedureFinding = z.infer<typeof ProcedureFinding>;

export const ProcedureDraft = z.object({
  procedureId: z.uuid(),
  revision: z.int(),
  /** The version it started from; `null` for a procedure that has none yet. */
  baseVersion: z.int().nullable(),
  updatedAt: Instant,
  updatedBy: z.string(),
  editedBy: z.array(z.string()),
  edit: ProcedureEdit,
  definition: DraftDefinition,
  steps: z.array(ProcedureStep.extend({ name: z.object({ de: z.string(), en: z.string() }) })),
  findings: z.array(ProcedureFinding),
  /** Against the version it started from; empty where there is none. */
  changes: z.array(ProcedureChange),
  /** Whether the person may release it, and who else may. */
  release: z.object({ allowed: z.boolean(), others: z.array(z.string()) }),
});
export type ProcedureDraft = z.infer<typeof ProcedureDraft>;

/** A procedure that the product ships, checked with it. */
export const ProcedureTemplate = z.object({
  key: z.string(),
  name: LocalizedText,
  description: LocalizedText,
  steps: z.array(ProcedureStep),
  /** The house has taken it over already. */
  taken: z.boolean(),
});
export type ProcedureTemplate = z.infer<typeof ProcedureTemplate>;

const template = z.string().max(61);
const nameOfCopy = z.string().trim().min(3).max(300);
/** Unchanged it is version 1 at once; under another name it is a draft, which needs a second administrator. */
export const NewProcedure = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('takeOver'), template }),
  z.strictObject({ act: z.literal('copy'), template, name: z.object({ de: nameOfCopy, en: nameOfCopy }) }),
]);
export type NewProcedure = z.infer<typeof NewProcedure>;
