import type { Translate } from '../../core/texts';

export interface QuestionDraft {
  unitId: string;
  title: string;
  words: string;
  /** The last day for the answer. */
  day: string;
}

/** What is missing, in the order of the form. */
export function questionErrors(
  { unitId, title, day }: QuestionDraft,
  say: Translate,
): { field: keyof QuestionDraft; message: string }[] {
  return [
    ...(unitId === '' ? [{ field: 'unitId' as const, message: say('notes.questionUnitMissing') }] : []),
    ...(title.trim().length < 3 ? [{ field: 'title' as const, message: say('notes.questionTitleMissing') }] : []),
    ...(day === '' ? [{ field: 'day' as const, message: say('notes.questionDayMissing') }] : []),
  ];
}
