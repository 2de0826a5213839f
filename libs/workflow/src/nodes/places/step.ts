import type { NodeDefinition } from '../../definition';
import type { Run } from '../../run';
import type { Place, PlacesStep } from '../../state';
import type { PlaceRole } from '../../vocabulary';
import { isOver } from './block';

/** A step of nothing but places, still without any. */
export const newPlacesStep = (run: Run, { id }: NodeDefinition, type: PlacesStep['type']): PlacesStep => ({
  id: run.nextStepId(),
  nodeId: id,
  type,
  open: true,
  openedAt: run.now,
  closedAt: null,
  places: [],
});

export const placesOf = ({ places }: { places: Place[] }, role: PlaceRole): Place[] =>
  places.filter((place) => place.role === role);

/** Nobody of this role has anything to do any more. */
export const allOver = (step: { places: Place[] }, role: PlaceRole): boolean => placesOf(step, role).every(isOver);

/** `complete`: everybody who was asked has done it; what was taken away was not asked. */
export function closeAsFar(run: Run, step: PlacesStep, role: PlaceRole): void {
  const all = placesOf(step, role).every(({ state }) => state === 'done' || state === 'released');
  step.result = all ? 'complete' : 'incomplete';
  run.closeStep(step, step.result);
}
