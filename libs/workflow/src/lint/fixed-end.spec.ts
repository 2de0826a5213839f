import type { Period } from '../definition';
import { end, graph, task, workingDays } from '../play-graph';
import { lintFixedEnd } from './fixed-end';

const within = (mustEndWithin: Period, nodes: Record<string, unknown>[], lines: [string, string][]) =>
  lintFixedEnd({ ...graph(nodes, lines).definition, mustEndWithin });
const step = (id: string, length: number) => task(id, { period: workingDays(length) });
const days = (length: number): Period => ({ length, unit: 'workingDay', roll: true });

describe('the Fristen of a procedure with a fixed end', () => {
  const chain = [step('a', 5), step('b', 5), step('c', 5), end('end')];
  const lines: [string, string][] = [
    ['start', 'a'],
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'end'],
  ];

  it('fit exactly, and name the step that is too late where they do not', () => {
    expect(within(days(15), chain, lines)).toEqual([]);
    expect(within({ length: 3, unit: 'week', roll: true }, chain, lines)).toEqual([]);
    expect(within(days(14), chain, lines)).toEqual([{ nodeId: 'c', code: 'pastFixedEnd' }]);
  });

  it('run side by side in branches, and once where a way leads back', () => {
    const nodes = [
      { id: 'split', type: 'parallelGateway' },
      step('a', 5),
      step('b', 8),
      { id: 'join', type: 'parallelGateway' },
      { id: 'again', type: 'exclusiveGateway' },
      end('end'),
    ];
    const branches: [string, string][] = [
      ['start', 'split'],
      ['split', 'a'],
      ['split', 'b'],
      ['a', 'join'],
      ['b', 'join'],
      ['join', 'again'],
      ['again', 'split'],
      ['again', 'end'],
    ];
    expect(within(days(8), nodes, branches)).toEqual([]);
    expect(within(days(7), nodes, branches)).toEqual([{ nodeId: 'b', code: 'pastFixedEnd' }]);
  });

  it('are added up in a chain of thousands without exhausting the stack', () => {
    const ids = Array.from({ length: 5000 }, (_, n) => `s${n}`);
    const long: [string, string][] = [...ids.slice(1).map((id, n): [string, string] => [ids[n] ?? '', id])];
    const nodes = [...ids.map((id) => step(id, 1)), end('end')];
    const found = within(days(100), nodes, [['start', 's0'], ...long, ['s4999', 'end']]);
    expect(found).toEqual([{ nodeId: 's100', code: 'pastFixedEnd' }]);
  });
});
