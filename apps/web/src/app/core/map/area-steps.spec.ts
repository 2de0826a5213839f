import { groundFor, parentOf, stepsTo } from './area-steps';

describe('the levels of areas', () => {
  it('lead from every area up to the Land', () => {
    expect(stepsTo('01100101')).toEqual(['00', '01', '0110', '011001', '01100101']);
    expect(stepsTo('00')).toEqual(['00']);
  });

  it('have the Land above the Bezirke and above itself', () => {
    expect(parentOf('0130')).toBe('01');
    expect(parentOf('01')).toBe('00');
    expect(parentOf('00')).toBe('00');
  });

  it('show areas on their Bezirk where they have one in common, else on the whole Land', () => {
    expect(groundFor(['013008', '0110'])).toBe('01');
    expect(groundFor(['013008', '0220'])).toBe('00');
    expect(groundFor(['01', '0110'])).toBe('00');
    expect(groundFor(['00'])).toBe('00');
    expect(groundFor([])).toBe('00');
  });
});
