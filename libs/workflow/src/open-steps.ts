import type { StepState } from './state';

/** How many steps at the beginning of a list have been closed for good: long runs would look through them with every command. */
const closedAhead = new WeakMap<readonly StepState[], number>();

export function copySteps(steps: readonly StepState[]): StepState[] {
  const copy = [...steps];
  closedAhead.set(copy, closedAhead.get(steps) ?? 0);
  return copy;
}

/** Whether there is an open step of which this holds. No step that was closed is ever opened again. */
export function someOpen(steps: readonly StepState[], holds: (step: StepState) => boolean): boolean {
  let first = closedAhead.get(steps) ?? 0;
  while (steps[first]?.open === false) first += 1;
  closedAhead.set(steps, first);
  for (let index = first; index < steps.length; index += 1) {
    const step = steps[index];
    if (step?.open === true && holds(step)) return true;
  }
  return false;
}
