import type { Milestone, Phase } from '@querraum/contracts';
import { stripOf } from './phase-bars';

const phase = (from: string, to: string) => ({ id: from, from, to }) as Phase;
const milestone = (day: string) => ({ id: day, day, doneOn: null, isOverdue: false }) as Milestone;

describe('the strip of the phases', () => {
  it('is there only when there is a phase', () => {
    expect(stripOf([], [milestone('2031-01-01')], '2031-01-01')).toBeUndefined();
  });

  it('covers every day once, the last one included', () => {
    const strip = stripOf([phase('2031-01-01', '2031-01-05'), phase('2031-01-06', '2031-01-10')], [], '2031-01-03');
    expect(strip?.bars.map(({ left, width }) => [left, width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
    expect(strip?.today).toBe(25);
  });

  it('reaches as far as a milestone that lies outside of every phase', () => {
    const strip = stripOf([phase('2031-01-01', '2031-01-05')], [milestone('2031-01-10')], '2040-01-01');
    expect(strip).toMatchObject({ from: '2031-01-01', to: '2031-01-10', today: undefined });
    expect(strip?.bars[0]?.width).toBe(50);
    expect(strip?.marks[0]?.left).toBe(95);
  });
});
