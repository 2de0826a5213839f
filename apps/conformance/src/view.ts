import {
  definitionIn,
  nodeOfStep,
  ownerOf,
  type RunState,
  type StepState,
  type Subscription,
} from '@querraum/workflow';
import type { Seen, SeenState, SeenTask } from './case';
import type { Instance, World } from './world';

/** Something that can be acted upon, with what it is seen as. */
export interface Item<View extends Seen> {
  instance: Instance;
  id: string;
  seen: View;
}

export interface Items {
  userTasks: Item<SeenTask>[];
  timers: Item<Seen & { dueInSeconds: number }>[];
  messages: Item<Seen & { message: string }>[];
  signals: Item<Seen & { signal: string }>[];
  conditions: Item<Seen>[];
  receiveTasks: Item<Seen>[];
  externalTasks: Item<Seen & { topic: string }>[];
}

const isOpen = (step: StepState): boolean => step.open;

/** Once a loop is over, the cases know the counter of its last instance where it was sequential, and none otherwise. */
function counterOf(state: RunState, step: StepState | undefined): unknown {
  const loop = ownerOf(state, step?.scope);
  if (loop?.type !== 'loop' || loop.open) return step?.variables?.['loopCounter'];
  return loop.variables?.['nrOfActiveInstances'] === 1 ? loop.begun - 1 : undefined;
}

/** The counters of the loops around it, outermost first. */
function loopOf(state: RunState, step: StepState | undefined, scope: string | undefined): number[] {
  const own = counterOf(state, step);
  const owner = ownerOf(state, scope);
  const outer = owner === undefined ? [] : loopOf(state, owner, owner.scope);
  return typeof own === 'number' ? [...outer, own] : outer;
}

const processOf = ({ bundle, state }: Instance, scope: string | undefined): string | undefined =>
  definitionIn(bundle, state, scope).imported?.process;

/** Where it stands, as the format of the cases says it. */
function placed(world: World, instance: Instance, process: string, nodeId: string, at: Position): Seen {
  const loop = loopOf(instance.state, at.step, at.scope);
  const own = processOf(instance, at.scope);
  return {
    activityId: nodeId,
    ...(loop.length > 0 ? { loop } : {}),
    ...(own !== process && own !== undefined ? { process: own } : {}),
    ...(instance !== world.instances[0] ? { otherInstance: true as const } : {}),
  };
}

interface Position {
  step?: StepState | undefined;
  scope: string | undefined;
}

const DEFAULT_PRIORITY = 50;

/** Everything that is open or waited for, in the order of its creation. */
export function itemsOf(world: World, process: string): Items {
  const items: Items = {
    userTasks: [],
    timers: [],
    messages: [],
    signals: [],
    conditions: [],
    receiveTasks: [],
    externalTasks: [],
  };
  for (const instance of world.instances) {
    if (instance.state.status !== 'running') continue;
    const { state } = instance;
    // The cases do not list a receive task where something else is waited for by the same token.
    const events = (state.subscriptions ?? []).filter(({ kind }) => kind !== 'timer');
    const waits = (step: StepState) =>
      events.some(({ stepId, scope }) =>
        stepId === undefined ? scope === step.scope && state.steps.filter(isOpen).length === 1 : stepId === step.id,
      );
    const at = (step: StepState) => placed(world, instance, process, step.nodeId, { step, scope: step.scope });
    for (const step of state.steps.filter(isOpen)) {
      const item = { instance, id: step.id };
      if (step.type === 'externalTask') items.externalTasks.push({ ...item, seen: { ...at(step), topic: step.topic } });
      const node = nodeOfStep(instance.bundle, state, step);
      if (step.type === 'receiveTask' && node.type === 'receiveTask' && node.message === undefined && !waits(step)) {
        items.receiveTasks.push({ ...item, seen: at(step) });
      }
      if ('topic' in step && step.type !== 'externalTask' && step.topic !== undefined) {
        items.externalTasks.push({ ...item, seen: { ...at(step), topic: step.topic } });
      }
      if (step.type !== 'userTask') continue;
      const { title, assignee, candidateGroups, candidateUsers, dueDate, priority } = step;
      items.userTasks.push({
        ...item,
        seen: {
          ...at(step),
          name: title,
          assignee,
          candidateGroups: [...candidateGroups].sort(),
          ...(candidateUsers.length > 0 ? { candidateUsers: [...candidateUsers].sort() } : {}),
          ...(dueDate === null ? {} : { dueDate }),
          ...(priority === null || priority === DEFAULT_PRIORITY ? {} : { priority }),
        },
      });
    }
    for (const subscription of state.subscriptions ?? []) addWaiting(world, instance, process, subscription, items);
  }
  return items;
}

function addWaiting(world: World, instance: Instance, process: string, subscription: Subscription, items: Items): void {
  const { id, nodeId, kind, name = '', at, stepId, scope } = subscription;
  const host = stepId === undefined ? undefined : instance.state.steps.find((step) => step.id === stepId);
  const seen = placed(world, instance, process, nodeId, { step: host, scope });
  const item = { instance, id };
  if (kind === 'timer') {
    const dueInSeconds = Math.round((Date.parse(at ?? '') - world.clock) / 1000);
    items.timers.push({ ...item, seen: { ...seen, dueInSeconds } });
  }
  if (kind === 'message') items.messages.push({ ...item, seen: { ...seen, message: name } });
  if (kind === 'signal') items.signals.push({ ...item, seen: { ...seen, signal: name } });
  if (kind === 'conditional') items.conditions.push({ ...item, seen });
}

/** What the format compares; `null` where nothing was ever started. */
export function stateOf(world: World, items: Items): SeenState | null {
  const [first] = world.instances;
  if (first === undefined) return null;
  const seen = <View extends Seen>(list: Item<View>[]): View[] => list.map((item) => item.seen);
  return {
    ended: first.state.status !== 'running',
    userTasks: seen(items.userTasks),
    timers: seen(items.timers),
    messages: seen(items.messages),
    signals: seen(items.signals),
    conditions: seen(items.conditions),
    receiveTasks: seen(items.receiveTasks),
    externalTasks: seen(items.externalTasks),
    variables: first.state.variables ?? {},
  };
}
