import { actingFor, isBlank } from '../../authority';
import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { ActedBy } from '../../effects';
import type { Place } from '../../state';
import type { Acting, PlaceCommand } from '../../vocabulary';
import { record } from './block';
import type { PlaceWork } from './block';
import { isRefusal } from './claim';
import type { OnPlace } from './claim';
import { addPlaces, openPlace } from './open';

/** The lead, who says why. */
function leadActs({ run, step }: PlaceWork, by: Acting, { reason }: { reason: string }): ActedBy | Refusal {
  const acted = actingFor(by, run.facts.leadUnitId);
  if (acted === null) return refuse('notLead');
  if (isBlank(reason)) return refuse('reasonRequired');
  return step.open ? acted : refuse('notOpen');
}

export const extend: OnPlace<'extend'> = (work, place, command, by) => {
  const acted = leadActs(work, by, command);
  if (isRefusal(acted)) return acted;
  if (place.state !== 'open') return refuse('notOpen');
  const dueEnd = new Date(command.dueEnd).toISOString();
  if (dueEnd <= (place.dueEnd ?? '') || dueEnd <= work.run.now) return refuse('notLater');
  place.dueEnd = dueEnd;
  place.countedFrom = null;
  record(work, { type: 'seatExtended', dueEnd, reason: command.reason }, acted, place);
  return null;
};

const takesPart = (place: Place, unitId: string): boolean =>
  place.state !== 'released' && (place.unitId === unitId || place.originalUnitId === unitId);

export function addPlace(
  work: PlaceWork,
  command: Extract<PlaceCommand, { type: 'addPlace' }>,
  by: Acting,
): Refusal | null {
  const { step, block } = work;
  const acted = leadActs(work, by, command);
  if (isRefusal(acted)) return acted;
  const role = block.grows?.(step) ?? null;
  if (role === null) return refuse('notOpen');
  const { unitId, reason } = command;
  if (step.places.some((place) => place.role === role && takesPart(place, unitId))) return refuse('alreadyAsked');
  for (const place of addPlaces(step.places, [unitId], role)) {
    record(work, { type: 'placeAdded', role, reason }, acted, place);
    openPlace(work, place);
  }
  return null;
}

/** What was done stays done; and somebody is always left. */
export const removePlace: OnPlace<'removePlace'> = (work, place, command, by) => {
  const { step, block } = work;
  const acted = leadActs(work, by, command);
  if (isRefusal(acted)) return acted;
  if (place.state !== 'open' && place.state !== 'waiting') return refuse('notOpen');
  const role = block.grows?.(step) ?? null;
  const others = step.places.some((other) => other !== place && other.role === role && other.state !== 'released');
  if (place.role !== role || !others) return refuse('lastPlace');
  place.state = 'released';
  place.reminders = [];
  record(work, { type: 'placeRemoved', role: place.role, reason: command.reason }, acted, place);
  return null;
};
