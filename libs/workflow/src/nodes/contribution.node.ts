import type { ContributionNode, ResultDefinition } from '../definition';
import type { PlacesStep } from '../state';
import type { StepKind } from './node';
import { addPlaces, allOver, closeAsFar, newPlacesStep, openPlace, placesKind, placesOf } from './places';
import type { PlaceRules, PlacesBlock } from './places';

/** Where Fehlanzeige is allowed, somebody says which of the two it is; why there is nothing is said in words. */
const WITH_NIL: ResultDefinition[] = [
  { key: 'delivered', name: { de: 'Beitrag', en: 'contribution' } },
  { key: 'nil', name: { de: 'Fehlanzeige', en: 'nil return' }, needsWords: true },
];

const ofPart = (node: ContributionNode): PlaceRules => ({
  ...node,
  task: 'contribution',
  results: node.nilAllowed ? WITH_NIL : undefined,
  late: true,
});

/** Nothing is put together by silence: it goes up, or it is reminded of. */
const ofCombination = (node: ContributionNode): PlaceRules => ({
  task: 'combination',
  period: node.combinePeriod,
  reminders: [],
  onSilence: node.onSilence === 'escalate' ? 'escalate' : 'remindOnly',
  escalationPeriod: node.escalationPeriod,
  maxEscalations: node.maxEscalations,
});

const block: PlacesBlock<ContributionNode, PlacesStep> = {
  rules: (node, { role }) => (role === 'combine' ? ofCombination(node) : ofPart(node)),
  settle(work) {
    const { run, step } = work;
    if (!allOver(step, 'part')) return;
    for (const place of placesOf(step, 'combine')) if (place.state === 'waiting') openPlace(work, place);
    if (allOver(step, 'combine')) closeAsFar(run, step, 'part');
  },
  /** Once the parts are being put together, nobody is asked any more. */
  grows: (step) => (placesOf(step, 'combine').every(({ state }) => state === 'waiting') ? 'part' : null),
};

/** Beitrag: each unit delivers its part; who is silent is "ohne Beitrag", goes up or is reminded, as is set. */
export const contribution: StepKind<ContributionNode, PlacesStep> = {
  ...placesKind(block),
  obstacle(run, node) {
    const asked = node.addressees.flatMap((addressee) => run.unitsOf(addressee));
    return asked.length > 0 && run.isComplete(node) ? null : 'missingParticipant';
  },
  enter(run, node) {
    const step = newPlacesStep(run, node, 'contribution');
    run.openStep(step);
    const asked = node.addressees.flatMap((addressee) => run.unitsOf(addressee));
    const parts = addPlaces(step.places, asked, 'part');
    const [combining] = node.combinedBy === undefined ? [] : run.unitsOf(node.combinedBy);
    if (combining !== undefined) addPlaces(step.places, [combining], 'combine');
    for (const place of parts) openPlace({ run, node, step, block }, place);
    return [];
  },
};
