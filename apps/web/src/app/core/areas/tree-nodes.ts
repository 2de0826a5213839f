import type { Area } from '@querraum/contracts';

export interface TreeNode {
  area: Area;
  /** 1 for the top level, as aria-level wants it. */
  level: number;
  position: number;
  setSize: number;
  expanded: boolean;
}

/** The open part of the tree from top to bottom, as it stands on the screen. */
export function visibleNodes(
  roots: readonly Area[],
  children: ReadonlyMap<string, readonly Area[]>,
  expanded: ReadonlySet<string>,
  level = 1,
): TreeNode[] {
  return roots.flatMap((area, index) => {
    const open = expanded.has(area.key);
    const below = open ? visibleNodes(children.get(area.key) ?? [], children, expanded, level + 1) : [];
    return [{ area, level, position: index + 1, setSize: roots.length, expanded: open }, ...below];
  });
}

export type TreeMove = { type: 'focus'; index: number } | { type: 'expand' | 'collapse' | 'choose'; index: number };

/** Keys of the WAI-ARIA tree pattern; undefined where the key means nothing. */
export function treeMove(key: string, index: number, nodes: readonly TreeNode[]): TreeMove | undefined {
  const node = nodes[index];
  if (node === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
      return { type: 'focus', index: Math.min(index + 1, nodes.length - 1) };
    case 'ArrowUp':
      return { type: 'focus', index: Math.max(index - 1, 0) };
    case 'Home':
      return { type: 'focus', index: 0 };
    case 'End':
      return { type: 'focus', index: nodes.length - 1 };
    case 'ArrowRight':
      if (!node.area.hasChildren) return undefined;
      return node.expanded ? { type: 'focus', index: index + 1 } : { type: 'expand', index };
    case 'ArrowLeft':
      if (node.expanded) return { type: 'collapse', index };
      return { type: 'focus', index: Math.max(parentIndex(index, nodes), 0) };
    case 'Enter':
    case ' ':
      return { type: 'choose', index };
    default:
      return key.length === 1 ? byFirstLetter(key, index, nodes) : undefined;
  }
}

function parentIndex(index: number, nodes: readonly TreeNode[]): number {
  const level = nodes[index]?.level ?? 1;
  if (level === 1) return index;
  return nodes.findLastIndex((node, before) => before < index && node.level === level - 1);
}

function byFirstLetter(letter: string, index: number, nodes: readonly TreeNode[]): TreeMove | undefined {
  const starts = (node: TreeNode) => node.area.name.toLocaleLowerCase('de').startsWith(letter.toLocaleLowerCase('de'));
  const after = nodes.findIndex((node, at) => at > index && starts(node));
  const target = after === -1 ? nodes.findIndex(starts) : after;
  return target === -1 ? undefined : { type: 'focus', index: target };
}
