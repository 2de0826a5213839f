import { actingFor, isTaken } from '../../authority';
import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { ActedBy } from '../../effects';
import type { Place } from '../../state';
import type { Acting, PlaceCommand } from '../../vocabulary';
import { isWorkable, record } from './block';
import type { PlaceWork } from './block';

export type OnPlace<Type extends PlaceCommand['type']> = (
  work: PlaceWork,
  place: Place,
  command: Extract<PlaceCommand, { type: Type }>,
  by: Acting,
) => Refusal | null;

/** The place is there to be worked on, and this person may for its unit. */
export function whoActs(work: PlaceWork, place: Place, by: Acting): ActedBy | Refusal {
  if (place.state === 'waiting') return refuse('notYourTurn');
  if (!isWorkable(work, place)) return refuse('notOpen');
  return actingFor(by, place.unitId) ?? refuse('noAuthority');
}

export const isRefusal = (found: ActedBy | Refusal): found is Refusal => 'code' in found;

function give(work: PlaceWork, place: Place, personId: string | null): void {
  place.owner = personId;
  place.ownerSince = personId === null ? null : work.run.now;
}

export const claim: OnPlace<'claim'> = (work, place, command, by) => {
  const acted = whoActs(work, place, by);
  if (isRefusal(acted)) return acted;
  // A second click of the owner, or a repeated request, is no news.
  if (place.owner === by.personId) return null;
  if (isTaken(place, command.owner)) return refuse('alreadyClaimed', { owner: place.owner ?? '' });
  give(work, place, by.personId);
  record(work, { type: 'seatClaimed' }, acted, place);
  return null;
};

export const release: OnPlace<'release'> = (work, place, _command, by) => {
  const acted = whoActs(work, place, by);
  if (isRefusal(acted)) return acted;
  if (place.owner !== by.personId) return refuse('notOwner');
  give(work, place, null);
  record(work, { type: 'seatUnclaimed' }, acted, place);
  return null;
};

export const delegate: OnPlace<'delegate'> = (work, place, { to }, by) => {
  const acted = whoActs(work, place, by);
  if (isRefusal(acted)) return acted;
  if (place.owner !== by.personId) return refuse('notOwner');
  if (actingFor(to, place.unitId) === null) return refuse('noAuthority', { personId: to.personId });
  give(work, place, to.personId);
  record(work, { type: 'seatDelegated', to: to.personId }, acted, place);
  work.run.notify('newTask', { step: work.step, seat: place });
  return null;
};
