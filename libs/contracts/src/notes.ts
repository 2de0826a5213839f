import { z } from 'zod';
import { CAPACITIES } from '@querraum/workflow';
import { AssignmentDueInput, AssignmentState } from './assignments';
import { Instant, LocalDate, PageQuery } from './page';
import { RichText } from './rich-text';
import { UnitReference } from './runs';

/** `unit`: internal, read by the unit that wrote it alone · `parties`: read by everybody who reads the file. */
export const NoteVisibility = z.enum(['unit', 'parties']);
export type NoteVisibility = z.infer<typeof NoteVisibility>;

/**
 * A question with the duty to answer that came up in a note: a task by hand of the kind `question`. Only readers of the
 * note learn that the two belong together.
 */
export const NoteQuestion = z.object({
  assignmentId: z.uuid(),
  title: z.string(),
  unit: UnitReference,
  state: AssignmentState,
  lastDay: LocalDate.nullable(),
  overdue: z.boolean(),
  /** The answer that counts now. */
  answer: z.object({ words: z.string().nullable(), author: z.string(), at: Instant }).nullable(),
});
export type NoteQuestion = z.infer<typeof NoteQuestion>;

export const NewNoteQuestion = z.strictObject({
  unitId: z.uuid(),
  title: z.string().trim().min(3).max(200),
  words: z.string().trim().max(8000).default(''),
  due: AssignmentDueInput,
});
export type NewNoteQuestion = z.infer<typeof NewNoteQuestion>;

/** A Vermerk. It is never edited: a correcting note refers to it, and it stays readable. */
export const Note = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  visibility: NoteVisibility,
  /** For which unit it was written; of an internal one the only readers. */
  unit: UnitReference,
  author: z.string(),
  onBehalfOf: z.string().nullable(),
  capacity: z.enum(CAPACITIES).nullable(),
  at: Instant,
  content: RichText,
  /** The words of `content` without form. */
  text: z.string(),
  /** SHA-256 of the canonical content (RFC 8785), as the audit chain has it. */
  sha256: z.string(),
  corrects: z.uuid().nullable(),
  correctedBy: z.uuid().nullable(),
  questions: z.array(NoteQuestion),
  /** What the asking person may do now. */
  allowed: z.array(z.enum(['correct', 'ask'])),
});
export type Note = z.infer<typeof Note>;

export const NewNote = z.strictObject({ unitId: z.uuid(), visibility: NoteVisibility, content: RichText });
export type NewNote = z.infer<typeof NewNote>;

/** A correcting note has the readers of the note that it corrects. */
export const NoteCorrection = z.strictObject({ content: RichText });
export type NoteCorrection = z.infer<typeof NoteCorrection>;

export const NoteQuery = PageQuery.extend({
  visibility: NoteVisibility.optional(),
  query: z.string().max(100).optional(),
});
export type NoteQuery = z.infer<typeof NoteQuery>;

/** Shown before sending: for whom one may write, and who will read it. */
export const NoteAudience = z.object({
  /** Units that the person acts for, those of the file first. */
  units: z.array(UnitReference),
  /** Units that read the file; `null` for whoever only has a task in the project. */
  parties: z.array(UnitReference).nullable(),
  /** False once the project is closed. */
  isOpen: z.boolean(),
});
export type NoteAudience = z.infer<typeof NoteAudience>;

export const NotePeopleQuery = z.object({
  unitId: z.uuid(),
  visibility: NoteVisibility,
  query: z.string().max(100).default(''),
});
export type NotePeopleQuery = z.infer<typeof NotePeopleQuery>;

/** Somebody who may read the note that is being written. */
export const NotePerson = z.object({ id: z.uuid(), name: z.string(), unitName: z.string() });
export type NotePerson = z.infer<typeof NotePerson>;
export const NotePeople = z.object({ items: z.array(NotePerson) });
export type NotePeople = z.infer<typeof NotePeople>;
