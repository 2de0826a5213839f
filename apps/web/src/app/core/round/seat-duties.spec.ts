import type { SeatView } from '@querraum/contracts';
import { mayBeAskedAgain, sideThatIsMissing } from './seat-duties';

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

describe('mayBeAskedAgain', () => {
  const seat = (part: Partial<SeatView>) => ({ current: {}, condition: null, dissent: null, ...part }) as SeatView;

  it('is an answer that stands', () => {
    expect(mayBeAskedAgain(seat({}))).toBe(true);
    expect(mayBeAskedAgain(seat({ condition: 'accepted' }))).toBe(true);
    expect(mayBeAskedAgain(seat({ current: null }))).toBe(false);
  });

  it('is neither a pending condition nor an open dissent', () => {
    expect(mayBeAskedAgain(seat({ condition: 'pending' }))).toBe(false);
    expect(mayBeAskedAgain(seat({ dissent: { ended: null } as SeatView['dissent'] }))).toBe(false);
  });
});
