import type { FactDefinition, NodeDefinition } from '../../definition';
import type { Place } from '../../state';
import { ofStep } from '../../task-view';
import type { TaskForm, TaskStatus, TaskView } from '../../task-view';
import type { PlaceRules, PlacesState } from './block';
import type { Offered } from './complete';

const STATUS = {
  waiting: 'waiting',
  open: 'open',
  done: 'done',
  without: 'done',
  released: 'cancelled',
} as const satisfies Record<Place['state'], TaskStatus>;

/** One for each place. */
export const tasksOfPlaces = (
  { name }: NodeDefinition,
  step: PlacesState,
  rules: (place: Place) => PlaceRules,
): TaskView[] =>
  step.places.map((place) => {
    const { task: kind } = rules(place);
    return {
      key: `${kind}:${step.id}:${place.id}`,
      stepId: step.id,
      nodeId: step.nodeId,
      seatId: place.id,
      kind,
      name,
      unitId: place.unitId,
      ownerId: place.owner,
      ownerSince: place.ownerSince,
      openedAt: place.openedAt,
      dueEnd: place.dueEnd,
      status: ofStep(step, STATUS[place.state]),
      mandatory: true,
    };
  });

/** What is offered, as whoever shows it needs it. */
export function formOf(
  { request, results = [], fields = [], entries = [] }: Offered & Pick<PlaceRules, 'request'>,
  declared: readonly FactDefinition[],
): TaskForm {
  return {
    request: request ?? null,
    results: [...results],
    fields: [
      ...fields.flatMap(({ fact, required = false }) => {
        const known = declared.find(({ key }) => key === fact);
        return known === undefined ? [] : [{ ...known, required }];
      }),
      ...entries,
    ],
  };
}
