import { startOfDay } from '../calendar';
import type { WaitNode } from '../definition';
import { fitsFact } from '../facts';
import type { Run } from '../run';
import type { WaitStep } from '../state';
import type { Instant } from '../vocabulary';
import type { StepKind } from './node';
import { addPlaces, allOver, openPlace, placesKind } from './places';
import type { PlacesBlock } from './places';

const block: PlacesBlock<WaitNode, WaitStep> = {
  rules: ({ until }) => ({
    task: 'report',
    request: until.kind === 'event' ? until.event : undefined,
    reminders: [],
    onSilence: 'remindOnly',
  }),
  settle({ run, step }) {
    if (!allOver(step, 'report')) return;
    step.result = 'reported';
    run.closeStep(step, step.result);
  },
};

/** When time alone ends it; `null` where only the event does, `undefined` where the fact that names the day is missing. */
function endOf(run: Run, { until }: WaitNode): Instant | null | undefined {
  if (until.kind === 'event') return until.atMost === undefined ? null : run.endOf(until.atMost);
  const day = run.declared[until.fact];
  const isDay = typeof day === 'string' && fitsFact({ key: until.fact, name: { de: '', en: '' }, type: 'date' }, day);
  return isDay ? startOfDay(day) : undefined;
}

const shared = placesKind(block);

/** Warten: for a day, or for an event that a unit reports. Ends as `reported`, or as `timeout` when time was first. */
export const wait: StepKind<WaitNode, WaitStep> = {
  ...shared,
  obstacle(run, node) {
    if (!run.isComplete(node)) return 'missingParticipant';
    return endOf(run, node) === undefined ? 'factMissing' : null;
  },
  enter(run, node) {
    const dueEnd = endOf(run, node) ?? null;
    // The day has come, or has passed while the fact was being filled in.
    if (node.until.kind === 'date' && dueEnd !== null && dueEnd <= run.now) return run.outgoing(node.id);
    const step: WaitStep = {
      id: run.nextStepId(),
      nodeId: node.id,
      type: 'wait',
      open: true,
      openedAt: run.now,
      closedAt: null,
      places: [],
      dueEnd,
    };
    run.openStep(step);
    const reporting = node.until.kind === 'event' ? run.unitsOf(node.until.reportedBy) : [];
    for (const place of addPlaces(step.places, reporting, 'report')) openPlace({ run, node, step, block }, place);
    return [];
  },
  dues: (step) => [
    ...(step.dueEnd === null ? [] : [{ at: step.dueEnd, id: '', what: 'period' as const, index: 0 }]),
    ...shared.dues(step),
  ],
  deadlines({ until }, { openedAt, dueEnd }) {
    if (until.kind !== 'event' || until.atMost === undefined || dueEnd === null) return [];
    return [{ id: '', unitId: null, from: openedAt, period: until.atMost, dueEnd }];
  },
  move(_run, _node, step, _deadline, dueEnd) {
    step.dueEnd = dueEnd;
  },
  fire(run, node, step, due) {
    if (due.id !== '') return shared.fire(run, node, step, due);
    if (due.at !== step.dueEnd) return;
    step.result = 'timeout';
    run.closeStep(step, step.result);
  },
};
