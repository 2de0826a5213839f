import { findMissing } from './addressees';
import { actingFor } from './authority';
import { startOf } from './called';
import { refuse } from './command';
import type { Advanced, Command, Context } from './command';
import type { Bundle, Definition } from './definition';
import { Failure } from './failure';
import { refuseFacts, withFacts } from './facts';
import { Run } from './run';
import type { RunState, Variables } from './state';
import type { Instant } from './vocabulary';
import { setVariables } from './variables';
import { begin } from './walk';

type Start = Extract<Command, { type: 'start' }>;

const emptyState = (now: Instant, command: Start): RunState => ({
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

const requiredAtStart = ({ facts = [] }: Definition): string[] =>
  facts.filter(({ atStart }) => atStart === true).map(({ key }) => key);

/** What the start is given, and the person who starts where the model asks for it. */
function startVariables(definition: Definition, { by, startAt, variables = {} }: Start): Variables {
  const start = startOf(definition, startAt);
  const initiator = start.type === 'startEvent' ? start.initiator : undefined;
  return { ...(initiator === undefined ? {} : { [initiator]: by.personId === '' ? null : by.personId }), ...variables };
}

export function startRun(bundle: Bundle, command: Start, { now, facts }: Context): Advanced {
  const empty = emptyState(now, command);
  const { definition, called = {} } = bundle;
  const missing = [definition, ...Object.values(called)]
    .map((procedure) => findMissing(procedure, facts))
    .find((found) => found !== undefined);
  if (missing !== undefined) return { state: empty, effects: [], refused: refuse('missingParticipant', missing) };
  const given = command.facts ?? {};
  const refused = refuseFacts(definition.facts ?? [], given, requiredAtStart(definition));
  if (refused !== null) return { state: empty, effects: [], refused };
  const run = new Run(bundle, empty, now, facts);
  const by = actingFor(command.by, facts.leadUnitId);
  run.record({ type: 'runStarted', paper: command.paper }, by);
  run.setFacts(withFacts({}, given), by);
  try {
    if (definition.imported !== undefined) setVariables(run, { scope: undefined }, startVariables(definition, command));
    begin(run, command.startAt);
  } catch (error) {
    if (error instanceof Failure) return { state: empty, effects: [], refused: error.refusal };
    throw error;
  }
  return { state: run.state, effects: run.effects };
}
