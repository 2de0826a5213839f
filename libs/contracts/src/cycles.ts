import { z } from 'zod';
import { Instant, LocalDate } from './page';
import { TemplatePart } from './project-templates';
import { NewProject, ProjectSummary } from './projects';

/** Fortschreibung: a plan or profile is written anew, every 24 or 36 months, or once on a day (docs/adr/0079). */
export const CycleInput = z.strictObject({
  /** The day on which the next Fortschreibung begins; the following ones are counted from it. */
  nextOn: LocalDate,
  /** `null`: once on that day. */
  months: z.int().min(1).max(120).nullable(),
  /** So many months before, the lead is reminded; 0 for not at all. */
  remindMonths: z.int().min(0).max(24).default(6),
});
export type CycleInput = z.infer<typeof CycleInput>;

/** `ended`: its one day has come · `passedOn`: a successor has it now. */
export const CycleState = z.enum(['running', 'paused', 'ended', 'passedOn']);
export type CycleState = z.infer<typeof CycleState>;

export const ProjectCycle = CycleInput.extend({
  state: CycleState,
  remindMonths: z.int(),
  /** When the lead is reminded; `null` where that has been done, is not wanted, or nothing runs. */
  remindOn: LocalDate.nullable(),
  /** Why it is paused. */
  reason: z.string().nullable(),
  setAt: Instant,
  setBy: z.string(),
});
export type ProjectCycle = z.infer<typeof ProjectCycle>;

/** What the Fortschreibung would begin with, as the project was on that day. */
export const RenewalDraft = z.object({ dueOn: LocalDate, madeAt: Instant, counts: z.record(TemplatePart, z.int()) });
export type RenewalDraft = z.infer<typeof RenewalDraft>;

const Neighbour = ProjectSummary.pick({ id: true, reference: true, title: true });

export const CycleView = z.object({
  /** 0 while it has never had a cycle. */
  revision: z.int(),
  cycle: ProjectCycle.nullable(),
  /** Waits for the lead, who opens the successor with it. */
  draft: RenewalDraft.nullable(),
  /** Which project this one is the Fortschreibung of, and which one is the Fortschreibung of this; `null` where there is none, or none that is seen. */
  predecessor: Neighbour.nullable(),
  successor: Neighbour.nullable(),
  /** What the successor would be called. */
  usualTitle: z.string(),
  allowed: z.array(z.enum(['cycle:edit', 'cycle:renew'])),
});
export type CycleView = z.infer<typeof CycleView>;

export const RenewalInput = z.strictObject({
  title: NewProject.shape.title,
  /** The day from which its phases count; left out, today. */
  startOn: LocalDate.optional(),
});
export type RenewalInput = z.infer<typeof RenewalInput>;
