import type { TaskForm } from '@querraum/workflow';
import { askedFields, begun, completionOf, missingIn, needsWords } from './task-form';

const name = { de: 'Name', en: 'Name' };
const FORM: TaskForm = {
  request: null,
  results: [
    { key: 'done', name },
    { key: 'again', name, needsWords: true },
  ],
  fields: [
    { key: 'day', name, type: 'date', required: true, onlyWith: 'again' },
    { key: 'amount', name, type: 'number', required: false, value: 7 },
  ],
};

describe('completing a task', () => {
  it('begins with what is known, and chooses the result where there is only one', () => {
    expect(begun(FORM)).toEqual({ result: '', words: '', values: { amount: 7 } });
    expect(begun({ ...FORM, results: FORM.results.slice(0, 1) }).result).toBe('done');
  });

  it('asks for what the result needs, and for nothing else', () => {
    const start = begun(FORM);
    expect(missingIn(FORM, start)).toEqual(['result']);
    const done = { ...start, result: 'done' };
    expect(askedFields(FORM, done).map(({ key }) => key)).toEqual(['amount']);
    expect(missingIn(FORM, done)).toEqual([]);
    const again = { ...start, result: 'again' };
    expect(needsWords(FORM, again)).toBe(true);
    expect(missingIn(FORM, again)).toEqual([{ field: 'day' }, 'words']);
  });

  it('sends nothing that was not asked or not given', () => {
    const values = { day: '2027-04-01', amount: '' };
    expect(completionOf(FORM, { result: 'done', words: ' ', values })).toEqual({ result: 'done' });
    expect(completionOf(FORM, { result: 'again', words: ' Weil. ', values })).toEqual({
      result: 'again',
      words: 'Weil.',
      values: { day: '2027-04-01' },
    });
  });

  it('takes a no and a zero as said', () => {
    const form: TaskForm = {
      ...FORM,
      results: [],
      fields: [
        { key: 'yes', name, type: 'boolean', required: true },
        { key: 'sum', name, type: 'number', required: true },
      ],
    };
    const given = { result: '', words: '', values: { yes: false, sum: 0 } };
    expect(missingIn(form, given)).toEqual([]);
    expect(completionOf(form, given)).toEqual({ values: { yes: false, sum: 0 } });
  });
});
