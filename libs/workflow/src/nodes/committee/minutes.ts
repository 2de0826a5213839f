import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { CommitteeNode, FactValue, ResultDefinition } from '../../definition';
import type { ActedBy } from '../../effects';
import type { CommitteeStep, Place } from '../../state';
import type { Completion } from '../../vocabulary';
import { placesOf, putBack } from '../places';
import type { Entry, PlaceWork } from '../places';
import { sessionAfter } from './session';
import { addUp, isCarried, isQuorate } from './votes';
import type { Votes } from './votes';

export type CommitteeWork = PlaceWork<CommitteeNode, CommitteeStep>;

export const MINUTES_RESULTS: ResultDefinition[] = [
  { key: 'asDrafted', name: { de: 'wie vorgelegt beschlossen', en: 'decided as drafted' } },
  { key: 'changed', name: { de: 'mit Änderungen beschlossen', en: 'decided with changes' }, needsWords: true },
  { key: 'postponed', name: { de: 'vertagt', en: 'postponed' }, needsWords: true },
  { key: 'referredBack', name: { de: 'zurückverwiesen', en: 'referred back' }, needsWords: true },
  { key: 'rejected', name: { de: 'abgelehnt', en: 'rejected' } },
];

const entry = (key: string, type: Entry['type'], de: string, en: string): Entry => ({
  key,
  type,
  name: { de, en },
  required: false,
});
const COUNTS = [
  entry('present', 'number', 'Anwesende Stimmberechtigte', 'Members present'),
  entry('yes', 'number', 'Ja', 'Yes'),
  entry('no', 'number', 'Nein', 'No'),
  entry('abstained', 'number', 'Enthaltungen', 'Abstentions'),
];

export const MINUTES_ENTRIES: Entry[] = [
  ...COUNTS,
  {
    ...entry('tie', 'choice', 'Stimme des Vorsitzes bei Gleichstand', 'Vote of the chair in a tie'),
    choices: [
      { key: 'yes', name: { de: 'Ja', en: 'Yes' } },
      { key: 'no', name: { de: 'Nein', en: 'No' } },
    ],
  },
  entry('excluded', 'units', 'Wegen Befangenheit ausgeschlossen', 'Excluded for a conflict of interest'),
  entry('exclusion', 'text', 'Grund der Befangenheit', 'Reason of the conflict of interest'),
];

const VOTED: readonly string[] = ['asDrafted', 'changed', 'rejected'];

/** Who has a vote; a member that is not there any more is none. */
const membersOf = ({ run, node }: CommitteeWork): string[] => [
  ...new Set(node.members.flatMap((member) => run.unitsOf(member)).filter((unitId) => unitId !== null)),
];

function votesOf(work: CommitteeWork, values: Record<string, FactValue>, excluded: readonly string[]): Votes {
  const count = (key: string): number => (typeof values[key] === 'number' ? values[key] : -1);
  const members = membersOf(work);
  const { tie } = values;
  return {
    entitled: members.length - excluded.length,
    present: count('present'),
    yes: count('yes'),
    no: count('no'),
    abstained: count('abstained'),
    tie: work.node.chair !== undefined && (tie === 'yes' || tie === 'no') ? tie : null,
  };
}

function refuseVotes(
  work: CommitteeWork,
  result: string,
  values: Record<string, FactValue>,
  votes: Votes,
): Refusal | null {
  const missing = COUNTS.find(({ key }) => typeof values[key] !== 'number');
  if (missing !== undefined) return refuse('factMissing', { fact: missing.key });
  if (!addUp(votes)) return refuse('votesDoNotAddUp', { entitled: votes.entitled });
  if (!isQuorate(work.node, votes)) return refuse('noQuorum', { present: votes.present, entitled: votes.entitled });
  return isCarried(work.node, votes) === (result !== 'rejected') ? null : refuse('otherwiseDecided');
}

function postpone({ run, node, step }: CommitteeWork, reason: string, by: ActedBy): void {
  const { session } = step;
  if (session === null) return;
  step.postponed.push({ at: session.at, reason });
  step.session = sessionAfter(node.session, session, run.now, run.facts.closedDays);
  run.record({ type: 'committeePostponed', sessionAt: step.session.at, reason }, by, { step });
}

/** What members have declared themselves, by circulation. */
export const conflictsOf = (step: CommitteeStep): CommitteeStep['excluded'] =>
  placesOf(step, 'vote').flatMap(({ result, originalUnitId, words }) =>
    result === 'conflict' ? [{ unitId: originalUnitId, reason: words ?? '' }] : [],
  );

/** Takes over what the office writes down of the session, or says what is wrong with it. */
export function acceptMinutes(work: CommitteeWork, given: Completion, by: ActedBy): Refusal | null {
  const { run, step } = work;
  const { result = '', words = '', values = {} } = given;
  if (result === 'postponed') {
    postpone(work, words, by);
    return null;
  }
  const named = Array.isArray(values['excluded']) ? values['excluded'] : [];
  const members = membersOf(work);
  if (named.some((unitId) => !members.includes(unitId))) return refuse('badFact', { fact: 'excluded' });
  const reason = typeof values['exclusion'] === 'string' ? values['exclusion'].trim() : '';
  // Whoever has said so by circulation need not be named again.
  const declared = conflictsOf(step).filter(({ unitId }) => members.includes(unitId));
  const others = named.filter((unitId) => !declared.some((one) => one.unitId === unitId));
  if (others.length > 0 && reason === '') return refuse('factMissing', { fact: 'exclusion' });
  const conflicts = [...declared, ...others.map((unitId) => ({ unitId, reason }))];
  const excluded = conflicts.map(({ unitId }) => unitId);
  const votes = votesOf(work, values, excluded);
  const refused = VOTED.includes(result) ? refuseVotes(work, result, values, votes) : null;
  if (refused !== null) return refused;
  step.excluded = conflicts;
  const { yes, no, abstained } = VOTED.includes(result) ? votes : { yes: 0, no: 0, abstained: 0 };
  const said = words.trim() === '' ? {} : { words };
  run.record({ type: 'committeeDecided', result, yes, no, abstained, excluded, ...said }, by, { step });
  step.result = result;
  return null;
}

/** Decided: the step is over. Postponed: the minutes wait for the next session. */
export function settleMinutes({ run, step }: CommitteeWork, minutes: Place): void {
  if (minutes.state !== 'done') return;
  if (minutes.result === 'postponed') putBack(minutes);
  else run.closeStep(step, step.result);
}
