import { z } from 'zod';
import { Department, LocalizedText } from '@querraum/workflow';
import { AreaKey, AreaLevel } from './areas';
import { anyOf, Instant, PageQuery } from './page';
import { ProjectArea } from './projects';
import { Situation, UnitReference } from './runs';

/**
 * Where a project stands, by what its runs and tasks really say; while several steps are open it stands at each of them.
 * `lead`: the lead has to answer or to repair · `date`: only time has to pass.
 */
export const STAGES = [
  'preparing',
  'task',
  'coSignature',
  'lead',
  'dissent',
  'finalSignature',
  'date',
  'returned',
  'completed',
  'rejected',
  'cancelled',
] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** Nothing is left to do; what was returned lies with the lead again and is not done. */
export const DONE_STAGES = ['completed', 'rejected', 'cancelled'] as const satisfies readonly Stage[];

/** The numbers above the list that choose who has it; `overdue` is a choice of its own beside them. */
export const OverviewView = z.enum(['running', 'ours', 'others', 'done']);
export type OverviewView = z.infer<typeof OverviewView>;

/** Several values within a dimension widen it, each further dimension narrows. */
export const OverviewFilter = z.object({
  department: anyOf(Department).optional(),
  /** Keys of areas of the edition 2021, each with everything below it. */
  area: anyOf(AreaKey).optional(),
  stage: anyOf(Stage).optional(),
  /** Units that the project waits for. */
  unit: anyOf(z.uuid()).optional(),
  view: OverviewView.optional(),
  overdue: z.enum(['true']).optional(),
});
export type OverviewFilter = z.infer<typeof OverviewFilter>;

export const OverviewQuery = OverviewFilter.extend(PageQuery.shape);
export type OverviewQuery = z.infer<typeof OverviewQuery>;

export const OverviewExportQuery = OverviewFilter.extend({ language: z.enum(['de', 'en']).default('de') });
export type OverviewExportQuery = z.infer<typeof OverviewExportQuery>;

export const OverviewAreaQuery = OverviewFilter.extend({ parent: AreaKey.default('00') });
export type OverviewAreaQuery = z.infer<typeof OverviewAreaQuery>;

/** Who has it, since when, until when. */
const Holder = Situation.shape.waitingFor.element.extend({
  /** „in 2 Arbeitstagen“, „überfällig seit 1 Arbeitstag“; `null` without a Frist. */
  dueInWords: LocalizedText.nullable(),
  overdue: z.boolean(),
});

export const OverviewProject = z.object({
  id: z.uuid(),
  reference: z.string(),
  title: z.string(),
  leadUnit: UnitReference,
  areas: z.array(ProjectArea),
  stages: z.array(Stage),
  /** The most urgent first. */
  holders: z.array(Holder),
  /** The next Frist of all holders. */
  dueEnd: Instant.nullable(),
  dueInWords: LocalizedText.nullable(),
  overdue: z.boolean(),
  situation: Situation.nullable(),
});
export type OverviewProject = z.infer<typeof OverviewProject>;

const Count = z.object({ count: z.int(), countExact: z.boolean() });

/** Each number is what the list would count with that choice added to the filter. */
export const OverviewCounts = z.object({ running: Count, overdue: Count, others: Count, ours: Count, done: Count });
export type OverviewCounts = z.infer<typeof OverviewCounts>;

/** Projects per area below the parent; each number is what the list would count with this area as its only one. */
export const OverviewAreas = z.object({
  parent: z.object({ key: z.string(), name: z.string(), level: AreaLevel }),
  items: z.array(z.object({ key: z.string(), name: z.string(), level: AreaLevel }).extend(Count.shape)),
  /** Projects of the parent as a whole, which none of its parts counts. */
  whole: Count,
});
export type OverviewAreas = z.infer<typeof OverviewAreas>;
