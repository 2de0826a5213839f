import { Username } from '@querraum/contracts';
import { z } from 'zod';
import { type Issue, wordIssue } from './invalid-input';

const issueOf = (schema: z.ZodType, value: unknown): Issue => {
  const issue = z.object({ field: schema }).safeParse({ field: value }).error?.issues[0];
  if (issue === undefined) throw new Error('the schema let it in');
  return issue;
};

describe('wordIssue', () => {
  it('never shows people a pattern', () => {
    const issue = issueOf(Username, 'stella stadt');
    expect(wordIssue(issue, 'de')).toEqual({ path: 'field', message: 'Diese Angabe hat nicht die erlaubte Form.' });
    expect(wordIssue(issue, 'en')).toEqual({ path: 'field', message: 'This entry does not have the permitted form.' });
  });

  it('says in both languages what else is wrong', () => {
    const issue = issueOf(z.string().max(3), 'four');
    expect(wordIssue(issue, 'de').message).toContain('Zu groß');
    expect(wordIssue(issue, 'en').message).toContain('Too big');
  });

  it('leaves the words of a schema as they are', () => {
    expect(
      wordIssue(
        issueOf(
          z.string().refine(() => false, 'eigene Worte'),
          'x',
        ),
        'de',
      ).message,
    ).toBe('eigene Worte');
  });
});
