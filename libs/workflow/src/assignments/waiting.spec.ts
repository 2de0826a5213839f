import fc from 'fast-check';
import { findCircle, type WaitsFor } from './waiting';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const edge = fc.record({ id: fc.constantFrom(...names), on: fc.constantFrom(...names) });

/** The plain way: follow every path until nothing new comes. */
function reaches(edges: WaitsFor[], start: string): boolean {
  const seen = new Set<string>();
  let news = edges.filter(({ id }) => id === start).map(({ on }) => on);
  while (news.length > 0) {
    for (const id of news) seen.add(id);
    news = edges.filter(({ id, on }) => seen.has(id) && !seen.has(on)).map(({ on }) => on);
  }
  return seen.has(start);
}

describe('tasks that wait for each other', () => {
  it('are found in a circle exactly when one would wait for itself, and the circle is told in its order', () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
        const circle = findCircle(edges, 'a');
        expect(circle !== null).toBe(reaches(edges, 'a'));
        if (circle === null) return;
        expect([circle[0], circle.at(-1)]).toEqual(['a', 'a']);
        for (const [index, id] of circle.slice(0, -1).entries())
          expect(edges).toContainEqual({ id, on: circle[index + 1] });
      }),
    );
  });
});
