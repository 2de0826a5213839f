import type { ResultDefinition } from '../../definition';
import type { Place } from '../../state';
import { addPlaces, allOver, openPlace, placesOf } from '../places';
import { officeOf } from './agenda';
import { conflictsOf } from './minutes';
import type { CommitteeWork } from './minutes';
import { isCarried, isQuorate } from './votes';
import type { Votes } from './votes';

export const VOTE_RESULTS: ResultDefinition[] = [
  { key: 'yes', name: { de: 'Zustimmung', en: 'Consent' } },
  { key: 'objection', name: { de: 'Widerspruch, in die Sitzung', en: 'Objection, to the session' }, needsWords: true },
  { key: 'abstain', name: { de: 'Enthaltung', en: 'Abstention' } },
  { key: 'conflict', name: { de: 'Befangen', en: 'Conflict of interest' }, needsWords: true },
];

/** A paper that cannot be decided by circulation goes to the session. */
function toSession(work: CommitteeWork): void {
  const { run, node, step } = work;
  for (const place of placesOf(step, 'vote')) {
    if (place.state === 'open') Object.assign(place, { state: 'released', reminders: [] } satisfies Partial<Place>);
  }
  for (const place of addPlaces(step.places, officeOf(run, node), 'agenda')) openPlace(work, place);
}

/** Silence counts as an abstention where the settings close it by time. */
function votesOf(places: readonly Place[]): Votes {
  const given = (result: string): number => places.filter((place) => place.result === result).length;
  const entitled = places.length - given('conflict');
  return {
    entitled,
    present: given('yes') + given('abstain'),
    yes: given('yes'),
    no: 0,
    abstained: given('abstain') + places.filter(({ state }) => state === 'without').length,
    tie: null,
  };
}

export function settleCirculation(work: CommitteeWork): void {
  const { run, node, step } = work;
  const places = placesOf(step, 'vote');
  if (places.some(({ result }) => result === 'objection')) return toSession(work);
  if (!allOver(step, 'vote')) return;
  const votes = votesOf(places);
  step.excluded = conflictsOf(step);
  // Nobody can vote against it here: too few who take part, or too many who abstain, leave it to the session.
  if (!isQuorate(node, votes) || !isCarried(node, votes)) return toSession(work);
  step.result = 'asDrafted';
  const { yes, no, abstained } = votes;
  const excluded = step.excluded.map(({ unitId }) => unitId);
  run.record({ type: 'committeeDecided', result: step.result, yes, no, abstained, excluded }, null, { step });
  run.closeStep(step, step.result);
}
