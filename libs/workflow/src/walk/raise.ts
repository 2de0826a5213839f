import type { BpmnNodeOf, EventDefinition } from '../definition';
import { graphOf } from '../graph';
import type { Run } from '../run';
import { scopeOf } from '../scopes';
import type { Json, StepState } from '../state';
import { setVariables } from '../variables';
import { takeBack } from '../nodes/call-activity.node';
import { handlerDone } from './compensation';
import { handOut, handOutAsFar } from './hand-out';
import { leavingFlows } from './routes';

/** An error ends what it meets on its way outwards; an escalation tells it. */
export interface Thrown {
  kind: 'error' | 'escalation';
  code?: string | undefined;
  message?: string | undefined;
}

/** One that names the code goes before one that takes all. */
function catching<Item>(items: readonly Item[], eventOf: (item: Item) => EventDefinition | undefined, thrown: Thrown) {
  const naming = (code: string | undefined): Item | undefined =>
    items.find((item) => {
      const event = eventOf(item);
      return event?.kind === thrown.kind && event.code === code;
    });
  return naming(thrown.code) ?? naming(undefined);
}

function variablesOf(event: EventDefinition | undefined, { code, message }: Thrown): Record<string, Json> {
  if (event?.kind !== 'error' && event?.kind !== 'escalation') return {};
  const { codeVariable } = event;
  const messageVariable = event.kind === 'error' ? event.messageVariable : undefined;
  return {
    ...(codeVariable === undefined ? {} : { [codeVariable]: code ?? null }),
    ...(messageVariable === undefined ? {} : { [messageVariable]: message ?? null }),
  };
}

/** Once an event sub-process has cancelled everything else in a scope, nothing else begins there. */
const isInterrupted = (run: Run, partId: string, scope: string | undefined): boolean =>
  run.state.steps.some(
    (step) =>
      step.open &&
      step.scope === scope &&
      (graphOf(run.definition).handlers.get(partId) ?? []).some(
        ({ part, start }) => part.id === step.nodeId && start.interrupting !== false,
      ),
  );

function caughtInside(
  run: Run,
  thrown: Thrown,
  scope: string | undefined,
  owner: StepState | undefined,
  passed: Passed,
): boolean {
  run.scope = scope;
  const isCalled = scopeOf(run.state, scope)?.procedure !== undefined;
  const partId = owner === undefined || isCalled || owner.type === 'loop' ? '' : owner.nodeId;
  if (owner?.type === 'loop' || isInterrupted(run, partId, scope)) return false;
  const handler = catching(graphOf(run.definition).handlers.get(partId) ?? [], ({ start }) => start.event, thrown);
  if (handler === undefined) return false;
  if (handler.start.interrupting !== false) {
    endPassed(run, passed);
    run.closeAll(scope);
  }
  setVariables(run, { scope }, variablesOf(handler.start.event, thrown));
  run.beginnings.push({ node: handler.part, scope });
  return true;
}

/** What is passed on the way outwards and hands out its variables when it is ended from there. */
type Passed = readonly StepState[];

function endPassed(run: Run, passed: Passed): void {
  for (const step of passed) {
    run.scope = step.scope;
    const node = run.nodeOf(step);
    if (node.type === 'callActivity' && step.type === 'callActivity') takeBack(run, node, step);
  }
}

function caughtAtBoundary(run: Run, thrown: Thrown, step: StepState, passed: Passed): boolean {
  run.scope = step.scope;
  const events = graphOf(run.definition).attached.get(step.nodeId) ?? [];
  // The instances of a loop have no boundary of their own.
  const boundary = run.loopOf(step) === undefined ? catching(events, ({ event }) => event, thrown) : undefined;
  if (boundary === undefined) return false;
  if (boundary.interrupting !== false) endPassed(run, passed);
  leaveBy(run, boundary, step, variablesOf(boundary.event, thrown));
  return true;
}

/** A boundary event occurs. */
export function leaveBy(
  run: Run,
  boundary: BpmnNodeOf<'boundaryEvent'>,
  step: StepState,
  variables: Record<string, Json> = {},
): void {
  run.scope = step.scope;
  if (boundary.interrupting !== false) {
    handOutAsFar(run, run.nodeOf(step), step);
    run.cancelStep(step);
    handlerDone(run, step);
  }
  setVariables(run, { scope: step.scope }, variables);
  handOut(run, boundary, step);
  run.send(leavingFlows(run, boundary, { scope: step.scope }));
}

/** Goes outwards from where it was thrown until somebody catches it; `false` where nobody does. */
export function raise(run: Run, thrown: Thrown, from: { step?: StepState; scope: string | undefined }): boolean {
  if (from.step !== undefined && caughtAtBoundary(run, thrown, from.step, [])) return true;
  const passed: StepState[] = [];
  let isAside = false;
  for (let scope = from.scope; ;) {
    const owner = run.ownerOf(scope);
    // What an event sub-process throws is not caught by another of the same scope.
    if (!isAside && caughtInside(run, thrown, scope, owner, passed)) return true;
    if (owner === undefined) return false;
    passed.push(owner);
    if (caughtAtBoundary(run, thrown, owner, passed)) return true;
    run.scope = owner.scope;
    const node = run.nodeOf(owner);
    isAside = node.type === 'subProcess' && node.byEvent === true;
    scope = owner.scope;
  }
}
