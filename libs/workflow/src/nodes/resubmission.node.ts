import { lastDayBefore, localDate, startOfDay } from '../calendar';
import type { LocalDate } from '../calendar';
import { refuse } from '../command';
import type { ResubmissionNode, ResultDefinition } from '../definition';
import { fitsFact } from '../facts';
import type { Run } from '../run';
import type { ResubmissionStep } from '../state';
import type { StepKind } from './node';
import { addPlaces, openPlace, placesKind, putBack } from './places';
import type { Entry, PlacesBlock } from './places';

const RESULTS: ResultDefinition[] = [
  { key: 'done', name: { de: 'erledigt', en: 'done with' } },
  { key: 'again', name: { de: 'erneut vorlegen', en: 'resubmit again' } },
];
const DAY: Entry = {
  key: 'day',
  name: { de: 'Wieder vorlegen am', en: 'Resubmit on' },
  type: 'date',
  required: true,
  onlyWith: 'again',
};

const block: PlacesBlock<ResubmissionNode, ResubmissionStep> = {
  rules: ({ period, reminders }) => ({
    task: 'resubmission',
    results: RESULTS,
    entries: [DAY],
    period,
    reminders,
    onSilence: 'remindOnly',
  }),
  accept({ run, step }, _place, { result, values }) {
    const day = values?.[DAY.key];
    if (result !== 'again' || typeof day !== 'string') return null;
    if (day <= localDate(run.now)) return refuse('badFact', { fact: DAY.key });
    step.comesBackAt = startOfDay(day);
    return null;
  },
  settle({ run, step }) {
    const [place] = step.places;
    if (place?.state !== 'done') return;
    if (place.result === 'again') {
      putBack(place);
      return;
    }
    step.result = 'done';
    run.closeStep(step, step.result);
  },
};

/** The day on which it comes back; `null` where the fact that is to name it says nothing. */
function dayOf(run: Run, { at }: ResubmissionNode): LocalDate | null {
  if (at.kind === 'period') return lastDayBefore(run.endOf(at.period));
  const day = run.declared[at.fact];
  return typeof day === 'string' && fitsFact(DAY, day) ? day : null;
}

const shared = placesKind(block);

/** Wiedervorlage: waits until its day, is then done with or put off to a later one. */
export const resubmission: StepKind<ResubmissionNode, ResubmissionStep> = {
  ...shared,
  obstacle(run, node) {
    if (!run.isComplete(node)) return 'missingParticipant';
    return dayOf(run, node) === null ? 'factMissing' : null;
  },
  enter(run, node) {
    const comesBackAt = startOfDay(dayOf(run, node) ?? localDate(run.now));
    const step: ResubmissionStep = {
      id: run.nextStepId(),
      nodeId: node.id,
      type: 'resubmission',
      open: true,
      openedAt: run.now,
      closedAt: null,
      places: [],
      comesBackAt,
    };
    run.openStep(step);
    const [unitId = null] = run.unitsOf(node.addressee);
    const [place] = addPlaces(step.places, [unitId], 'resubmission');
    // Its day may be today, or have passed while the fact was being filled in.
    if (place !== undefined && comesBackAt <= run.now) openPlace({ run, node, step, block }, place);
    return [];
  },
  dues(step) {
    const waits = step.places.some(({ state }) => state === 'waiting');
    const comesBack = { at: step.comesBackAt, id: '', what: 'period' as const, index: 0 };
    return [...(waits ? [comesBack] : []), ...shared.dues(step)];
  },
  fire(run, node, step, due) {
    if (due.id !== '') return shared.fire(run, node, step, due);
    const place = step.places.find(({ state }) => state === 'waiting');
    if (place !== undefined && due.at === step.comesBackAt) openPlace({ run, node, step, block }, place);
  },
};
