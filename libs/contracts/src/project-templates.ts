import { z } from 'zod';
import { ASSIGNMENT_KINDS, Department, LocalizedText } from '@querraum/workflow';
import { LastChange } from './house';
import { KindReference } from './project-kinds';
import { UnitReference } from './runs';

/**
 * What a project of a kind starts with. Days count from the day on which the project begins (0 is that day); a template
 * names no person and no date (docs/adr/0037).
 */

const Title = z.string().trim().min(1).max(200);
const Day = z.int().min(0).max(3660);
const Days = z.int().min(1).max(3660);
/** Names a part within its template, so that others can refer to it. */
const PartKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/i);

/** With whom a part lies: the lead, the Ressort as it takes part in the new project, or one unit of the house. */
export const TemplateUnit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lead') }),
  z.strictObject({ kind: z.literal('department'), department: Department }),
  z.strictObject({ kind: z.literal('unit'), unitId: z.uuid() }),
]);
export type TemplateUnit = z.infer<typeof TemplateUnit>;

export const TemplatePhase = z.strictObject({ key: PartKey, name: Title, startDay: Day, days: Days });
export type TemplatePhase = z.infer<typeof TemplatePhase>;
export const TemplateMilestone = z.strictObject({
  name: Title,
  day: Day,
  unit: TemplateUnit,
  phase: PartKey.nullable().default(null),
});
export type TemplateMilestone = z.infer<typeof TemplateMilestone>;
/** Without a period it has none yet. */
export const TemplateMeasure = z.strictObject({
  title: Title,
  unit: TemplateUnit,
  targetGroup: z.string().trim().max(200).default(''),
  isKey: z.boolean().default(false),
  startDay: Day.nullable().default(null),
  days: Days.nullable().default(null),
});
export type TemplateMeasure = z.infer<typeof TemplateMeasure>;
/** A task by hand, given by the lead when the project opens. */
export const TemplateTask = z.strictObject({
  key: PartKey,
  kind: z.enum(ASSIGNMENT_KINDS),
  title: z.string().trim().min(3).max(200),
  words: z.string().trim().max(2000).default(''),
  unit: TemplateUnit,
  /** Working days from the opening; `null`: without a date. */
  workingDays: z.int().min(1).max(250).nullable().default(null),
  checklist: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
  /** Tasks of the template that must end first. */
  dependsOn: z.array(PartKey).max(50).default([]),
});
export type TemplateTask = z.infer<typeof TemplateTask>;
/** Offered in the new project, or started at once on the document that the template brings. */
export const TemplateProcedure = z.strictObject({
  procedureId: z.uuid(),
  documentId: z.uuid().nullable().default(null),
});
export type TemplateProcedure = z.infer<typeof TemplateProcedure>;

export const TemplateContent = z
  .strictObject({
    phases: z.array(TemplatePhase).max(30).default([]),
    milestones: z.array(TemplateMilestone).max(100).default([]),
    measures: z.array(TemplateMeasure).max(200).default([]),
    tasks: z.array(TemplateTask).max(100).default([]),
    procedures: z.array(TemplateProcedure).max(20).default([]),
  })
  .refine(({ phases, tasks }) => isUnique(phases) && isUnique(tasks), { message: 'keyTwice' })
  .refine(({ phases, milestones }) => milestones.every(({ phase }) => phase === null || hasKey(phases, phase)), {
    message: 'phaseUnknown',
  })
  .refine(({ tasks }) => tasksInOrder(tasks) !== undefined, { message: 'dependsOn' });
export type TemplateContent = z.infer<typeof TemplateContent>;

const hasKey = (parts: { key: string }[], key: string) => parts.some((part) => part.key === key);
const isUnique = (parts: { key: string }[]) => new Set(parts.map(({ key }) => key)).size === parts.length;

