import type { AssignmentDetail } from '@querraum/contracts';
import { formatDate } from '../../core/format';
import { personWithCapacity } from '../../core/round/seat-words';
import type { Translate } from '../../core/texts';

type Entry = AssignmentDetail['entries'][number];
type By = Entry['by'];

/** „Ada Muster i. A., Jugendamt“ */
export function whoOf(by: By, say: Translate): string {
  if (by === null) return say('history.bySystem');
  return `${personWithCapacity(by.person, by.capacity, by.onBehalfOf, say)}, ${by.unitName}`;
}

/** One thing that was done or said on a task, as people read it. */
export function entryWords({ act, result, to, lastDay, about }: Entry, say: Translate): string {
  const values = { to: to ?? '', about: about ?? '', day: lastDay === null ? '' : formatDate(lastDay) };
  const text = say(`assignment.entry.${act}`, values);
  return result === null ? text : `${text}: ${say(`assignment.result.${result}`)}`;
}
