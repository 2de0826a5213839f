import { sayGerman } from '../../core/testing/say';
import { faultsIn, refusedIn, type PlanField, type PlanValues } from './plan-fields';

const FIELDS: PlanField[] = [
  { key: 'title', label: 'Titel', control: 'text', isNeeded: true },
  { key: 'words', label: 'Worte', control: 'words', longest: 5 },
  { key: 'link', label: 'Adresse', control: 'text', isAddress: true },
];
const faults = (values: PlanValues) => faultsIn(FIELDS, values, (key) => `id-${key}`, sayGerman);

describe('what is wrong with a form of the plan', () => {
  it('is said at the field before anything is sent', () => {
    expect(faults({ title: '  ', words: 'abcdef', link: ['javascript', 'alert(1)'].join(':') })).toEqual([
      { fieldId: 'id-title', message: 'Bitte ausfüllen: Titel' },
      { fieldId: 'id-words', message: 'Worte: höchstens 5 Zeichen, jetzt 6' },
      { fieldId: 'id-link', message: 'Eine Adresse im Netz beginnt mit https:// oder http://.' },
    ]);
  });

  it('is nothing where all is well', () => {
    expect(faults({ title: 'Profil', words: 'abcde', link: 'https://example.org' })).toEqual([]);
    expect(faults({ title: 'x'.repeat(200), words: '', link: '' })).toEqual([]);
  });

  it('is said at the field too when the server knows better, and what is no field is said above', () => {
    const errors = [
      { path: 'partners.0.name', message: 'zu kurz' },
      { path: 'words', message: 'zu lang' },
    ];
    expect(refusedIn(FIELDS, errors, (key) => key)).toEqual([{ fieldId: 'words', message: 'Worte: zu lang' }]);
  });
});
