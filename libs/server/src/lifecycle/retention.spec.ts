import { yearsLater } from './retention';

describe('retention', () => {
  it('ends with the calendar year, whichever day the file was put away', () => {
    expect(yearsLater('2026-01-01', 10)).toBe('2036-12-31');
    expect(yearsLater('2028-02-29', 1)).toBe('2029-12-31');
  });
});
