import { becauseInWords, type ChangedDay, type LocalizedText } from '@querraum/workflow';
import type { HistoryEntry } from '@querraum/contracts';
import { lastMomentInWords } from '../deadline';
import { formatDate, formatList } from '../format';
import { inLanguage, language } from '../language';
import { isKnownResult } from '../round/place-words';
import { personWithCapacity } from '../round/seat-words';
import type { Translate } from '../texts';

export interface HistoryLine {
  who: string;
  what: string;
  /** What somebody has written. */
  words: string;
  version: string;
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function versionOf(data: HistoryEntry['data'], say: Translate): string {
  const { paper } = data;
  const of = typeof paper === 'object' && paper !== null ? (paper as Record<string, unknown>) : data;
  const number = text(of['number']);
  const hash = text(of['sha256']).slice(0, 12);
  return number === '' ? '' : say(hash === '' ? 'history.version' : 'history.versionHash', { number, hash });
}

const isText = (value: unknown): value is LocalizedText =>
  typeof value === 'object' && value !== null && 'de' in value && 'en' in value;

/** The last moment of a Frist; `null` stands for none. */
const deadline = (end: unknown, say: Translate): string =>
  typeof end === 'string' ? lastMomentInWords(end) : end === null ? say('history.noDeadline') : '';

/** The codes in the data of an entry in the words of the office. */
function valuesOf({ kind, data }: HistoryEntry, say: Translate): Record<string, string> {
  const word = (key: string, value: unknown) => (text(value) === '' ? '' : say(`${key}.${text(value)}`));
  return {
    ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, text(value)])),
    unit: text(data['seatUnitName']),
    of: text(data['seatUnitName']) || say('calendar.step.timer'),
    answer: kind.startsWith('risk.') ? '' : word('historyWords.answer', data['kind']),
    outcome: word('historyWords.outcome', data['outcome']),
    change: word('historyWords.change', data['change']),
    position: word('historyWords.position', data['position']),
    how: word('historyWords.how', data['how']),
    level: word('duty.dissent.levels', data['level']),
    silence: word('historyWords.silence', data['effect']),
    incident: kind === 'run.incident' ? word('historyWords.incident', data['reason']) : '',
    receivers: Array.isArray(data['to']) ? formatList(data['to'].filter(isText).map(inLanguage)) : '',
    planState: kind.endsWith('.stateChanged') ? word('historyWords.planState', data['to']) : '',
    riskKind: kind.startsWith('risk.') ? word('historyWords.riskKind', data['kind']) : '',
    accepted: word('historyWords.condition', data['accepted'] === true ? 'accepted' : 'declined'),
    was: deadline(data['was'], say),
    because: Array.isArray(data['because']) ? becauseInWords(data['because'] as ChangedDay[], language()) : '',
    due: deadline(data['dueEnd'], say),
    name: isText(data['name']) ? inLanguage(data['name']) : text(data['name']),
    result: kind === 'run.committeeDecided' ? word('historyWords.committee', data['result']) : '',
    names: Array.isArray(data['names']) ? formatList(data['names'].map(text)) : '',
    done: placeDeed(kind, data, say),
    session: typeof data['sessionAt'] === 'string' ? formatDate(data['sessionAt']) : '',
    since: typeof data['since'] === 'string' ? formatDate(data['since']) : '',
    renewedOn: typeof data['dueOn'] === 'string' ? formatDate(data['dueOn']) : '',
    retained: typeof data['retainUntil'] === 'string' ? formatDate(data['retainUntil']) : '',
    ...(kind.startsWith('participant.') && {
      involvement: word('involvement', data['involvement']),
      from: word('involvement', data['from']),
      to: word('involvement', data['to']),
    }),
  };
}

/** What a unit has done in a block, or what was asked of it. */
function placeDeed(kind: string, { role, result }: HistoryEntry['data'], say: Translate): string {
  if (typeof role !== 'string') return '';
  if (kind === 'run.placeWithout') return say(`place.without.${role}`);
  if (kind !== 'run.placeDone') return say(`historyWords.place.${role}`);
  return say(typeof result === 'string' && isKnownResult(result) ? `place.result.${result}` : `place.done.${role}`);
}

/** One entry of the history as people read it: who in which capacity, what, on which version, with which words. */
export function historyLine(entry: HistoryEntry, say: Translate): HistoryLine {
  const { data, kind } = entry;
  const person =
    entry.person === null
      ? say('history.bySystem')
      : personWithCapacity(entry.person, entry.capacity, entry.onBehalfOf, say);
  const written = kind === 'run.incident' ? '' : text(data['words']) || text(data['reason']) || text(data['note']);
  return {
    who: entry.unitName === null ? person : `${person}, ${entry.unitName}`,
    what: say(`history.kind.${kind.replace('.', '-')}`, valuesOf(entry, say)),
    words: written,
    version: versionOf(data, say),
  };
}
