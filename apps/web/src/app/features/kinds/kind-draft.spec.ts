import type { ProjectKind } from '@querraum/contracts';
import { sayGerman } from '../../core/testing/say';
import { checkKind, draftOf, EMPTY_KIND, newChoice, newField, newPhase, type KindDraft } from './kind-draft';

const words = (de: string) => ({ de, en: de });
const good: KindDraft = { ...EMPTY_KIND, code: 'IEK', name: words('Konzept') };
const errorsOf = (draft: KindDraft) => {
  const checked = checkKind(draft, sayGerman);
  return 'errors' in checked ? checked.errors.map(({ fieldId }) => fieldId) : [];
};

describe('a kind that is typed', () => {
  it('can be sent once it has a code and a name in both languages', () => {
    expect(checkKind(good, sayGerman)).toMatchObject({ entry: { code: 'IEK', retentionYears: 10, fields: [] } });
    expect(errorsOf(EMPTY_KIND)).toEqual(['code', 'name-de', 'name-en']);
  });

  it('lacks what is missing at the control where it is typed', () => {
    const field = { ...newField(), type: 'choice' as const, label: words('Programm'), choices: [newChoice()] };
    expect(errorsOf({ ...good, fields: [field] })).toEqual([
      'fields-0-choices-0-label-de',
      'fields-0-choices-0-label-en',
    ]);
    expect(errorsOf({ ...good, phases: [{ ...newPhase(), name: words('Analyse'), days: 'bald' }] })).toEqual([
      'phases-0-days',
    ]);
  });

  it('asks for choices where one is to be chosen', () => {
    const field = { ...newField(), type: 'choice' as const, label: words('Programm') };
    expect(checkKind({ ...good, fields: [field] }, sayGerman)).toEqual({
      errors: [{ fieldId: 'fields', message: 'Ein Feld zur Auswahl braucht mindestens eine Möglichkeit.' }],
    });
  });

  it('forgets choices of a field that is no choice any more', () => {
    const field = { ...newField(), label: words('Text'), choices: [newChoice()] };
    expect(checkKind({ ...good, fields: [field] }, sayGerman)).toMatchObject({ entry: { fields: [{ choices: [] }] } });
  });

  it('shows of a kind what is still asked for', () => {
    const field = { key: 'a', type: 'text' as const, label: words('Alt'), required: false, choices: [] };
    const kind: ProjectKind = {
      ...{ id: 'k', code: 'IEK', name: words('Konzept'), description: words(''), participants: [], procedureIds: [] },
      fields: [
        { ...field, isRemoved: true },
        { ...field, key: 'b', isRemoved: false },
      ],
      phases: [{ name: words('Analyse'), days: 30 }],
      ...{ retentionYears: 5, revision: 1, retiredAt: null, lastChange: null },
    };
    expect(draftOf(kind)).toMatchObject({ fields: [{ key: 'b' }], phases: [{ days: '30' }], retentionYears: '5' });
  });
});
