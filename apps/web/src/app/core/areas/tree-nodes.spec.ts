import type { Area } from '@querraum/contracts';
import { treeMove, visibleNodes } from './tree-nodes';

const area = (key: string, name: string, hasChildren = true): Area => ({
  ...{ edition: '2021', key, name, hasChildren, path: [], parentKey: null },
  level: 'BEZ',
});
const roots = [area('01', 'Mitte'), area('02', 'Friedrichshain-Kreuzberg')];
const children = new Map([['01', [area('0110', 'Zentrum'), area('0130', 'Gesundbrunnen', false)]]]);
const open = visibleNodes(roots, children, new Set(['01']));

describe('the tree of areas by keyboard', () => {
  it('shows children below their parent, one level deeper', () => {
    expect(open.map(({ area: { key }, level }) => [key, level])).toEqual([
      ['01', 1],
      ['0110', 2],
      ['0130', 2],
      ['02', 1],
    ]);
  });

  it('opens a closed node to the right, then goes to its first child', () => {
    const closed = visibleNodes(roots, children, new Set());
    expect(treeMove('ArrowRight', 0, closed)).toEqual({ type: 'expand', index: 0 });
    expect(treeMove('ArrowRight', 0, open)).toEqual({ type: 'focus', index: 1 });
  });

  it('closes an open node to the left, and goes from a child to its parent', () => {
    expect(treeMove('ArrowLeft', 0, open)).toEqual({ type: 'collapse', index: 0 });
    expect(treeMove('ArrowLeft', 2, open)).toEqual({ type: 'focus', index: 0 });
  });

  it('stays at the ends and finds names by their first letter', () => {
    expect(treeMove('ArrowDown', 3, open)).toEqual({ type: 'focus', index: 3 });
    expect(treeMove('ArrowUp', 0, open)).toEqual({ type: 'focus', index: 0 });
    expect(treeMove('f', 0, open)).toEqual({ type: 'focus', index: 3 });
  });

  it('chooses with space and Enter', () => {
    expect(treeMove(' ', 1, open)).toEqual({ type: 'choose', index: 1 });
    expect(treeMove('Enter', 2, open)).toEqual({ type: 'choose', index: 2 });
  });
});
