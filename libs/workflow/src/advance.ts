import { refuse } from './command';
import type { Advance, Advanced, Command, Context, Refusal } from './command';
import { isHeld } from './commands/held';
import { jobDone, jobFailed } from './commands/jobs';
import { carryOutLead } from './commands/lead';
import { carryOutModel } from './commands/model';
import type { Bundle } from './definition';
import { Failure } from './failure';
import { changeLead } from './lead-change';
import { stepKindOf } from './nodes';
import { recount } from './recount';
import { Run } from './run';
import { startRun } from './start-run';
import { tick } from './tick';
import type { Instant } from './vocabulary';
import { goOn, goOnEnding } from './walk';

export { nextDue, nextDueAfter, turnsOfDue } from './tick';
export type { Advance, Advanced, Command, Facts, Refusal } from './command';

function onStep(run: Run, command: Extract<Command, { type: 'step' }>): Refusal | null {
  const step = run.step(command.stepId);
  if (step === undefined) return refuse('unknownStep');
  const node = run.actIn(step);
  const wasOpen = step.open;
  const refused = stepKindOf(step).command(run, node, step, command.by, command.command);
  if (refused === null && wasOpen && !step.open && isHeld(run.state, step.id)) return refuse('insertedOpen');
  if (refused === null) goOn(run, wasOpen && !step.open ? step : undefined);
  return refused;
}

function followLead(run: Run, { fromUnitId }: Extract<Command, { type: 'leadChanged' }>): null {
  changeLead(run, fromUnitId);
  if (run.state.suspended === undefined) goOn(run, undefined);
  return null;
}

function carryOut(run: Run, command: Exclude<Command, { type: 'start' | 'tick' | 'recount' }>): Refusal | null {
  switch (command.type) {
    case 'step':
      return onStep(run, command);
    case 'leadChanged':
      return followLead(run, command);
    case 'jobDone':
      return jobDone(run, command);
    case 'jobFailed':
      return jobFailed(run, command);
    case 'occur':
    case 'signal':
    case 'setVariables':
    case 'stepDone':
    case 'stepError': {
      const refused = carryOutModel(run, command);
      if (refused === null) goOnEnding(run);
      return refused;
    }
    default:
      return carryOutLead(run, command);
  }
}

/** What the system tells, and what the lead alone may still do, while everything stands still. */
const GOES_ON_SUSPENDED: ReadonlySet<Command['type']> = new Set([
  'resume',
  'cancelRun',
  'recount',
  'leadChanged',
  'jobDone',
  'jobFailed',
]);

/** A reminder whose instant has passed by the new calendar comes at once. */
function recountRun(
  bundle: Bundle,
  ticked: Advanced,
  { changed }: Extract<Command, { type: 'recount' }>,
  at: Context,
): Advanced {
  const run = new Run(bundle, ticked.state, at.now, at.facts);
  recount(run, changed);
  if (run.effects.length === 0) return ticked;
  const reminded = tick(bundle, run.state, at);
  return { state: reminded.state, effects: [...ticked.effects, ...run.effects, ...reminded.effects] };
}

/** What a model asks for and cannot be done refuses the command as a whole. */
function attempt(carry: () => Refusal | null): Refusal | null {
  try {
    return carry();
  } catch (error) {
    if (error instanceof Failure) return error.refusal;
    throw error;
  }
}

/** Instants are compared as strings, so that all must have the same form. */
const normalise = (instant: Instant): Instant => new Date(instant).toISOString();

/**
 * The engine: one command at one instant. Due ticks come first; a refused command changes nothing but them.
 * The given state is never changed.
 */
export const advance: Advance = (bundle, state, command, context) => {
  const at: Context = { now: normalise(context.now), facts: context.facts };
  if (command.type === 'start') {
    if (state !== null) throw new Error('A run can be started only once.');
    return startRun(bundle, command, at);
  }
  if (state === null) throw new Error('A run begins with start.');
  const ticks = state.status === 'running' && context.withoutTick !== true;
  const ticked = ticks ? tick(bundle, state, at) : { state, effects: [] };
  if (command.type === 'tick') return ticked;
  if (ticked.state.status !== 'running' && command.type !== 'reopen') return { ...ticked, refused: refuse('runEnded') };
  if (ticked.state.suspended !== undefined && !GOES_ON_SUSPENDED.has(command.type))
    return { ...ticked, refused: refuse('suspended') };
  if (command.type === 'recount') return recountRun(bundle, ticked, command, at);
  const run = new Run(bundle, ticked.state, at.now, at.facts);
  const refused = attempt(() => carryOut(run, command));
  if (refused !== null) return { ...ticked, refused };
  return { state: run.state, effects: [...ticked.effects, ...run.effects] };
};
