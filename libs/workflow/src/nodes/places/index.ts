import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { NodeDefinition } from '../../definition';
import type { Run } from '../../run';
import type { Acting, PlaceCommand } from '../../vocabulary';
import type { StepCommand, StepKind } from '../node';
import type { PlacesBlock, PlacesState, PlaceWork } from './block';
import { claim, delegate, release } from './claim';
import type { OnPlace } from './claim';
import { complete } from './complete';
import { addPlace, extend, removePlace } from './lead';
import { formOf, tasksOfPlaces } from './tasks';
import { deadlinesOf, duesOf, firePlace, movePlace } from './time';

export type { Entry, PlaceRules, PlacesBlock, PlacesState, PlaceWork } from './block';
export { isLate, isOver } from './block';
export { factsAmong, refuseCompletion, saidBy } from './complete';
export { escalate } from './escalate';
export { addPlaces, openPlace, putBack } from './open';
export { allOver, closeAsFar, newPlacesStep, placesOf } from './step';
export { formOf } from './tasks';

type OnePlace = Exclude<PlaceCommand['type'], 'addPlace'>;
const handlers: { [Type in OnePlace]: OnPlace<Type> } = { claim, release, delegate, complete, extend, removePlace };

const isOnPlace = (command: StepCommand): command is Extract<PlaceCommand, { type: OnePlace }> =>
  Object.hasOwn(handlers, command.type);

function carryOut(work: PlaceWork, by: Acting, command: StepCommand): Refusal | null {
  if (command.type === 'addPlace') return addPlace(work, command, by);
  if (!isOnPlace(command)) return refuse('unknownStep');
  const place = work.step.places.find(({ id }) => id === command.seatId);
  if (place === undefined) return refuse('unknownSeat');
  const handle = handlers[command.type] as OnPlace<OnePlace>;
  return handle(work, place, command, by);
}

type Shared = 'dues' | 'deadlines' | 'move' | 'fire' | 'command' | 'tasks' | 'form';

/** Everything that is the same for all kinds of step with places; the kind itself says how they are opened. */
export function placesKind<Node extends NodeDefinition, Step extends PlacesState>(
  block: PlacesBlock<Node, Step>,
): Required<Pick<StepKind<Node, Step>, Shared>> {
  const workOn = (run: Run, node: Node, step: Step): PlaceWork => ({ run, node, step, block }) as unknown as PlaceWork;
  const settle = (run: Run, node: Node, step: Step): void => {
    if (step.open) block.settle({ run, node, step, block });
  };
  return {
    dues: duesOf,
    deadlines: (node, step) => deadlinesOf(step.places, (place) => block.rules(node, place)),
    move: (run, node, step, { id }, dueEnd) => movePlace(workOn(run, node, step), id, dueEnd),
    fire(run, node, step, due) {
      firePlace(workOn(run, node, step), due);
      settle(run, node, step);
    },
    command(run, node, step, by, command) {
      const refused = carryOut(workOn(run, node, step), by, command);
      if (refused === null) settle(run, node, step);
      return refused;
    },
    tasks: (node, step) => tasksOfPlaces(node, step, (place) => block.rules(node, place)),
    form(node, step, seatId, declared) {
      const place = step.places.find(({ id }) => id === seatId);
      return place === undefined
        ? { request: null, results: [], fields: [] }
        : formOf(block.rules(node, place), declared);
    },
  };
}
