import { isBlank } from '../../authority';
import { refuse } from '../../command';
import type { Refusal } from '../../command';
import type { FactDefinition, FactValue, ResultDefinition } from '../../definition';
import { refuseFacts } from '../../facts';
import type { Place } from '../../state';
import type { Completion } from '../../vocabulary';
import { isLate, record, rulesOf } from './block';
import type { Entry, PlaceRules, PlaceWork } from './block';
import { isRefusal, whoActs } from './claim';
import type { OnPlace } from './claim';

/** What is offered: results, facts of the procedure and entries of the block. */
export type Offered = Pick<PlaceRules, 'results' | 'fields' | 'entries'>;

/** Whether the result is one of those offered, with words where it needs them. */
function refuseResult(results: readonly ResultDefinition[], { result, words }: Completion): Refusal | null {
  if (results.length === 0) return result === undefined ? null : refuse('unknownResult', { result });
  const chosen = results.find(({ key }) => key === result);
  if (chosen === undefined) return refuse('unknownResult', { result: result ?? '' });
  return chosen.needsWords && isBlank(words) ? refuse('wordsRequired') : null;
}

const isAskedWith = ({ onlyWith }: Entry, result: string | undefined): boolean =>
  onlyWith === undefined || onlyWith === result;

/** Why a completion cannot be taken as it stands: its result, its words, and the form of each value. */
export function refuseCompletion(
  { results = [], fields = [], entries = [] }: Offered,
  declared: readonly FactDefinition[],
  given: Completion,
): Refusal | null {
  const refused = refuseResult(results, given);
  if (refused !== null) return refused;
  const asked = entries.filter((entry) => isAskedWith(entry, given.result));
  const offered = [...declared.filter(({ key }) => fields.some(({ fact }) => fact === key)), ...asked];
  const required = [
    ...fields.filter((field) => field.required).map(({ fact }) => fact),
    ...asked.filter((entry) => entry.required).map(({ key }) => key),
  ];
  return refuseFacts(offered, given.values ?? {}, required);
}

/** The values that are facts of the procedure; entries are the block's own. */
export function factsAmong({ entries = [] }: Offered, values: Completion['values'] = {}): Record<string, FactValue> {
  const own = new Set(entries.map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => !own.has(key)));
}

/** What the happening says beside its type: nothing that was not given. */
export const saidBy = ({ result, words }: Completion): { result?: string; words?: string } => ({
  ...(result === undefined ? {} : { result }),
  ...(isBlank(words) ? {} : { words: words ?? '' }),
});

function keep(work: PlaceWork, place: Place, { result, words }: Completion): void {
  place.state = 'done';
  place.result = result ?? null;
  place.words = isBlank(words) ? null : (words ?? null);
  place.at = work.run.now;
  place.reminders = [];
}

/** Late: whoever could take it over may do it at once, as with a late answer. */
const mayComplete = (place: Place, personId: string): boolean => place.owner === personId || place.state === 'without';

export const complete: OnPlace<'complete'> = (work, place, command, by) => {
  const { run, step } = work;
  const acted = whoActs(work, place, by);
  if (isRefusal(acted)) return acted;
  if (!mayComplete(place, by.personId)) return refuse('notOwner');
  const rules = rulesOf(work, place);
  const refused =
    refuseCompletion(rules, run.declaredFacts, command) ?? work.block.accept?.(work, place, command, acted) ?? null;
  if (refused !== null) return refused;
  if (place.owner !== by.personId) Object.assign(place, { owner: by.personId, ownerSince: run.now });
  keep(work, place, command);
  place.by = acted;
  record(work, { type: 'placeDone', role: place.role, ...saidBy(command), late: isLate(place) }, acted, place);
  const values = factsAmong(rules, command.values);
  if (Object.keys(values).length > 0) run.setFacts(values, acted, { step });
  return null;
};
