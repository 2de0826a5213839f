import { z } from 'zod';
import { CAPACITIES, Involvement } from '@querraum/workflow';
import { AreaReference, AreaLevel } from './areas';
import { Instant, LocalDate, PageQuery } from './page';
import { Unit } from './organisation';
import { FieldChanges, FieldValues, KindReference, ProjectField } from './project-kinds';
import { Situation, RunSummary } from './runs';

export const ParticipantInput = z.object({ unitId: z.uuid(), involvement: Involvement });

export const NewProject = z.strictObject({
  title: z.string().trim().min(3).max(200),
  description: z.string().trim().max(4000).default(''),
  areas: z.array(AreaReference).min(1).max(50),
  leadUnitId: z.uuid(),
  participants: z.array(ParticipantInput).max(100).default([]),
  /** Without one it is the kind that every house has, „Vorhaben“. */
  kindId: z.uuid().optional(),
  fields: FieldValues.default({}),
  /** What it starts with; of the same kind. */
  templateId: z.uuid().optional(),
  /** The day from which the phases of kind or template count; left out, today. */
  startOn: LocalDate.optional(),
});
export type NewProject = z.infer<typeof NewProject>;

export const ProjectChange = z.strictObject({
  title: NewProject.shape.title.optional(),
  description: z.string().trim().max(4000).optional(),
  areas: NewProject.shape.areas.optional(),
  participants: z.array(ParticipantInput).max(100).optional(),
  fields: FieldChanges.optional(),
});
export type ProjectChange = z.infer<typeof ProjectChange>;

export const ProjectArea = z.object({ edition: z.string(), key: z.string(), name: z.string(), level: AreaLevel });

/**
 * LEAD is the Federführung, exactly one at any time; ADDRESSEE was added by a procedure and sees the file; ASSIGNEE has
 * a task by hand and sees the head of the project and that task alone (docs/adr/0027).
 */
export const PartyRole = z.enum(['LEAD', ...Involvement.options, 'ADDRESSEE', 'ASSIGNEE']);
export type PartyRole = z.infer<typeof PartyRole>;
export const Party = z.object({ unit: Unit, role: PartyRole, since: Instant });
export type Party = z.infer<typeof Party>;

export const ProjectSummary = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  leadUnitName: z.string(),
  kind: KindReference,
  areas: z.array(ProjectArea),
  /** False for those who only have a task here: description, fields, situation, documents and runs are then empty (docs/adr/0027). */
  seesFile: z.boolean(),
  situation: Situation.nullable(),
  updatedAt: Instant,
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

export const ProjectDetail = ProjectSummary.extend({
  description: z.string(),
  revision: z.int(),
  createdAt: Instant,
  createdBy: z.string(),
  /** What its kind asks for, and what stands in fields that the kind no longer has. */
  fields: z.array(ProjectField),
  parties: z.array(Party),
  /** How many documents lie in its file, in whichever state; they are listed by `GET /projects/{id}/documents`. */
  documentCount: z.int(),
  /** Those that run, and those that ended last; every one is in `GET /projects/{id}/runs`. */
  runs: z.array(RunSummary),
  /** What the asking person may do now; the same table decides on the server. */
  allowed: z.array(
    z.enum([
      'project:edit',
      'document:add',
      'run:start',
      'participant:change',
      'lead:offer',
      'project:close',
      'project:file',
      'project:reopen',
      'template:propose',
    ]),
  ),
});
export type ProjectDetail = z.infer<typeof ProjectDetail>;

export const ProjectQuery = PageQuery.extend({
  query: z.string().max(100).optional(),
  state: z.enum(['open', 'closed']).optional(),
  kind: z.uuid().optional(),
});
export type ProjectQuery = z.infer<typeof ProjectQuery>;

/**
 * One line of the history. `kind` is `project.created`, `document.versionAdded`, `run.<RunEvent type>` …;
 * `data` holds what that kind tells (words, version, sha256, dueEnd, unit names); person `null` means the system.
 */
export const HistoryEntry = z.object({
  seq: z.int(),
  at: Instant,
  kind: z.string(),
  person: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  capacity: z.enum(CAPACITIES).nullable(),
  unitName: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
