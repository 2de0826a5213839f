import { refuse } from './command';
import { fitsFact, withFacts } from './facts';
import type { Definition, FactValue, NodeDefinition } from './definition';
import { Failure } from './failure';
import { outgoingOf } from './graph';
import type { Run } from './run';
import { definitionIn, scopeOf } from './scopes';
import type { Scope, StepState } from './state';

type Values = Record<string, FactValue>;

/** What is handed over: `names` maps the key there to the key here; what the other side does not know stays behind. */
function handedOver(from: Readonly<Values>, names: readonly [to: string, from: string][], to: Definition): Values {
  return Object.fromEntries(
    names.flatMap(([toKey, fromKey]) => {
      const value = from[fromKey] ?? null;
      const fact = to.facts?.find(({ key }) => key === toKey);
      return fact === undefined || value === null || !fitsFact(fact, value) ? [] : [[toKey, value]];
    }),
  );
}

/** A procedure of the bundle begins inside the run: its first token starts to move. */
export function openScope(
  run: Run,
  { step, procedure, inputs = {} }: { step: StepState; procedure: string; inputs?: Record<string, string> },
): Scope {
  const scope = run.openScope(step, { procedure });
  const called = definitionIn(run.bundle, run.state, scope.id);
  scope.facts = withFacts({}, handedOver(run.declared, Object.entries(inputs), called));
  for (const flow of outgoingOf(called, startOf(called).id)) run.tokens.push({ flow, scope: scope.id });
  return scope;
}

const isTimed = (node: NodeDefinition): boolean =>
  node.type === 'startEvent' && node.parent === undefined && node.event?.kind === 'timer';

const isFirst = (node: NodeDefinition, startAt: string | undefined): boolean =>
  node.type === 'start' ||
  (node.type === 'startEvent' &&
    node.parent === undefined &&
    (startAt === undefined ? node.event === undefined : node.id === startAt));

/** Where a procedure begins; a model that is called and has no start of its own accord begins by its timer. */
export function startOf(definition: Definition, startAt?: string): NodeDefinition {
  const first =
    definition.nodes.find((node) => isFirst(node, startAt)) ??
    definition.nodes.find((node) => startAt === undefined && isTimed(node));
  if (first === undefined) throw new Failure(refuse('unknownEvent'));
  return first;
}

/** The called procedure is over: whatever it has open is closed, and the step that called it goes on with its facts. */
export function endScope(run: Run, scopeId: string, outcome: Exclude<Scope['outcome'], 'cancelled' | null>): void {
  const scope = scopeOf(run.state, scopeId);
  const step = scope && run.step(scope.callStepId);
  if (scope === undefined || step === undefined || !step.open) return;
  run.closeAll(scopeId);
  scope.outcome = outcome;
  const node = run.actIn(step);
  const outputs = node.type === 'call' ? Object.entries(node.outputs ?? {}) : [];
  const back = outputs.map(([there, here]): [string, string] => [here, there]);
  run.setFacts(handedOver(scope.facts, back, run.definition), null, { step });
  step.result = outcome;
  run.closeStep(step, outcome);
  run.left.push(step);
}
