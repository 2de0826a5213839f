import { z } from 'zod';
import { LocalizedText, Period } from '@querraum/workflow';

const reason = z.string().trim().max(1000);
const nodeId = z.string().min(1).max(61);
const stepId = z.string().min(1).max(20);
/** The called procedure that is meant; left out for the run itself. */
const scope = z.string().min(1).max(20).optional();

/** What the lead does with a run as a whole, each with a reason that goes on record. */
export const Suspension = z.strictObject({ reason });
export type Suspension = z.infer<typeof Suspension>;

export const Resumption = z.strictObject({});
export type Resumption = z.infer<typeof Resumption>;

export const RunReturn = z.strictObject({ nodeId, scope, reason });
export type RunReturn = z.infer<typeof RunReturn>;

/** An unplanned task of a unit; the step `before` cannot end before it is done. */
export const Insertion = z.strictObject({
  before: stepId,
  name: z.string().trim().min(1).max(300),
  unitId: z.uuid(),
  period: Period.strict().optional(),
  reason,
});
export type Insertion = z.infer<typeof Insertion>;

export const Skip = z.strictObject({ stepId, reason });
export type Skip = z.infer<typeof Skip>;

export const Retry = z.strictObject({ stepId });
export type Retry = z.infer<typeof Retry>;

export const Reopening = z.strictObject({ nodeId, reason });
export type Reopening = z.infer<typeof Reopening>;

export const ReturnPlanQuery = z.strictObject({ nodeId, scope });
export type ReturnPlanQuery = z.infer<typeof ReturnPlanQuery>;

const PlannedStep = z.object({ stepId: z.string(), nodeId: z.string(), name: LocalizedText });

/** Why it may not be, as a problem would say it; `null` where it may. */
const refused = z.object({ code: z.string(), message: LocalizedText }).nullable();

/** What a return would close and what would go on as it is, before anybody decides. */
export const ReturnPlanView = z.object({
  nodeId: z.string(),
  scope: z.string().nullable(),
  name: LocalizedText,
  closes: z.array(PlannedStep),
  stays: z.array(PlannedStep),
  refused,
});
export type ReturnPlanView = z.infer<typeof ReturnPlanView>;

/** A step to which a run could be returned, or at which one that has ended could be reopened. */
export const ReturnTargetView = z.object({
  nodeId: z.string(),
  scope: z.string().nullable(),
  /** Name of the called procedure; `null` in the run itself. */
  procedureName: LocalizedText.nullable(),
  name: LocalizedText,
  refused,
});
export type ReturnTargetView = z.infer<typeof ReturnTargetView>;

export const ReturnTargets = z.object({ items: z.array(ReturnTargetView) });
export type ReturnTargets = z.infer<typeof ReturnTargets>;
