import { z } from 'zod';
import { Definition } from '@querraum/workflow';
import { Instant } from './page';

/** A run in its own procedure, or in one that it has called: what is drawn, and how far it has come in it. */
export const RunCoursePart = z.object({
  /** As steps name it; `null` in the run itself. */
  scope: z.string().nullable(),
  /** Further scopes of steps that stand in this drawing: of sub-processes and of repetitions. */
  within: z.array(z.string()),
  /** The step that has called it. */
  callStepId: z.string().nullable(),
  /** As the run is pinned to it, with the steps that the lead has put in. */
  definition: Definition,
  /** Flows by which the run has come, as far as its steps tell. */
  taken: z.array(z.string()),
  /** Tokens that wait before a node: for other branches, or because of what holds them. */
  waiting: z.array(
    z.object({
      nodeId: z.string(),
      flows: z.array(z.string()),
      /** How many flows lead there. */
      awaited: z.int(),
      obstacle: z.object({ reason: z.string(), since: Instant }).nullable(),
    }),
  ),
});
export type RunCoursePart = z.infer<typeof RunCoursePart>;

export const RunCourse = z.object({ runId: z.uuid(), parts: z.array(RunCoursePart).min(1) });
export type RunCourse = z.infer<typeof RunCourse>;
