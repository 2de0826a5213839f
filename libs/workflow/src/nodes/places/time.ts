import type { Place } from '../../state';
import type { Instant } from '../../vocabulary';
import type { Deadline, Due } from '../node';
import { periodRuns, record, rulesOf } from './block';
import type { PlaceRules, PlacesState, PlaceWork } from './block';
import { escalate } from './escalate';

export function duesOf({ places }: PlacesState): Due[] {
  return places.flatMap((place) => {
    if (place.state !== 'open') return [];
    const { id, reminders } = place;
    const reminded = reminders.flatMap(({ at, fired }, index): Due[] =>
      fired ? [] : [{ at, id, what: 'reminder', index }],
    );
    return periodRuns(place) ? [...reminded, { at: place.dueEnd, id, what: 'period' as const, index: 0 }] : reminded;
  });
}

/** Fristen that were set by hand or by an escalation stay. */
export function deadlinesOf(places: readonly Place[], rules: (place: Place) => PlaceRules): Deadline[] {
  return places.flatMap((place) => {
    const { period } = rules(place);
    const { id, unitId, countedFrom } = place;
    if (period === undefined || countedFrom === null || !periodRuns(place)) return [];
    return [{ id, unitId, from: countedFrom, period, dueEnd: place.dueEnd }];
  });
}

export function movePlace(work: PlaceWork, id: string, dueEnd: Instant): void {
  const place = work.step.places.find((candidate) => candidate.id === id);
  if (place === undefined) return;
  const { reminders } = rulesOf(work, place);
  place.dueEnd = dueEnd;
  place.reminders = work.run.remindersAgain(reminders, place.openedAt ?? work.run.now, place.reminders, dueEnd);
}

function remind(work: PlaceWork, place: Place): void {
  record(work, { type: 'reminded', dueEnd: place.dueEnd }, null, place);
  work.run.notify('reminder', { step: work.step, seat: place });
}

function moveUp(work: PlaceWork, place: Place): void {
  place.countedFrom = null;
  escalate(work.run, place, () => ({ step: work.step, seat: place }), rulesOf(work, place));
}

function goOnWithout(work: PlaceWork, place: Place): void {
  place.state = 'without';
  place.reminders = [];
  record(work, { type: 'placeWithout', role: place.role }, null, place);
}

const silences = { escalate: moveUp, without: goOnWithout, remindOnly: remind } as const satisfies {
  [Silence in PlaceRules['onSilence']]: (work: PlaceWork, place: Place) => void;
};

/** Lets one due thing happen if it is still to come. */
export function firePlace(work: PlaceWork, due: Due): void {
  const place = work.step.places.find(({ id }) => id === due.id);
  if (place?.state !== 'open') return;
  if (due.what === 'reminder') {
    const reminder = place.reminders[due.index];
    if (reminder === undefined || reminder.fired || reminder.at !== due.at) return;
    reminder.fired = true;
    remind(work, place);
  } else if (due.what === 'period' && periodRuns(place) && place.dueEnd === due.at) {
    place.firedDueEnd = due.at;
    silences[rulesOf(work, place).onSilence](work, place);
  }
}
