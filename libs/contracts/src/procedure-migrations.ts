import { z } from 'zod';
import { Definition, LocalizedText } from '@querraum/workflow';
import { Instant, PageQuery } from './page';

/** What a script sends to make sure of a published version; a version is never another one. */
export const PublishedVersion = z.strictObject({ definition: Definition });
export type PublishedVersion = z.infer<typeof PublishedVersion>;

const version = z.int().min(1).max(1_000_000);
export const NewProcedureMigration = z.strictObject({ fromVersion: version, toVersion: version });
export type NewProcedureMigration = z.infer<typeof NewProcedureMigration>;

const nodeId = z.string().max(61);
export const MigrationMapping = z.strictObject({ mapping: z.record(nodeId, nodeId) });
export type MigrationMapping = z.infer<typeof MigrationMapping>;

/** All that can be moved but these, or only these; or these beside those that are chosen, or no longer. */
export const MigrationChoice = z.strictObject({
  choose: z.enum(['allBut', 'only', 'add', 'remove']),
  runIds: z.array(z.uuid()).max(10_000),
});
export type MigrationChoice = z.infer<typeof MigrationChoice>;

export const MIGRATION_STATUS = ['planned', 'checked', 'released', 'undone', 'discarded'] as const;

/** How far dry run and move have come, counted over the runs of the plan. */
export const MigrationProgress = z.object({
  runs: z.int(),
  /** Not checked yet. */
  pending: z.int(),
  movable: z.int(),
  refused: z.int(),
  chosen: z.int(),
  moved: z.int(),
  /** Chosen, but something had happened to them after the dry run. */
  failed: z.int(),
  undone: z.int(),
  /** Not undone, because they had gone on. */
  stays: z.int(),
  /** Chosen and not done with yet. */
  left: z.int(),
  /** Moved exactly as the dry run had told. */
  asTold: z.int(),
});
export type MigrationProgress = z.infer<typeof MigrationProgress>;

export const ProcedureMigrationSummary = z.object({
  id: z.uuid(),
  fromVersion: z.int(),
  toVersion: z.int(),
  revision: z.int(),
  status: z.enum(MIGRATION_STATUS),
  createdAt: Instant,
  editedBy: z.array(z.string()),
  checkedAt: Instant.nullable(),
  releasedAt: Instant.nullable(),
  releasedBy: z.string().nullable(),
  undoneAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
  progress: MigrationProgress,
});
export type ProcedureMigrationSummary = z.infer<typeof ProcedureMigrationSummary>;

export const MigrationNode = z.object({ id: z.string(), type: z.string(), name: LocalizedText });
export type MigrationNode = z.infer<typeof MigrationNode>;

export const ProcedureMigration = ProcedureMigrationSummary.extend({
  procedureId: z.uuid(),
  procedureName: LocalizedText,
  mapping: z.record(z.string(), z.string()),
  /** Steps without a counterpart in this mapping, and why none was proposed. */
  unmapped: z.array(z.object({ nodeId: z.string(), name: LocalizedText, reason: LocalizedText })),
  nodes: z.object({ from: z.array(MigrationNode), to: z.array(MigrationNode) }),
  release: z.object({ allowed: z.boolean(), others: z.array(z.string()) }),
});
export type ProcedureMigration = z.infer<typeof ProcedureMigration>;

export const MigrationRunChange = z.object({
  what: z.enum(['step', 'deadline', 'addressee', 'placeAdded', 'placeReleased']),
  nodeId: z.string(),
  step: LocalizedText,
  unitName: z.string().nullable(),
  fromUnitName: z.string().nullable(),
  /** End of the Frist before and after; `null` where there is none. */
  was: Instant.nullable(),
  dueEnd: Instant.nullable(),
});
export type MigrationRunChange = z.infer<typeof MigrationRunChange>;

const MigrationReport = z.object({
  changes: z.array(MigrationRunChange),
  refusals: z.array(z.object({ code: z.string(), nodeId: z.string(), words: LocalizedText })),
});
export type MigrationReport = z.infer<typeof MigrationReport>;

export const MigrationRun = z.object({
  runId: z.uuid(),
  project: z.object({ title: z.string(), reference: z.string() }),
  documentTitle: z.string(),
  status: z.enum(['pending', 'movable', 'refused']),
  chosen: z.boolean(),
  told: MigrationReport.nullable(),
  outcome: z.enum(['moved', 'refused', 'undone', 'stays', 'spared']).nullable(),
  happened: MigrationReport.nullable(),
  asTold: z.boolean().nullable(),
  doneAt: Instant.nullable(),
});
export type MigrationRun = z.infer<typeof MigrationRun>;

export const MigrationRunQuery = PageQuery.extend({
  status: z.enum(['pending', 'movable', 'refused']).optional(),
  outcome: z.enum(['moved', 'refused', 'undone', 'stays', 'spared']).optional(),
});
export type MigrationRunQuery = z.infer<typeof MigrationRunQuery>;