/** The tasks, each behind those that must end before it; `undefined` where some wait for each other or for none there is. */
export function tasksInOrder<T extends Pick<TemplateTask, 'key' | 'dependsOn'>>(tasks: T[]): T[] | undefined {
  const ordered: T[] = [];
  const placed = new Set<string>();
  let left = tasks;
  while (left.length > 0) {
    const ready = left.filter(({ dependsOn }) => dependsOn.every((key) => placed.has(key)));
    if (ready.length === 0) return undefined;
    ordered.push(...ready);
    for (const { key } of ready) placed.add(key);
    left = left.filter(({ key }) => !placed.has(key));
  }
  return ordered;
}

/** A file that becomes the first version of a document in the new project. */
export const TemplateDocument = z.object({
  id: z.uuid(),
  title: z.string(),
  kind: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.int(),
});
export type TemplateDocument = z.infer<typeof TemplateDocument>;

export const TEMPLATE_PARTS = ['phase', 'milestone', 'measure', 'task', 'document', 'procedure'] as const;
export const TemplatePart = z.enum(TEMPLATE_PARTS);
export type TemplatePart = z.infer<typeof TemplatePart>;
/**
 * Why a part cannot begin. `unitGone`: its unit is dissolved · `unitAbsent`: its unit does not take part in the project ·
 * `departmentGone`: the house has no such Ressort · `departmentAbsent`: nobody of the Ressort takes part ·
 * `procedureGone`: the house has not released it.
 */
export const TemplateFault = z.object({
  part: TemplatePart,
  title: z.string(),
  reason: z.enum(['unitGone', 'unitAbsent', 'departmentGone', 'departmentAbsent', 'procedureGone']),
  /** Name of the unit or Ressort that it is about. */
  about: LocalizedText,
});
export type TemplateFault = z.infer<typeof TemplateFault>;

/** `proposed`: from a project, seen by those who proposed it and by administrators · `released`: used · `retired`: no more. */
export const TemplateState = z.enum(['proposed', 'released', 'retired']);
export type TemplateState = z.infer<typeof TemplateState>;

export const TemplateEntry = z.strictObject({
  name: z.string().trim().min(3).max(200),
  description: z.string().trim().max(2000).default(''),
  kindId: z.uuid(),
  content: TemplateContent,
});
export type TemplateEntry = z.infer<typeof TemplateEntry>;
/** `documentIds`: the documents that stay; the others leave the template. */
export const TemplateChange = TemplateEntry.extend({ documentIds: z.array(z.uuid()).max(50) });
export type TemplateChange = z.infer<typeof TemplateChange>;
/** A template from a project: what its lead has read and let in. `documentIds` are documents of the project. */
export const TemplateProposal = TemplateEntry.omit({ kindId: true }).extend({
  documentIds: z.array(z.uuid()).max(50).default([]),
});
export type TemplateProposal = z.infer<typeof TemplateProposal>;

export const TemplateSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  kind: KindReference,
  state: TemplateState,
  counts: z.record(TemplatePart, z.int()),
  /** The unit whose finished project it is made from; `null`: made by the administration. */
  proposedBy: UnitReference.nullable(),
  revision: z.int(),
  lastChange: LastChange.nullable(),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const ProjectTemplate = TemplateSummary.extend({
  content: TemplateContent,
  documents: z.array(TemplateDocument),
  /** Names of the units and procedures that it names, also of those that are no more. */
  units: z.array(UnitReference),
  procedures: z.array(z.object({ id: z.uuid(), name: LocalizedText })),
  /** What could begin in no project of the house as it is today. */
  faults: z.array(TemplateFault),
  allowed: z.array(z.enum(['template:edit'])),
});
export type ProjectTemplate = z.infer<typeof ProjectTemplate>;

/** What of a finished project a template would hold, before anything is saved: without people, dates, words and answers. */
export const TemplatePreview = z.object({
  kind: KindReference,
  content: TemplateContent,
  /** Those that could go along; each is chosen one by one. */
  documents: z.array(TemplateDocument),
  units: z.array(UnitReference),
  procedures: z.array(z.object({ id: z.uuid(), name: LocalizedText })),
});
export type TemplatePreview = z.infer<typeof TemplatePreview>;
