import type { ProjectField } from '@querraum/contracts';
import { sayGerman } from '../../core/testing/say';
import { fieldLines } from './field-words';

const words = (de: string) => ({ de, en: de });
const field = (over: Partial<ProjectField>): ProjectField => ({
  ...{ key: 'a', type: 'text', label: words('Angabe'), required: false, choices: [], isRemoved: false, value: null },
  ...over,
});
const valueOf = (over: Partial<ProjectField>) =>
  fieldLines([field(over)], { say: sayGerman, of: ({ de }) => de })[0]?.value;

describe('the fields of a project', () => {
  it('are read in the words of the office', () => {
    expect(valueOf({ type: 'yesNo', value: false })).toBe('Nein');
    expect(valueOf({ type: 'number', value: 1234.5 })).toBe('1.234,5');
    expect(valueOf({ type: 'date', value: '2027-04-05' })).toBe('05.04.2027');
    expect(valueOf({ value: null })).toBe('–');
  });

  it('show a choice by its words, also one that is no longer offered', () => {
    const choices = [{ key: 'qm', label: words('Quartiersmanagement'), isRemoved: true }];
    expect(valueOf({ type: 'choice', choices, value: 'qm' })).toBe('Quartiersmanagement');
  });

  it('say that one is no longer asked for', () => {
    const [line] = fieldLines([field({ isRemoved: true, value: 'x' })], { say: sayGerman, of: ({ de }) => de });
    expect(line?.label).toBe('Angabe (früher erfragt)');
  });
});
