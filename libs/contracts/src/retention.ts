import { LocalizedText } from '@querraum/workflow';
import { z } from 'zod';
import { Reason } from './lifecycle';
import { Instant, LocalDate } from './page';
import { UnitReference } from './runs';

/** From z. d. A. to deletion: retention, legal hold, the offer to the archive, and what is left (docs/adr/0080). */
const Basis = z.string().trim().min(3).max(500);

/** On what a house rests its retention; how many years each kind of project is kept is said by the kind itself. */
export const RetentionRuleInput = z.strictObject({
  basis: Basis,
  /** Where a kind rests on something else, by its id. */
  basisOfKinds: z.record(z.uuid(), Basis).default({}),
  archive: z.string().trim().min(3).max(200),
  /** Between the archive's answer and the first day on which the file may be deleted. */
  waitingDays: z.int().min(0).max(365),
});
export type RetentionRuleInput = z.infer<typeof RetentionRuleInput>;

export const DEFAULT_RETENTION_RULE: RetentionRuleInput = {
  basis: 'Aktenordnung des Hauses',
  basisOfKinds: {},
  archive: 'Landesarchiv Berlin',
  waitingDays: 30,
};

export const RetentionRule = RetentionRuleInput.extend({
  basis: z.string(),
  /** 0 while the house has never set one. */
  revision: z.int(),
  kinds: z.array(z.object({ id: z.uuid(), name: LocalizedText, years: z.int() })),
});
export type RetentionRule = z.infer<typeof RetentionRule>;

/** `takenOver`: the archive has the file · `waived`: it does not want it. */
export const ArchiveAnswer = z.enum(['takenOver', 'waived']);
export type ArchiveAnswer = z.infer<typeof ArchiveAnswer>;

/** `released`: can still be stopped · `running`: past the point of no return. */
export const DeletionState = z.enum(['released', 'running', 'done', 'stopped']);
export type DeletionState = z.infer<typeof DeletionState>;

export const LegalHold = z.object({
  id: z.uuid(),
  unit: UnitReference,
  reason: z.string(),
  placedAt: Instant,
  placedBy: z.string(),
  lifted: z.object({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  allowed: z.array(z.literal('hold:lift')),
});
export type LegalHold = z.infer<typeof LegalHold>;

/** A released deletion, its progress, and what is left in the end. */
export const ProjectDeletion = z.object({
  projectId: z.uuid(),
  reference: z.string(),
  kind: LocalizedText,
  openedOn: LocalDate,
  closedOn: LocalDate,
  retainUntil: LocalDate,
  basis: z.string(),
  archive: z.string(),
  answer: ArchiveAnswer,
  state: DeletionState,
  releasedAt: Instant,
  releasedBy: z.string(),
  beginsAt: Instant,
  begunAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  stoppedBecause: z.string().nullable(),
  stoppedBy: z.string().nullable(),
  rowsFound: z.int(),
  rowsRemoved: z.int(),
  filesRemoved: z.int(),
});
export type ProjectDeletion = z.infer<typeof ProjectDeletion>;

/** How a project stands on its way out of the files. */
export const RetentionView = z.object({
  /** `null` while it has not been put away. */
  retainUntil: LocalDate.nullable(),
  isDue: z.boolean(),
  basis: z.string(),
  archive: z.string(),
  holds: z.array(LegalHold),
  offer: z
    .object({
      at: Instant,
      by: z.string(),
      answer: z
        .object({ kind: ArchiveAnswer, words: z.string(), at: Instant, by: z.string(), deletableOn: LocalDate })
        .nullable(),
    })
    .nullable(),
  deletion: ProjectDeletion.pick({ state: true, releasedAt: true, releasedBy: true, beginsAt: true }).nullable(),
  allowed: z.array(z.enum(['hold:place', 'archive:offer', 'archive:answer', 'deletion:stop'])),
});
export type RetentionView = z.infer<typeof RetentionView>;

/** What speaks against the release of a project that is due; `null`: nothing. */
export const DueObstacle = z.enum(['hold', 'notOffered', 'notAnswered', 'waiting']);
export const DueProject = z.object({
  projectId: z.uuid(),
  reference: z.string(),
  kind: LocalizedText,
  leadUnit: z.string(),
  closedOn: LocalDate,
  retainUntil: LocalDate,
  answer: ArchiveAnswer.nullable(),
  deletableOn: LocalDate.nullable(),
  obstacle: DueObstacle.nullable(),
});
export type DueProject = z.infer<typeof DueProject>;

export const RetentionRegister = z.object({
  rule: RetentionRule,
  due: z.array(DueProject),
  deletions: z.array(ProjectDeletion),
});
export type RetentionRegister = z.infer<typeof RetentionRegister>;

export const ArchiveAnswerEntry = z.strictObject({ answer: ArchiveAnswer, words: Reason });
export type ArchiveAnswerEntry = z.infer<typeof ArchiveAnswerEntry>;
