import type { TimelineEntry } from '@querraum/contracts';
import { daysOf } from './timeline-days';

const entry = (seq: number, at: string): TimelineEntry => ({
  ...{ seq, at, kind: 'project.changed', person: null, onBehalfOf: null, capacity: null, unitName: null },
  ...{ data: {}, hash: '', link: { to: 'project' } },
});

describe('the days of the timeline', () => {
  it('are days in Berlin, in the order of the entries', () => {
    const days = daysOf([
      entry(4, '2027-03-26T08:00:00.000Z'),
      entry(3, '2027-03-25T23:30:00.000Z'),
      entry(2, '2027-03-25T22:59:59.999Z'),
      entry(1, '2027-03-25T08:00:00.000Z'),
    ]);
    expect(days.map(({ day, entries }) => [day, entries.map(({ seq }) => seq)])).toEqual([
      ['2027-03-26', [4, 3]],
      ['2027-03-25', [2, 1]],
    ]);
  });
});
