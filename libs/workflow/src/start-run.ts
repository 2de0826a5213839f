import { findMissing } from './addressees';
import { actingFor } from './authority';
import { refuse } from './command';
import type { Advanced, Command, Context } from './command';
import type { Bundle, Definition } from './definition';
import { refuseFacts, withFacts } from './facts';
import { Run } from './run';
import type { RunState } from './state';
import type { Instant } from './vocabulary';
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
  begin(run);
  return { state: run.state, effects: run.effects };
}
