import type { ActedBy } from '../effects';
import { nodeOf } from '../graph';
import type { Run } from '../run';
import type { StepState, Subscription, Variables } from '../state';
import { setVariables } from '../variables';
import { handOut } from './hand-out';
import { leaveBy } from './raise';
import { leavingFlows } from './routes';
import { nextOfCycle } from './timer-text';

/** One that does not interrupt goes on waiting; a timer only where it is a cycle that has not run out. */
function goOnWaiting(run: Run, subscription: Subscription): void {
  if (subscription.kind !== 'timer') return;
  run.keepSubscriptions(({ id }) => id !== subscription.id);
  const { cycle, id: _, failed: __, ...rest } = subscription;
  const last = subscription.at ?? run.now;
  const next = cycle === undefined || cycle.left === 0 ? null : nextOfCycle(last, run.now, cycle.text);
  if (cycle === undefined || next === null) return;
  const left = cycle.left === undefined ? {} : { left: cycle.left - 1 };
  run.subscribe({ ...rest, at: next, cycle: { text: cycle.text, ...left } });
}

function beginHandler(run: Run, subscription: Subscription, variables: Variables): void {
  const start = nodeOf(run.definition, subscription.nodeId);
  const part = nodeOf(run.definition, start.parent ?? '');
  if (start.type !== 'startEvent' || part.type !== 'subProcess') return;
  const { scope } = subscription;
  if (start.interrupting === false) goOnWaiting(run, subscription);
  else run.closeAll(scope);
  setVariables(run, { scope }, variables);
  run.beginnings.push({ node: part, scope });
}

function goOnBy(run: Run, subscription: Subscription, step: StepState): void {
  run.closeStep(step);
  if (step.nodeId === subscription.nodeId) run.left.push(step);
  else {
    // The event behind the gateway has occurred.
    const node = nodeOf(run.definition, subscription.nodeId);
    handOut(run, node, step);
    run.send(leavingFlows(run, node, { scope: step.scope }));
  }
}

/** What was waited for occurs, with the variables that come with it. */
export function occur(
  run: Run,
  subscription: Subscription,
  variables: Variables = {},
  by: ActedBy | null = null,
): void {
  run.scope = subscription.scope;
  const { id: nodeId, name } = nodeOf(run.definition, subscription.nodeId);
  const step = subscription.stepId === undefined ? undefined : run.step(subscription.stepId);
  run.record({ type: 'eventOccurred', nodeId, name }, by, step === undefined ? {} : { step });
  if (step === undefined) return beginHandler(run, subscription, variables);
  const node = nodeOf(run.definition, subscription.nodeId);
  setVariables(run, node.type === 'boundaryEvent' ? { scope: step.scope } : { step, scope: step.scope }, variables);
  if (node.type !== 'boundaryEvent') return goOnBy(run, subscription, step);
  if (node.interrupting === false) goOnWaiting(run, subscription);
  leaveBy(run, node, step);
}

/** Everything that waits for the signal now is given it; whoever begins to wait later is not. */
export function giveSignal(run: Run, name: string, variables: Variables = {}, by: ActedBy | null = null): void {
  const waiting = run.subscriptions.filter(
    (subscription) => subscription.kind === 'signal' && subscription.name === name,
  );
  for (const subscription of waiting) {
    if (run.subscriptions.some(({ id }) => id === subscription.id)) occur(run, subscription, variables, by);
  }
}
