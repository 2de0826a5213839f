import { fitsFact, withFacts } from './facts';
import type { Definition, FactValue } from './definition';
import { outgoingOf } from './graph';
import type { Run } from './run';
import { definitionIn, scopeOf } from './scopes';
import type { Scope } from './state';

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
  { callStepId, procedure, inputs = {} }: { callStepId: string; procedure: string; inputs?: Record<string, string> },
): Scope {
  const scope: Scope = {
    id: `c${(run.state.scopes?.length ?? 0) + 1}`,
    callStepId,
    ...(run.scope === undefined ? {} : { parent: run.scope }),
    procedure,
    facts: {},
    outcome: null,
  };
  run.state.scopes = [...(run.state.scopes ?? []), scope];
  const called = definitionIn(run.bundle, run.state, scope.id);
  scope.facts = withFacts({}, handedOver(run.declared, Object.entries(inputs), called));
  for (const flow of firstFlows(called)) run.tokens.push({ flow, scope: scope.id });
  return scope;
}

export function firstFlows(definition: Definition): ReturnType<typeof outgoingOf> {
  const first = definition.nodes.find((node) => node.type === 'start');
  if (first === undefined) throw new Error(`The definition ${definition.key} has no start.`);
  return outgoingOf(definition, first.id);
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
  run.send(run.outgoing(step.nodeId));
}
