import type { Advanced, Context } from './command';
import { heldSteps } from './commands/held';
import type { Bundle } from './definition';
import { Failure } from './failure';
import { stepKindOf } from './nodes';
import type { Due } from './nodes/node';
import { Run } from './run';
import { ownerOf } from './scopes';
import type { RunState, StepState, Subscription } from './state';
import type { Instant } from './vocabulary';
import { goOn, goOnEnding, hasParked } from './walk';
import { occur } from './walk/occur';

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

type Timer = Subscription & { at: Instant };

/** Events of an imported model that time will bring about; one that has failed waits until it is tried again. */
const timersOf = ({ subscriptions = [] }: RunState): Timer[] =>
  subscriptions.filter((known): known is Timer => known.at !== undefined && known.failed === undefined);

/** Lets one timer occur; where the model asks for what cannot be done, all stays as it was and the lead is told. */
function occurTimer(bundle: Bundle, { state, effects }: Advanced, timer: Timer, { now, facts }: Context): Advanced {
  const run = new Run(bundle, state, now, facts);
  try {
    occur(run, timer);
    goOnEnding(run);
    return { state: run.state, effects: [...effects, ...run.effects] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code } = error.refusal;
    const told = new Run(bundle, state, now, facts);
    told.state.subscriptions = told.subscriptions.map((known) =>
      known.id === timer.id ? { ...known, failed: code } : known,
    );
    told.incident(code);
    return { state: told.state, effects: [...effects, ...told.effects] };
  }
}

/** One after the other, in the order of their time; a cycle that is due again at once waits for the next tick. */
function occurTimers(bundle: Bundle, ticked: Advanced, context: Context): Advanced {
  const due = timersOf(ticked.state)
    .filter(({ at }) => at <= context.now)
    .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  let advanced = ticked;
  for (const { id } of due) {
    const timer = timersOf(advanced.state).find((known) => known.id === id);
    if (timer !== undefined && advanced.state.status === 'running')
      advanced = occurTimer(bundle, advanced, timer, context);
  }
  return advanced;
}

function earliestDue(state: RunState): Instant | null {
  const timers = timersOf(state).map(({ at }) => at);
  return [...runningSteps(state).map(nextDueOf), ...timers].reduce(earlier, null);
}

/** The earliest instant at which a tick changes something. */
export function nextDue(state: RunState): Instant | null {
  if (state.status !== 'running' || state.suspended !== undefined) return null;
  return earliestDue(state);
}

const earlier = (a: Instant | null, b: Instant | null): Instant | null => (a === null || (b !== null && b < a) ? b : a);

function nextDueOf(step: StepState): Instant | null {
  const kind = stepKindOf(step);
  if (kind.nextDue !== undefined) return kind.nextDue(step);
  return kind.dues(step).reduce<Instant | null>((first, { at }) => earlier(first, at), null);
}

/**
 * How often the run has been where it waits for what is due by now. What counts from a day that has passed is over as soon as
 * it begins: on a circle of such steps nobody acts and no time passes.
 */
export function turnsOfDue(state: RunState, now: Instant): number {
  const armed = new Set(timersOf(state).flatMap(({ at, stepId }) => (at <= now ? (stepId ?? []) : [])));
  const isDue = (at: Instant | null): boolean => at !== null && at <= now;
  const due = runningSteps(state).filter((step) => armed.has(step.id) || isDue(nextDueOf(step)));
  const before = ({ nodeId, scope }: StepState) =>
    state.steps.filter((step) => !step.open && step.nodeId === nodeId && step.scope === scope).length;
  return Math.max(0, ...due.flatMap((step) => withOwners(state, step).map(before)));
}

/** A step and those within which it is: on a circle through a called procedure only they come again. */
function withOwners(state: RunState, step: StepState): StepState[] {
  const owner = ownerOf(state, step.scope);
  return owner ? [step, ...withOwners(state, owner)] : [step];
}

/** The earliest instant after this one at which a tick changes something, whatever is due already. */
export function nextDueAfter(state: RunState, now: Instant): Instant | null {
  const instants = [...runningSteps(state).flatMap(duesOf), ...timersOf(state)].map(({ at }) => at);
  return instants.filter((at) => at > now).reduce<Instant | null>(earlier, null);
}

export function tick(bundle: Bundle, state: RunState, context: Context): Advanced {
  if (state.suspended !== undefined) return { state, effects: [] };
  const ticked = tickSteps(bundle, state, context);
  return timersOf(ticked.state).length === 0 ? ticked : occurTimers(bundle, ticked, context);
}

function tickSteps(bundle: Bundle, state: RunState, { now, facts }: Context): Advanced {
  const due = earliestDue(state);
  const waiting = Object.keys(state.joins).length > 0;
  if (!waiting && (due === null || due > now)) return { state, effects: [] };
  const run = new Run(bundle, state, now, facts);
  if (due === null || due > now) {
    if (!hasParked(run)) return { state, effects: [] };
    goOn(run, undefined);
    const unchanged = run.effects.length === 0 && run.state.obstacles === state.obstacles;
    return unchanged ? { state, effects: [] } : { state: run.state, effects: run.effects };
  }
  // What opens during the tick and is over already (docs/adr/0057) waits for the next one: `nextDue` then names it.
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
