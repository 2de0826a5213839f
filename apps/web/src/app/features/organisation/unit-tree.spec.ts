import type { HouseUnit } from '@querraum/contracts';
import { indented, possibleParents, unitTree } from './unit-tree';

const unit = (id: string, parentId: string | null, dissolvedAt: string | null = null): HouseUnit => ({
  ...{ id, parentId, code: id, name: id, kind: 'OFFICE', department: null, dissolvedAt },
  ...{ revision: 1, lastChange: null, people: 0, gaps: [] },
});
const HOUSE = [
  unit('c', 'a'),
  unit('a', 'root'),
  unit('root', null),
  unit('b', 'root'),
  unit('old', 'root', '2027-01-01T00:00:00.000Z'),
];
const shown = (nodes: { unit: HouseUnit; level: number }[]) => nodes.map(({ unit: { id }, level }) => `${level} ${id}`);

describe('the tree of units', () => {
  it('stands in order from the top down, whatever the order of the list', () => {
    expect(shown(unitTree(HOUSE, false))).toEqual(['1 root', '2 a', '3 c', '2 b']);
  });

  it('shows dissolved units when asked, and what hangs on a hidden one at the top', () => {
    expect(shown(unitTree(HOUSE, true))).toContain('2 old');
    expect(shown(unitTree([...HOUSE, unit('lost', 'old')], false))).toContain('1 lost');
  });

  it('offers as superior units neither the unit itself nor what is below it', () => {
    expect(shown(possibleParents(HOUSE, 'a'))).toEqual(['1 root', '2 b']);
    expect(shown(possibleParents(HOUSE, 'root'))).toEqual([]);
    expect(shown(possibleParents(HOUSE, undefined))).toHaveLength(4);
  });

  it('indents by level', () => {
    expect(unitTree(HOUSE, false).map(indented)).toContain('\u00a0\u00a0\u00a0\u00a0c');
  });
});
