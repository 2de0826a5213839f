import type { NodeDefinition } from '../../definition';
import type { Place } from '../../state';
import type { PlaceRole } from '../../vocabulary';
import type { PlacesState, PlaceWork } from './block';

/** Padded, so that ids sort as text in the order of the places. */
const placeId = (number: number): string => `p${String(number).padStart(4, '0')}`;

const newPlace = (number: number, unitId: string, role: PlaceRole): Place => ({
  id: placeId(number),
  role,
  unitId,
  originalUnitId: unitId,
  state: 'waiting',
  owner: null,
  ownerSince: null,
  openedAt: null,
  dueEnd: null,
  firedDueEnd: null,
  countedFrom: null,
  reminders: [],
  escalations: 0,
  result: null,
  words: null,
  by: null,
  at: null,
});

/** A waiting place for each unit that has none of this role yet; nobody is asked twice for the same. */
export function addPlaces(places: Place[], units: readonly (string | null)[], role: PlaceRole): Place[] {
  const added: Place[] = [];
  for (const unitId of new Set(units)) {
    if (unitId === null) continue;
    const place = newPlace(places.length + 1, unitId, role);
    places.push(place);
    added.push(place);
  }
  return added;
}

/** Its turn has come: its Frist and its reminders are counted from now. */
export function openPlace<Node extends NodeDefinition, Step extends PlacesState>(
  work: Pick<PlaceWork<Node, Step>, 'run' | 'node' | 'step' | 'block'>,
  place: Place,
): void {
  const { run, node, step, block } = work;
  const { period, reminders } = block.rules(node, place);
  place.state = 'open';
  place.openedAt = run.now;
  place.dueEnd = period === undefined ? null : run.endOf(period);
  place.firedDueEnd = null;
  place.countedFrom = place.dueEnd === null ? null : run.now;
  place.reminders = run.remindersOf(reminders, place.dueEnd);
  if (place.dueEnd !== null) run.record({ type: 'seatOpened', dueEnd: place.dueEnd }, null, { step, seat: place });
  run.notify('newTask', { step, seat: place });
}

/** Back to waiting, as if nobody had had it yet; what was done stays in the record. */
export function putBack(place: Place): void {
  Object.assign(place, {
    state: 'waiting',
    owner: null,
    ownerSince: null,
    openedAt: null,
    dueEnd: null,
    firedDueEnd: null,
    countedFrom: null,
    reminders: [],
    result: null,
    words: null,
    by: null,
    at: null,
  } satisfies Partial<Place>);
}
