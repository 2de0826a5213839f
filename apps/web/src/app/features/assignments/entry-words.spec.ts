import type { AssignmentDetail } from '@querraum/contracts';
import { sayEnglish, sayGerman } from '../../core/testing/say';
import { entryWords, whoOf } from './entry-words';

type Entry = AssignmentDetail['entries'][number];
const entry = (act: Entry['act'], over: Partial<Entry> = {}): Entry => ({
  id: 'entry',
  at: '2027-03-25T08:00:00.000Z',
  act,
  by: null,
  words: null,
  result: null,
  to: null,
  lastDay: null,
  about: null,
  documents: [],
  ...over,
});

describe('what happened on a task, in words', () => {
  it('says what was done, to whom, until when, with which result', () => {
    expect(entryWords(entry('issued', { to: 'Jugendamt' }), sayGerman)).toBe('Aufgabe an Jugendamt vergeben');
    expect(entryWords(entry('extended', { lastDay: '2027-04-05' }), sayGerman)).toBe('Frist verlängert bis 05.04.2027');
    expect(entryWords(entry('answered', { result: 'nil' }), sayEnglish)).toBe('Answered: nothing to contribute');
  });

  it('names the system where nobody acted, and both names where somebody deputised', () => {
    expect(whoOf(null, sayGerman)).toBe(sayGerman('history.bySystem'));
    const by = { person: 'Ada Muster', unitName: 'Jugendamt', capacity: 'DEPUTY', onBehalfOf: 'Bert Bunt' } as const;
    expect(whoOf(by, sayGerman)).toBe('Ada Muster i. V. für Bert Bunt, Jugendamt');
  });
});
