import type { TakeNoteNode } from '../definition';
import type { PlacesStep } from '../state';
import type { StepKind } from './node';
import { addPlaces, allOver, closeAsFar, newPlacesStep, openPlace, placesKind } from './places';
import type { PlacesBlock } from './places';

const block: PlacesBlock<TakeNoteNode, PlacesStep> = {
  rules: ({ period, reminders }) => ({ task: 'takeNote', period, reminders, onSilence: 'without', late: true }),
  settle({ run, step }) {
    if (allOver(step, 'note')) closeAsFar(run, step, 'note');
  },
  grows: () => 'note',
};

/** Kenntnisnahme: everybody addressed is shown the paper; time alone ends it, with "keine Kenntnisnahme" on record. */
export const takeNote: StepKind<TakeNoteNode, PlacesStep> = {
  ...placesKind(block),
  obstacle: (run, node) => (run.isComplete(node) ? null : 'missingParticipant'),
  enter(run, node) {
    const step = newPlacesStep(run, node, 'takeNote');
    if (!node.waits) step.detached = true;
    run.openStep(step);
    const units = node.addressees.flatMap((addressee) => run.unitsOf(addressee));
    for (const place of addPlaces(step.places, units, 'note')) openPlace({ run, node, step, block }, place);
    return node.waits ? [] : run.outgoing(node.id);
  },
};
