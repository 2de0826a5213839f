import type { RunState, StepState } from '../state';

/** The step that cannot end before this one is done. */
export const heldBy = (step: StepState): string | undefined => (step.type === 'task' ? step.before : undefined);

/** Steps that wait for one that the lead has put in before them. */
export function heldSteps({ steps, inserted }: Pick<RunState, 'steps' | 'inserted'>): ReadonlySet<string> {
  if (inserted === undefined) return new Set();
  return new Set(steps.flatMap((step) => (step.open ? (heldBy(step) ?? []) : [])));
}

export const isHeld = (state: Pick<RunState, 'steps' | 'inserted'>, stepId: string): boolean =>
  heldSteps(state).has(stepId);
