import type { Advanced, Context } from './command';
import { heldSteps } from './commands/held';
import type { Bundle } from './definition';
import { stepKindOf } from './nodes';
import type { Due } from './nodes/node';
import { Run } from './run';
import type { RunState, StepState } from './state';
import type { Instant } from './vocabulary';
import { goOn, hasParked } from './walk';

type StepDue = Due & { stepId: string };

/** In the order of the time at which each became due, then of the steps and seats. */
const inOrder = (a: StepDue, b: StepDue): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return compareIds(a.stepId, b.stepId) || compareIds(a.id, b.id);
};

/** Ids are counted, so that the shorter one is the older one. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

const duesOf = (step: StepState): StepDue[] =>
  stepKindOf(step)
    .dues(step)
    .map((due) => ({ ...due, stepId: step.id }));

/** Steps in which time runs. */
function runningSteps(state: RunState): StepState[] {
  const held = heldSteps(state);
  return state.steps.filter(({ open, id }) => open && !held.has(id));
}

/** The earliest instant at which a tick changes something. */
export function nextDue(state: RunState): Instant | null {
  if (state.status !== 'running' || state.suspended !== undefined) return null;
  let earliest: Instant | null = null;
  for (const step of runningSteps(state)) {
    for (const { at } of stepKindOf(step).dues(step)) if (earliest === null || at < earliest) earliest = at;
  }
  return earliest;
}

export function tick(bundle: Bundle, state: RunState, { now, facts }: Context): Advanced {
  if (state.suspended !== undefined) return { state, effects: [] };
  const due = nextDue(state);
  const waiting = Object.keys(state.joins).length > 0;
  if (!waiting && (due === null || due > now)) return { state, effects: [] };
  const run = new Run(bundle, state, now, facts);
  if (due === null || due > now) {
    if (!hasParked(run)) return { state, effects: [] };
    goOn(run, undefined);
    const unchanged = run.effects.length === 0 && run.state.obstacles === state.obstacles;
    return unchanged ? { state, effects: [] } : { state: run.state, effects: run.effects };
  }
  // Whatever opens during the tick is due later than now, so that one pass finds all.
  const dues = runningSteps(run.state)
    .flatMap(duesOf)
    .filter(({ at }) => at <= now);
  for (const next of dues.toSorted(inOrder)) {
    const step = run.step(next.stepId);
    if (run.ended || step === undefined || !step.open) continue;
    stepKindOf(step).fire(run, run.actIn(step), step, next);
    if (!step.open) goOn(run, step);
  }
  goOn(run, undefined);
  return { state: run.state, effects: run.effects };
}
