import { refuse } from '../command';
import type { EventDefinition } from '../definition';
import { holdsByNow } from '../expressions';
import { Failure } from '../failure';
import { nodeOf } from '../graph';
import type { Run, VariableChange } from '../run';
import type { Subscription } from '../state';
import { sees } from '../variables';
import type { Standing } from '../variables';
import { occur } from './occur';

const MOST_TIMES = 1000;

type Conditional = Extract<EventDefinition, { kind: 'conditional' }>;

/** From where the condition is read: inside its activity, or in the scope of its event sub-process. */
const standingOf = (run: Run, { stepId, scope }: Subscription): Standing => ({ step: run.step(stepId ?? ''), scope });

function conditionOf(run: Run, subscription: Subscription): Conditional | undefined {
  run.scope = subscription.scope;
  const node = nodeOf(run.definition, subscription.nodeId);
  const event = 'event' in node ? node.event : undefined;
  return event?.kind === 'conditional' ? event : undefined;
}

const concerns = ({ variableName, variableEvents }: Conditional, { name, how }: VariableChange): boolean =>
  (variableName === undefined || variableName === name) &&
  (variableEvents === undefined || variableEvents.length === 0 || variableEvents.includes(how));

function check(run: Run, id: string, change?: VariableChange): void {
  const subscription = run.subscriptions.find((known) => known.id === id);
  const event = subscription && conditionOf(run, subscription);
  if (subscription === undefined || event === undefined) return;
  const standing = standingOf(run, subscription);
  if (change !== undefined && (!concerns(event, change) || !sees(run, standing, change.holder))) return;
  run.scope = subscription.scope;
  if (!holdsByNow(run, event.condition, standing)) return;
  const times = (run.held.get(id) ?? 0) + 1;
  run.held.set(id, times);
  // What it brings about makes it hold again and again.
  if (times > MOST_TIMES) throw new Failure(refuse('endlessModel'));
  occur(run, subscription);
}

/** Looks at every condition that can see what has changed, and at those that have just been armed. */
export function checkConditions(run: Run): boolean {
  const armed = run.armed.splice(0);
  const changed = run.changed.splice(0);
  if (!run.subscriptions.some(({ kind }) => kind === 'conditional')) return false;
  for (const id of armed) check(run, id);
  for (const change of changed) {
    const watching = run.subscriptions.filter(({ kind }) => kind === 'conditional');
    for (const { id } of watching) check(run, id, change);
  }
  return armed.length + changed.length > 0;
}
