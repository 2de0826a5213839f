import { sayEnglish, sayGerman } from '../../core/testing/say';
import { durationOf } from './duration';

describe('a duration', () => {
  it.each([
    [0, 'seconds', 0],
    [0.4, 'seconds', 0],
    [89, 'seconds', 89],
    [90, 'minutes', 2],
    [3600, 'minutes', 60],
    [5400, 'hours', 2],
    [36 * 3600, 'days', 2],
  ])('of %s seconds is told in %s: %s', (seconds, unit, count) => {
    expect(durationOf(seconds)).toEqual({ unit, count });
  });
});

it('is called the median that it is, where it tells of lateness', () => {
  expect(sayGerman('jobs.column.lateness')).toBe('Verspätung (Median)');
  expect(sayEnglish('jobs.column.lateness')).toBe('Median lateness');
});
