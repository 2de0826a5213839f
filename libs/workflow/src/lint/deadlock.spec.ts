import { end, graph, task } from '../play-graph';
import type { Line } from '../play-graph';
import { lintCourse } from './deadlock';

/** Each branch decides whether there is something to do, and is brought together before the join or at it. */
function branches(count: number, meet: boolean) {
  const each = Array.from({ length: count }, (_, n) => n);
  const nodes = [
    { id: 'split', type: 'parallelGateway' },
    ...each.flatMap((n) => [
      { id: `if${n}`, type: 'exclusiveGateway' },
      task(`do${n}`),
      ...(meet ? [{ id: `meet${n}`, type: 'exclusiveGateway' }] : []),
    ]),
    { id: 'join', type: 'parallelGateway' },
    end('end'),
  ];
  const lines = each.flatMap((n): Line[] => {
    const on = meet ? `meet${n}` : 'join';
    const here: Line[] = [
      ['split', `if${n}`],
      [`if${n}`, on],
      [`if${n}`, `do${n}`],
      [`do${n}`, on],
    ];
    return meet ? [...here, [on, 'join']] : here;
  });
  return graph(nodes, [['start', 'split'], ...lines, ['join', 'end']]).definition;
}

describe('the courses that a procedure may take', () => {
  it('are gone through for hundreds of branches that each decide something', () => {
    expect(lintCourse(branches(300, true))).toEqual([]);
  }, 2_000);

  it('stand still where a join waits for both ways of a decision, however many there are', () => {
    for (const count of [1, 5, 20, 200])
      expect(lintCourse(branches(count, false))).toEqual([{ nodeId: 'join', code: 'waitsForEver' }]);
  });
});
