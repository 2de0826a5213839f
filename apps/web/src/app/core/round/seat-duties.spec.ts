import { sideThatIsMissing } from './seat-duties';

const NOBODY = { seat: false, lead: false };

describe('sideThatIsMissing', () => {
  it('names the side that has not yet said what the other one has', () => {
    expect(sideThatIsMissing({ saysSettled: { seat: false, lead: true }, saysShown: NOBODY })).toBe('seat');
    expect(sideThatIsMissing({ saysSettled: NOBODY, saysShown: { seat: true, lead: false } })).toBe('lead');
  });

  it('names nobody while nobody has said anything, and where each has said something else', () => {
    expect(sideThatIsMissing({ saysSettled: NOBODY, saysShown: NOBODY })).toBeUndefined();
    const apart = { saysSettled: { seat: true, lead: false }, saysShown: { seat: false, lead: true } };
    expect(sideThatIsMissing(apart)).toBeUndefined();
  });
});
