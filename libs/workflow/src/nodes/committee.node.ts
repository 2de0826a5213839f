import type { CommitteeNode } from '../definition';
import type { CommitteeStep, Place } from '../state';
import { acceptAgenda, AGENDA_ENTRIES, AGENDA_RESULTS, officeOf } from './committee/agenda';
import { settleCirculation, VOTE_RESULTS } from './committee/circulation';
import { acceptMinutes, MINUTES_ENTRIES, MINUTES_RESULTS, settleMinutes } from './committee/minutes';
import type { StepKind } from './node';
import { addPlaces, openPlace, placesKind, placesOf } from './places';
import type { PlaceRules, PlacesBlock } from './places';

const AGENDA: PlaceRules = {
  task: 'agenda',
  results: AGENDA_RESULTS,
  entries: AGENDA_ENTRIES,
  reminders: [],
  onSilence: 'remindOnly',
};
const MINUTES: PlaceRules = { ...AGENDA, task: 'minutes', results: MINUTES_RESULTS, entries: MINUTES_ENTRIES };

const ofVote = ({ period, reminders, onSilence }: CommitteeNode): PlaceRules => ({
  task: 'vote',
  results: VOTE_RESULTS,
  period,
  reminders,
  onSilence: onSilence === 'abstain' ? 'without' : 'remindOnly',
});

const rulesOf = (node: CommitteeNode, { role }: Place): PlaceRules =>
  role === 'vote' ? ofVote(node) : role === 'agenda' ? AGENDA : MINUTES;

const block: PlacesBlock<CommitteeNode, CommitteeStep> = {
  rules: rulesOf,
  accept(work, { role }, given, by) {
    if (role === 'minutes') return acceptMinutes(work, given, by);
    if (role === 'agenda') acceptAgenda(work, given, by);
    return null;
  },
  settle(work) {
    const { run, step } = work;
    const [minutes] = placesOf(step, 'minutes');
    const [agenda] = placesOf(step, 'agenda');
    if (minutes !== undefined) settleMinutes(work, minutes);
    else if (step.result === 'fault') run.closeStep(step, step.result);
    else if (agenda === undefined) settleCirculation(work);
  },
};

const shared = placesKind(block);
const waitingMinutes = (step: CommitteeStep): Place | undefined =>
  placesOf(step, 'minutes').find(({ state }) => state === 'waiting');

/**
 * Gremium: the office puts the paper on the agenda and writes down what was decided in the session; by circulation the
 * members vote here, and one objection takes the paper to the session.
 */
export const committee: StepKind<CommitteeNode, CommitteeStep> = {
  ...shared,
  obstacle: (run, node) => (run.isComplete(node) ? null : 'missingParticipant'),
  enter(run, node) {
    const step: CommitteeStep = {
      id: run.nextStepId(),
      nodeId: node.id,
      type: 'committee',
      open: true,
      openedAt: run.now,
      closedAt: null,
      places: [],
      agendaNumber: null,
      session: null,
      postponed: [],
      excluded: [],
    };
    run.openStep(step);
    const circulates = node.mode === 'circulation';
    const units = circulates ? node.members.flatMap((member) => run.unitsOf(member)) : officeOf(run, node);
    for (const place of addPlaces(step.places, units, circulates ? 'vote' : 'agenda'))
      openPlace({ run, node, step, block }, place);
    return [];
  },
  dues(step) {
    const { session } = step;
    const held = session !== null && waitingMinutes(step) !== undefined;
    return [...(held ? [{ at: session.at, id: '', what: 'period' as const, index: 0 }] : []), ...shared.dues(step)];
  },
  fire(run, node, step, due) {
    if (due.id !== '') return shared.fire(run, node, step, due);
    const minutes = waitingMinutes(step);
    if (minutes !== undefined && due.at === step.session?.at) openPlace({ run, node, step, block }, minutes);
  },
};
