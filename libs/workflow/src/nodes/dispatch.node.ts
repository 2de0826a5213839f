import type { DispatchNode, ResultDefinition } from '../definition';
import type { PlacesStep } from '../state';
import type { StepKind } from './node';
import { addPlaces, allOver, newPlacesStep, openPlace, placesKind } from './places';
import type { PlacesBlock } from './places';

/** The words say when and how. */
const SENT: ResultDefinition[] = [{ key: 'sent', name: { de: 'versandt', en: 'sent' }, needsWords: true }];

const block: PlacesBlock<DispatchNode, PlacesStep> = {
  rules: ({ recipients, period, reminders }) => ({
    task: 'dispatch',
    request: { de: `Versand an: ${recipients.de}`, en: `To be sent to: ${recipients.en}` },
    results: SENT,
    period,
    reminders,
    onSilence: 'remindOnly',
  }),
  settle({ run, step }) {
    if (!allOver(step, 'dispatch')) return;
    step.result = 'sent';
    run.closeStep(step, step.result);
  },
};

/** Versand: somebody sends the paper out and notes when and how. */
export const dispatch: StepKind<DispatchNode, PlacesStep> = {
  ...placesKind(block),
  obstacle: (run, node) => (run.isComplete(node) ? null : 'missingParticipant'),
  enter(run, node) {
    const step = newPlacesStep(run, node, 'dispatch');
    run.openStep(step);
    for (const place of addPlaces(step.places, run.unitsOf(node.addressee), 'dispatch'))
      openPlace({ run, node, step, block }, place);
    return [];
  },
};
