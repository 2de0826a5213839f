import { findMissing } from './addressees';
import { actingFor, isBlank } from './authority';
import { refuse } from './command';
import type { Advance, Advanced, Command, Facts, Refusal } from './command';
import type { Bundle } from './definition';
import { nodeOf } from './graph';
import { changeLead } from './lead-change';
import { stepKindOf } from './nodes';
import type { Due } from './nodes/node';
import { recount } from './recount';
import { Run } from './run';
import type { RunState, StepState } from './state';
import type { Instant } from './vocabulary';
import { begin, goOn, hasParked } from './walk';

export type { Advance, Advanced, Command, Facts, Refusal } from './command';

interface Context {
  now: Instant;
  facts: Facts;
}

const emptyState = (now: Instant, command: Extract<Command, { type: 'start' }>): RunState => ({
  semantics: 1,
  status: 'running',
  startedAt: now,
  paper: { ...command.paper },
  authors: [...command.authors],
  steps: [],
  joins: {},
  obstacles: {},
  nextStep: 1,
});

function startRun(bundle: Bundle, command: Extract<Command, { type: 'start' }>, { now, facts }: Context): Advanced {
  const empty = emptyState(now, command);
  const missing = findMissing(bundle.definition, facts);
  if (missing !== undefined) return { state: empty, effects: [], refused: refuse('missingParticipant', missing) };
  const run = new Run(bundle, empty, now, facts);
  run.record({ type: 'runStarted', paper: command.paper }, actingFor(command.by, facts.leadUnitId));
  begin(run);
  return { state: run.state, effects: run.effects };
}

type StepDue = Due & { stepId: string };

/** In the order of the time at which each became due, then of the steps and seats. */
const inOrder = (a: StepDue, b: StepDue): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return compareIds(a.stepId, b.stepId) || compareIds(a.id, b.id);
};

/** Ids are counted, so that the shorter one is the older one. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

const duesOf = (step: StepState): StepDue[] =>
  step.open
    ? stepKindOf(step)
        .dues(step)
        .map((due) => ({ ...due, stepId: step.id }))
    : [];

/** The earliest instant at which a tick changes something. */
export function nextDue(state: RunState): Instant | null {
  if (state.status !== 'running') return null;
  let earliest: Instant | null = null;
  for (const step of state.steps) {
    if (!step.open) continue;
    for (const { at } of stepKindOf(step).dues(step)) if (earliest === null || at < earliest) earliest = at;
  }
  return earliest;
}

function tick(bundle: Bundle, state: RunState, { now, facts }: Context): Advanced {
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
  const dues = run.state.steps.flatMap(duesOf).filter(({ at }) => at <= now);
  for (const next of dues.toSorted(inOrder)) {
    const step = run.step(next.stepId);
    if (run.ended || step === undefined || !step.open) continue;
    stepKindOf(step).fire(run, nodeOf(bundle.definition, step.nodeId), step, next);
    if (!step.open) goOn(run, step);
  }
  goOn(run, undefined);
  return { state: run.state, effects: run.effects };
}

function carryOut(run: Run, command: Extract<Command, { type: 'step' }>): Refusal | null {
  const step = run.step(command.stepId);
  if (step === undefined) return refuse('unknownStep');
  const node = nodeOf(run.bundle.definition, step.nodeId);
  const wasOpen = step.open;
  const refused = stepKindOf(step).command(run, node, step, command.by, command.command);
  if (refused === null) goOn(run, wasOpen && !step.open ? step : undefined);
  return refused;
}

function cancelRun(run: Run, command: Extract<Command, { type: 'cancelRun' }>): Refusal | null {
  const lead = actingFor(command.by, run.facts.leadUnitId);
  if (lead === null) return refuse('notLead');
  if (isBlank(command.reason)) return refuse('reasonRequired');
  run.end('cancelled', lead, command.reason);
  return null;
}

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
  const ticked = state.status === 'running' ? tick(bundle, state, at) : { state, effects: [] };
  if (command.type === 'tick') return ticked;
  if (ticked.state.status !== 'running') return { ...ticked, refused: refuse('runEnded') };
  if (command.type === 'recount') return recountRun(bundle, ticked, command, at);
  const run = new Run(bundle, ticked.state, at.now, at.facts);
  if (command.type === 'leadChanged') {
    changeLead(run, command.fromUnitId);
    goOn(run, undefined);
    return { state: run.state, effects: [...ticked.effects, ...run.effects] };
  }
  if (command.type !== 'cancelRun' && command.type !== 'step')
    throw new Error(`${command.type} cannot be carried out yet.`);
  const refused = command.type === 'cancelRun' ? cancelRun(run, command) : carryOut(run, command);
  if (refused !== null) return { ...ticked, refused };
  return { state: run.state, effects: [...ticked.effects, ...run.effects] };
};
