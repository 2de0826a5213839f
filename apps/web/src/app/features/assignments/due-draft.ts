import type { AssignmentDueInput } from '@querraum/contracts';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export interface DueDraft {
  how: 'workingDays' | 'day' | 'none';
  workingDays: string;
  day: string;
}

export const MOST_WORKING_DAYS = 250;
/** What most tasks get; whoever wants another date changes it. */
export const NO_DUE: DueDraft = { how: 'workingDays', workingDays: '10', day: '' };

/** The number of Arbeitstage where it is one that can be counted. */
export function workingDaysOf({ how, workingDays }: DueDraft): number | undefined {
  const days = Number(workingDays);
  return how === 'workingDays' && Number.isInteger(days) && days >= 1 && days <= MOST_WORKING_DAYS ? days : undefined;
}

export function dueErrors(draft: DueDraft, say: Translate, fieldId = 'frist'): FieldError[] {
  if (draft.how === 'workingDays' && workingDaysOf(draft) === undefined)
    return [{ fieldId, message: say('assignment.error.workingDays', { limit: MOST_WORKING_DAYS }) }];
  return draft.how === 'day' && draft.day === '' ? [{ fieldId, message: say('assignment.error.day') }] : [];
}

export function dueInputOf(draft: DueDraft): AssignmentDueInput | undefined {
  if (draft.how === 'day') return { day: draft.day };
  const workingDays = workingDaysOf(draft);
  return workingDays === undefined ? undefined : { workingDays };
}
