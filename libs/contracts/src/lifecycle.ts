import { Involvement, LocalizedText } from '@querraum/workflow';
import { z } from 'zod';
import { AreaKey } from './areas';
import { anyOf, Instant, LocalDate } from './page';
import { PartyRole, ProjectSummary } from './projects';
import { UnitReference } from './runs';

/** The life of a project: who leads it, who takes part and why, how it ends and begins again. */

/** Why something is done; it stands in the file. */
export const Reason = z.string().trim().min(3).max(2000);

export const OpenMatterKind = z.enum(['run', 'task', 'assignment', 'question', 'measure', 'handover']);
export type OpenMatterKind = z.infer<typeof OpenMatterKind>;

/** Something that is not settled yet: whoever takes the lead inherits it, and the file cannot be closed before. */
export const OpenMatter = z.object({
  kind: OpenMatterKind,
  id: z.uuid(),
  name: LocalizedText,
  /** Who has it; `null` where nobody does. */
  unit: UnitReference.nullable(),
  dueEnd: Instant.nullable(),
});
export type OpenMatter = z.infer<typeof OpenMatter>;

/** `lapsed`: the last day to accept has passed without an answer. */
export const HandoverState = z.enum(['offered', 'accepted', 'declined', 'withdrawn', 'lapsed']);
export type HandoverState = z.infer<typeof HandoverState>;

export const HandoverOffer = z.strictObject({
  toUnitId: z.uuid(),
  reason: Reason,
  /** How the unit that gives the lead takes part afterwards; `null`: it leaves the project. */
  involvement: Involvement.nullable().default('CONTRIBUTION'),
  /** The last day on which the offer can be accepted; without one it stands until it is answered or withdrawn. */
  lastDay: LocalDate.nullable().default(null),
});
export type HandoverOffer = z.infer<typeof HandoverOffer>;

export const LeadHandover = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectReference: z.string(),
  projectTitle: z.string(),
  state: HandoverState,
  fromUnit: UnitReference,
  toUnit: UnitReference,
  reason: z.string(),
  involvement: Involvement.nullable(),
  lastDay: LocalDate.nullable(),
  /** What was open when the lead was offered. */
  matters: z.array(OpenMatter),
  offeredAt: Instant,
  offeredBy: z.string(),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  /** The words of who accepted, declined or withdrew. */
  answer: z.string().nullable(),
  /** What the asking person may do with it now. */
  allowed: z.array(z.enum(['accept', 'decline', 'withdraw'])),
});
export type LeadHandover = z.infer<typeof LeadHandover>;

export const HandoverAcceptance = z.strictObject({ words: z.string().trim().max(2000).optional() });
export type HandoverAcceptance = z.infer<typeof HandoverAcceptance>;
export const WithReason = z.strictObject({ reason: Reason });
export type WithReason = z.infer<typeof WithReason>;

export const NewParticipant = z.strictObject({ unitId: z.uuid(), involvement: Involvement, reason: Reason });
export type NewParticipant = z.infer<typeof NewParticipant>;
export const ParticipantChange = z.strictObject({ involvement: Involvement, reason: Reason });
export type ParticipantChange = z.infer<typeof ParticipantChange>;

/** One time of taking part, running or ended, with why it began and why it ended. */
export const Participation = z.object({
  unit: UnitReference,
  role: PartyRole,
  since: Instant,
  sinceReason: z.string().nullable(),
  until: Instant.nullable(),
  untilReason: z.string().nullable(),
});
export type Participation = z.infer<typeof Participation>;

/** Where a project stands on its way into the files. */
export const ProjectClosing = z.object({
  state: z.enum(['open', 'closed']),
  /** What has to be settled before it can be closed. */
  matters: z.array(OpenMatter),
  closed: z.object({ at: Instant, by: z.string(), note: z.string() }).nullable(),
  /** Zu den Akten: the day until which the file stays. */
  filed: z.object({ at: Instant, by: z.string(), retainUntil: LocalDate }).nullable(),
  /** The last day of retention if it were put away today, by the rule of its kind. */
  usualRetention: LocalDate,
});
export type ProjectClosing = z.infer<typeof ProjectClosing>;

export const ClosingInput = z.strictObject({ note: Reason });
export type ClosingInput = z.infer<typeof ClosingInput>;
/** Without a day the rule of the kind of project counts. */
export const FilingInput = z.strictObject({ retainUntil: LocalDate.optional() });
export type FilingInput = z.infer<typeof FilingInput>;

/** Before a project is opened: what is already there in the same areas, or by that name. */
export const SimilarQuery = z.strictObject({
  edition: z.enum(['2021']).default('2021'),
  areas: anyOf(AreaKey).optional(),
  title: z.string().trim().max(200).default(''),
});
export type SimilarQuery = z.infer<typeof SimilarQuery>;

export const SimilarProject = z.object({
  project: ProjectSummary.pick({
    id: true,
    reference: true,
    title: true,
    state: true,
    leadUnitName: true,
    areas: true,
  }),
  /** Names of its areas that are the same, lie above, or lie within what was asked for. */
  sharedAreas: z.array(z.string()),
  /** Words that both titles have. */
  sharedWords: z.array(z.string()),
});
export type SimilarProject = z.infer<typeof SimilarProject>;
