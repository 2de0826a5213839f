import type { Definition, Refusal } from '@querraum/workflow';
import type { Action, Case, Seen, SeenState, Step } from './case';
import { differences, missingTimers } from './compare';
import { itemsOf, stateOf, type Item, type Items } from './view';
import { World } from './world';

const KINDS: ReadonlySet<string> = new Set(['noOutgoingFlow', 'unknownVariable', 'expressionError', 'badTimer']);

class NotThere extends Error {}

/** The item of this activity in the order of the format: by its fields, then by the loop, then as created. */
function pick<View extends Seen>(items: Item<View>[], activityId: string, index: number): Item<View> {
  const rank = ({ seen }: Item<View>): string => {
    const { loop, ...rest } = seen;
    return JSON.stringify(rest) + (loop ?? []).map((counter) => String(counter).padStart(6, '0')).join();
  };
  const found = items
    .filter(({ seen }) => seen.activityId === activityId)
    .map((item) => [rank(item), item] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))[index]?.[1];
  if (found === undefined) throw new NotThere(`nothing of ${activityId} number ${index} is there`);
  return found;
}

/** What each action says is done. */
const DONE = { completeTask: 'userTasks', receive: 'receiveTasks', completeExternalTask: 'externalTasks' } as const;

type StartEvent = Extract<Definition['nodes'][number], { type: 'startEvent' }>;

function startBy(world: World, isMeant: (node: StartEvent) => boolean): [Definition, string] {
  for (const definition of world.definitions) {
    const node = definition.nodes.find(
      (known): known is StartEvent => known.type === 'startEvent' && known.parent === undefined && isMeant(known),
    );
    if (node !== undefined) return [definition, node.id];
  }
  throw new NotThere('no such start event');
}

function act(world: World, { startVariables = {}, process }: Case, action: Action, before: Items): Refusal | null {
  switch (action.type) {
    case 'start': {
      const definition = world.definitions.find(({ imported }) => imported?.process === action.process);
      if (definition === undefined) throw new NotThere(`no process ${action.process}`);
      return world.start(definition, startVariables);
    }
    case 'startByMessage':
      return world.start(
        ...withVariables(
          startBy(world, ({ event }) => event?.kind === 'message' && event.name === action.message),
          startVariables,
        ),
      );
    case 'startBySignal':
      return world.signal(action.signal, startVariables);
    case 'startByCondition':
      // A condition that does not hold begins nothing, which is no error.
      return idle(
        world.start(
          ...withVariables(
            startBy(world, ({ event }) => event?.kind === 'conditional'),
            startVariables,
          ),
        ),
      );
    case 'startByTimer': {
      world.forward(action.advanceSeconds);
      return world.start(
        ...withVariables(
          startBy(world, ({ id }) => id === action.activityId),
          startVariables,
        ),
      );
    }
    case 'completeTask':
    case 'receive':
    case 'completeExternalTask': {
      const { instance, id } = pick<Seen>(before[DONE[action.type]], action.activityId, action.index);
      return world.give(instance, { type: 'stepDone', stepId: id, variables: action.variables ?? {} });
    }
    case 'externalTaskError': {
      const { instance, id } = pick(before.externalTasks, action.activityId, action.index);
      return world.give(instance, { type: 'stepError', stepId: id, code: action.errorCode });
    }
    case 'fireTimer': {
      const { instance, id } = pick(before.timers, action.activityId, action.index);
      world.forward(action.advanceSeconds);
      return world.give(instance, { type: 'occur', subscriptionId: id });
    }
    case 'message': {
      const named = before.messages.filter(({ seen }) => seen.message === action.message);
      const { instance, id } = pick(named, action.activityId, action.index);
      return world.give(instance, { type: 'occur', subscriptionId: id, variables: action.variables ?? {} });
    }
    case 'signal':
      return world.signal(action.signal);
    case 'setVariables': {
      const [first] = world.instances;
      if (first === undefined) throw new NotThere(`no instance of ${process}`);
      return world.give(first, { type: 'setVariables', variables: action.variables });
    }
    case 'runJobs':
      return null;
  }
}

const idle = (refused: Refusal | null) => (refused?.code === 'unknownEvent' ? null : refused);

const withVariables = ([definition, startAt]: [Definition, string], variables: Case['startVariables']) =>
  [definition, variables ?? {}, startAt] as const;

function wrongOutcome(refused: Refusal | null, { error }: Step): string[] {
  if (refused === null) return error === undefined ? [] : [`accepted, but recorded as ${error.kind}`];
  if (error === undefined) return [`refused as ${refused.code} ${JSON.stringify(refused.details ?? {})}`];
  return KINDS.has(error.kind) && error.kind !== refused.code
    ? [`refused as ${refused.code}, but recorded as ${error.kind}`]
    : [];
}

export interface Played {
  /** What differs at the first step that differs; nothing where all is equal. */
  why: string[];
  /** Why the case is left out: the recorded engine deviates there (docs/bpmn-subset.md). */
  deviation?: string;
}

/** A cycle that has been carried out as often as it says goes on in the recorded engine, due at once and without end. */
function isRunOut(world: World, seen: SeenState | null, step: Step, found: readonly string[]): boolean {
  const missing = missingTimers(seen, step.state);
  return (
    found.length === 1 &&
    missing.length > 0 &&
    differences(seen === null ? null : { ...seen, timers: [...seen.timers, ...missing] }, step.state).length === 0 &&
    missing.every(({ activityId, dueInSeconds }) => dueInSeconds <= 0 && world.runOut.has(activityId))
  );
}

/** Plays a case; what differs at its first step that differs, with the number of the step. */
export function replay(definitions: readonly Definition[], recorded: Case): Played {
  const world = new World(definitions, recorded.clock);
  for (const [index, step] of (recorded.steps ?? []).entries()) {
    const before = itemsOf(world, recorded.process);
    let found: string[];
    try {
      found = wrongOutcome(act(world, recorded, step.action, before), step);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      found = [error instanceof NotThere ? error.message : (error.stack ?? error.message)];
    }
    const seen = stateOf(world, itemsOf(world, recorded.process));
    found.push(...world.dangling());
    // Asynchronous continuations are no part of the standard: the token has gone on already.
    if (step.state?.asyncJobs === undefined) found.push(...differences(seen, step.state));
    if (found.length === 0) continue;
    const why = found.map((text) => `step ${index} (${step.action.type}): ${text}`);
    if (recorded.end === 'waits for ever' && recorded.features.includes('inclusiveGateway')) {
      return { why, deviation: 'inclusive join that is not looked at again' };
    }
    return isRunOut(world, seen, step, found) ? { why, deviation: 'cycle that has run out' } : { why };
  }
  return { why: [] };
}
