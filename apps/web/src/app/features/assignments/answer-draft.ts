import type { AssignmentDetail, AssignmentResult } from '@querraum/contracts';
import { type AnswerNeed, ruleOf } from '@querraum/workflow';
import type { Translate } from '../../core/texts';
import type { FieldError } from '../../ui/error-summary';

export interface AnswerDraft {
  result: AssignmentResult | '';
  words: string;
  /** Documents of the own unit that are not part of the answer. */
  leftOut: readonly string[];
  takesPartsBack: boolean;
}

/** Under which the answer to this task is kept while it is typed. */
export const answerDraftName = (assignmentId: string): string => `assignment.answer:${assignmentId}`;

/** The results that the kind of the task knows, in the order of its rule. */
export const resultsOf = ({ kind }: Pick<AssignmentDetail, 'kind'>): AssignmentResult[] =>
  Object.keys(ruleOf(kind).results) as AssignmentResult[];

export const needOf = (kind: AssignmentDetail['kind'], result: AssignmentResult): AnswerNeed =>
  ruleOf(kind).results[result] ?? 'nothing';

export function answerErrors(
  { kind, openSubAssignments }: Pick<AssignmentDetail, 'kind' | 'openSubAssignments'>,
  draft: AnswerDraft,
  documents: number,
  say: Translate,
): FieldError[] {
  if (draft.result === '') {
    return [{ fieldId: `ergebnis-${resultsOf({ kind })[0]}`, message: say('assignment.error.result') }];
  }
  const need = needOf(kind, draft.result);
  const isSilent = draft.words.trim() === '';
  const errors: FieldError[] = [];
  if (need === 'words' && isSilent) errors.push({ fieldId: 'antwort', message: say('assignment.error.words') });
  if (need === 'wordsOrDocument' && isSilent && documents === 0)
    errors.push({ fieldId: 'antwort', message: say('assignment.error.wordsOrDocument') });
  if (openSubAssignments > 0 && !draft.takesPartsBack)
    errors.push({ fieldId: 'teilaufgaben-zuruecknehmen', message: say('assignment.error.openParts') });
  return errors;
}
