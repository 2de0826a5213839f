import type { AssignmentSummary } from '@querraum/contracts';
import type { Tone } from '../../ui/badge';
import type { Urgency } from '../../ui/due-chip';
import type { IconName } from '../../ui/icon';
import { urgencyOf } from '../deadline';
import { inLanguage } from '../language';
import type { Translate } from '../texts';

type State = AssignmentSummary['state'];

export const ASSIGNMENT_LOOKS = {
  waiting: { tone: 'neutral', icon: 'clock' },
  open: { tone: 'info', icon: 'clock' },
  answered: { tone: 'warning', icon: 'seal' },
  declined: { tone: 'danger', icon: 'readdress' },
  accepted: { tone: 'success', icon: 'check' },
  takenBack: { tone: 'neutral', icon: 'close' },
} as const satisfies Record<State, { tone: Tone; icon: IconName }>;

/** Somebody still has to do something. */
export const LIVE: readonly State[] = ['waiting', 'open', 'answered', 'declined'];
/** It is the issuer's turn. */
export const TO_DECIDE: readonly State[] = ['answered', 'declined'];
export const ENDED: readonly State[] = ['accepted', 'takenBack'];
export const isLive = (state: State): boolean => LIVE.includes(state);

/** „Stellungnahme: Spielplatz Nord“; what already begins with its kind does not say it twice. */
export const headingOf = (kind: string, title: string): string =>
  title.toLowerCase().startsWith(kind.toLowerCase()) ? title : `${kind}: ${title}`;

/** „Jugendamt“, „Jugendamt, JUG 12 Jugendhilfeplanung“, „Jugendamt, Tobias Brandt“. */
export function addresseeOf({
  unit,
  position,
  person,
}: Pick<AssignmentSummary, 'unit' | 'position' | 'person'>): string {
  const part = person?.name ?? (position && `${position.code} ${position.name}`);
  return part ? `${unit.name}, ${part}` : unit.name;
}

/** Whose turn it is, in words; empty when it is nobody's any more. */
export function holderOf(assignment: AssignmentSummary, say: Translate): string {
  const { state, owner, issuer } = assignment;
  if (state === 'answered' || state === 'declined') return say('assignment.with', { name: issuer.unit.name });
  if (!isLive(state)) return '';
  return owner === null
    ? addresseeOf(assignment)
    : say('assignment.with', { name: `${owner.name}, ${assignment.unit.name}` });
}

/** The Frist as a chip shows it; `undefined` where none runs. */
export function dueChipOf(
  { due, state }: Pick<AssignmentSummary, 'due' | 'state'>,
  now: Date,
): { words: string; urgency: Urgency } | undefined {
  if (due === null || !isLive(state)) return undefined;
  return { words: inLanguage(due.inWords), urgency: urgencyOf(due.end, due.overdue, now) };
}
