import { z } from 'zod';
import { LocalizedText } from '@querraum/workflow';
import { anyOf, Instant, LocalDate, PageQuery } from './page';
import { HistoryEntry } from './projects';
import { TaskKind, UnitReference } from './runs';

/** What an entry tells of, as the filter of the Verlauf names it. */
export const TIMELINE_TOPICS = ['project', 'procedures', 'tasks', 'documents', 'plan', 'notes'] as const;
export const TimelineTopic = z.enum(TIMELINE_TOPICS);
export type TimelineTopic = z.infer<typeof TimelineTopic>;

/** The part of an action before its point, by topic; an action that none of them knows fails a test. */
export const SUBJECTS_OF_TOPIC = {
  project: ['project', 'handover', 'participant', 'closing', 'template', 'cycle'],
  procedures: ['run'],
  tasks: ['assignment'],
  documents: ['document'],
  plan: ['phase', 'milestone', 'measure', 'risk', 'resolution', 'citation', 'link'],
  notes: ['note'],
} as const satisfies Record<TimelineTopic, readonly string[]>;

/** Whose acts: those of people, of the system (`null` in the entry), or of the asking person. */
export const TimelineSource = z.enum(['people', 'system', 'me']);
export type TimelineSource = z.infer<typeof TimelineSource>;

/** Filters of different kinds narrow each other; several topics widen. */
export const TimelineFilter = z.object({
  who: TimelineSource.optional(),
  /** The unit for which somebody acted. */
  unit: z.uuid().optional(),
  what: anyOf(TimelineTopic).optional(),
  /** First and last day, in Europe/Berlin. */
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  /** Part of a title. */
  query: z.string().trim().max(100).optional(),
});
export type TimelineFilter = z.infer<typeof TimelineFilter>;

export const TimelineQuery = TimelineFilter.extend(PageQuery.shape);
export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** Where the thing is found that an entry tells of. */
export const TimelineLink = z.discriminatedUnion('to', [
  z.object({ to: z.literal('run'), runId: z.uuid() }),
  z.object({ to: z.literal('task'), taskId: z.uuid() }),
  z.object({ to: z.literal('document'), documentId: z.uuid(), version: z.int().nullable() }),
  z.object({ to: z.literal('assignment'), assignmentId: z.uuid() }),
  z.object({ to: z.literal('note'), noteId: z.uuid() }),
  z.object({ to: z.literal('plan'), kind: z.enum(SUBJECTS_OF_TOPIC.plan), id: z.uuid().nullable() }),
  z.object({ to: z.literal('file') }),
  z.object({ to: z.literal('project') }),
]);
export type TimelineLink = z.infer<typeof TimelineLink>;

export const TimelineEntry = HistoryEntry.extend({ link: TimelineLink });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** What may lie with somebody: a task of a procedure or by hand, a hand-over waiting for an answer, a measure; `timer`: a date. */
export const HolderKind = z.enum([...TaskKind.options, 'timer', 'handover', 'measure', 'renewal']);
export type HolderKind = z.infer<typeof HolderKind>;

/** Who has it: one open thing of a project, with whom it lies, since when, until when. */
export const ProjectHolder = z.object({
  id: z.uuid(),
  kind: HolderKind,
  what: LocalizedText,
  /** The document that it is about. */
  about: z.string().nullable(),
  /** `null` while only a date is waited for. */
  unit: UnitReference.nullable(),
  owner: z.string().nullable(),
  since: Instant,
  dueEnd: Instant.nullable(),
  dueInWords: LocalizedText.nullable(),
  overdue: z.boolean(),
  link: TimelineLink,
});
export type ProjectHolder = z.infer<typeof ProjectHolder>;
