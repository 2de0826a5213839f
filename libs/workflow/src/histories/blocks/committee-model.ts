/**
 * Reference model of the committee: which session, how votes are counted, what follows from them.
 * Where the handbook leaves something open:
 *  5. Whoever was excluded is not entitled; a conflict of interest that was said by circulation holds in the session.
 *  6. By circulation nobody can vote against it: too few who take part, or too many who abstain, leave it to the session.
 *  7. Silence that counts as an abstention is no taking part.
 */
import type { Quorum } from '../../definition';
import type { Completion, RefusalCode } from '../../vocabulary';
import { dayBegins, dayOf, type ModelCalendar } from '../world';
import type { ModelPlace } from './place-model';
import type { BlockOf } from './rules';

type Committee = BlockOf<'committee'>;

export interface ModelSitting {
  number: string | null;
  session: number | null;
  postponed: { at: number; reason: string }[];
  excluded: { unit: string; reason: string }[];
}

export const NO_SITTING: ModelSitting = { number: null, session: null, postponed: [], excluded: [] };

const isoWeekday = (day: number): number => ((day + 3) % 7) + 1;

/** The first instant of the first session that fits, from that day on. */
function firstSession(
  { session }: Committee,
  from: number,
  calendar: ModelCalendar,
  fits: (begins: number, closes: number) => boolean,
): number {
  const anchor = Date.parse(session.anchor) / 86_400_000;
  const [hours = 0, minutes = 0] = session.closing.time.split(':').map(Number);
  for (let day = from; ; day += 1) {
    if ((day - anchor) % (7 * session.everyWeeks) !== 0 || !calendar.isWorkingDay(day)) continue;
    let closing = day - 1;
    while (isoWeekday(closing) !== session.closing.weekday) closing -= 1;
    const begins = dayBegins(day);
    // The minute is inclusive to its first second.
    if (fits(begins, dayBegins(closing) + (hours * 60 + minutes) * 60_000 + 1000)) return begins;
  }
}

export const sessionFor = (committee: Committee, isUrgent: boolean, at: number, calendar: ModelCalendar): number =>
  firstSession(committee, dayOf(at), calendar, (_, closes) => isUrgent || closes > at);

export const sessionAfter = (committee: Committee, session: number, at: number, calendar: ModelCalendar): number =>
  firstSession(committee, dayOf(session), calendar, (begins) => begins > session && begins > at);

interface Votes {
  entitled: number;
  present: number;
  yes: number;
  no: number;
  abstained: number;
  chair: 'yes' | null;
}

function isQuorate(quorum: Quorum, { present, entitled }: Votes): boolean {
  const need = {
    all: () => entitled,
    count: () => (quorum.kind === 'count' ? Math.min(quorum.n, entitled) : 0),
    percent: () => (quorum.kind === 'percent' ? (quorum.p * entitled) / 100 : 0),
  }[quorum.kind]();
  return present > 0 && present >= need;
}

function isCarried(majority: Committee['majority'], { entitled, yes, no, abstained, chair }: Votes): boolean {
  return {
    simple: yes > no || (yes > 0 && yes === no && chair === 'yes'),
    absolute: yes > entitled / 2,
    unanimous: yes > 0 && no === 0 && abstained === 0,
  }[majority];
}

/** Of members who said so themselves by circulation. */
const declaredConflicts = (votes: readonly ModelPlace[]): ModelSitting['excluded'] =>
  votes.flatMap(({ result, asked, words }) => (result === 'conflict' ? [{ unit: asked, reason: words ?? '' }] : []));

export interface Minutes {
  against: (RefusalCode | false)[];
  excluded: ModelSitting['excluded'];
}

const numberIn = (values: NonNullable<Completion['values']>, key: string): number | undefined => {
  const value = values[key];
  return typeof value === 'number' ? value : undefined;
};

/** What is wrong with the minutes of a session in which something was decided. */
export function ruleMinutes(
  committee: Committee,
  members: readonly string[],
  votesGiven: readonly ModelPlace[],
  { result = '', values = {} }: Completion,
): Minutes {
  const said = declaredConflicts(votesGiven).filter(({ unit }) => members.includes(unit));
  const listed = Array.isArray(values['excluded']) ? values['excluded'] : [];
  const named = listed.filter((unit) => !said.some((one) => one.unit === unit));
  const reason = typeof values['exclusion'] === 'string' ? values['exclusion'].trim() : '';
  const excluded = [...said, ...named.map((unit) => ({ unit, reason }))];
  const against: Minutes['against'] = [
    listed.some((unit) => !members.includes(unit)) && 'badFact',
    named.length > 0 && reason === '' && 'factMissing',
  ];
  if (!['asDrafted', 'changed', 'rejected'].includes(result)) return { against, excluded };
  const [present, yes, no, abstained] = ['present', 'yes', 'no', 'abstained'].map((key) => numberIn(values, key));
  if (present === undefined || yes === undefined || no === undefined || abstained === undefined)
    return { against: [...against, 'factMissing'], excluded };
  const chair = committee.chair !== undefined && values['tie'] === 'yes' ? 'yes' : null;
  const votes: Votes = { entitled: members.length - excluded.length, present, yes, no, abstained, chair };
  const possible = [present, yes, no, abstained].every((count) => Number.isInteger(count) && count >= 0);
  if (!possible || present > votes.entitled || yes + no + abstained !== present) against.push('votesDoNotAddUp');
  else if (!isQuorate(committee.quorum, votes)) against.push('noQuorum');
  else against.push(isCarried(committee.majority, votes) === (result === 'rejected') && 'otherwiseDecided');
  return { against, excluded };
}

/** What has become of a circulation in which everybody has voted or been silent. */
export function circulated(
  committee: Committee,
  votes: readonly ModelPlace[],
): { isDecided: boolean; excluded: ModelSitting['excluded'] } {
  const excluded = declaredConflicts(votes);
  const count = (result: string): number => votes.filter((place) => place.result === result).length;
  const counted: Votes = {
    entitled: votes.length - excluded.length,
    present: count('yes') + count('abstain'),
    yes: count('yes'),
    no: 0,
    abstained: count('abstain') + votes.filter(({ state }) => state === 'without').length,
    chair: null,
  };
  return { isDecided: isQuorate(committee.quorum, counted) && isCarried(committee.majority, counted), excluded };
}
