import { sayGerman } from '../../core/testing/say';
import { type AnswerDraft, answerErrors, resultsOf } from './answer-draft';

const empty: AnswerDraft = { result: '', words: '', leftOut: [], takesPartsBack: false };
const fields = (
  kind: Parameters<typeof resultsOf>[0]['kind'],
  draft: Partial<AnswerDraft>,
  { documents = 0, parts = 0 } = {},
) =>
  answerErrors({ kind, openSubAssignments: parts }, { ...empty, ...draft }, documents, sayGerman).map(
    ({ fieldId }) => fieldId,
  );

describe('an answer that is being written', () => {
  it('leads to the first choice while none is made', () => {
    expect(fields('examination', {})).toEqual(['ergebnis-noFindings']);
  });

  it('needs what the rule of its kind says', () => {
    expect(fields('takeNote', { result: 'read' })).toEqual([]);
    expect(fields('statement', { result: 'given', words: '  ' })).toEqual(['antwort']);
    expect(fields('statement', { result: 'given' }, { documents: 1 })).toEqual([]);
    expect(fields('contribution', { result: 'nil' })).toEqual([]);
    expect(fields('examination', { result: 'findings' }, { documents: 1 })).toEqual(['antwort']);
    expect(fields('question', { result: 'answered', words: 'Ja.' })).toEqual([]);
  });

  it('says what becomes of parts that have not ended', () => {
    const answer = { result: 'done' } as const;
    expect(fields('completion', answer, { parts: 2 })).toEqual(['teilaufgaben-zuruecknehmen']);
    expect(fields('completion', { ...answer, takesPartsBack: true }, { parts: 2 })).toEqual([]);
  });
});
