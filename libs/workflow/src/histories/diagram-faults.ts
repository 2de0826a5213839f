import type { DiagramLayout, DrawnNode } from '../diagram/layout';
import type { Box, Point } from '../diagram/level';

const EDGE = 0.5;

const overlap = (one: Box, other: Box): boolean =>
  one.x + EDGE < other.x + other.width &&
  other.x + EDGE < one.x + one.width &&
  one.y + EDGE < other.y + other.height &&
  other.y + EDGE < one.y + one.height;

const holds = (outer: Box, inner: Box): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  inner.x + inner.width <= outer.x + outer.width + EDGE &&
  inner.y + inner.height <= outer.y + outer.height + EDGE;

const lineBox = (from: Point, to: Point): Box => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(from.x - to.x) + 2 * EDGE,
  height: Math.abs(from.y - to.y) + 2 * EDGE,
});

/** What is wrong with a drawing: what lies over another, arrows through what they do not belong to, what leaves the sheet. */
export function diagramFaults(
  { nodes, flows, width, height }: DiagramLayout,
  relation: { parent: (id: string) => string | undefined; host: (id: string) => string | undefined },
): string[] {
  const faults: string[] = [];
  const inside = (node: DrawnNode, frame: DrawnNode): boolean => {
    for (let home = relation.parent(node.id); home !== undefined; home = relation.parent(home)) {
      if (home === frame.id) return true;
    }
    return false;
  };
  const related = (one: DrawnNode, other: DrawnNode): boolean =>
    relation.host(one.id) === other.id ||
    inside(one, other) ||
    inside(other, one) ||
    relation.host(other.id) === one.id;
  nodes.forEach((one, index) => {
    if (!holds({ x: 0, y: 0, width, height }, one.box)) faults.push(`${one.id} leaves the sheet`);
    for (const other of nodes.slice(index + 1)) {
      const boxes = [one.box, one.label].flatMap((a) => [other.box, other.label].map((b) => [a, b] as const));
      if (!related(one, other) && boxes.some(([a, b]) => overlap(a, b))) faults.push(`${one.id} lies over ${other.id}`);
      const [inner, outer] = inside(one, other) ? [one, other] : [other, one];
      if (inside(inner, outer) && !holds(outer.box, inner.box)) faults.push(`${inner.id} leaves ${outer.id}`);
    }
  });
  for (const { id, from, to, points, label } of flows) {
    const ends = new Set([from, to]);
    points.slice(1).forEach((point, index) => {
      const before = points[index] ?? point;
      if (before.x !== point.x && before.y !== point.y) faults.push(`${id} runs askew`);
      for (const node of nodes) {
        if (node.shape === 'frame' || ends.has(node.id)) continue;
        if ([...ends].some((end) => relation.host(end) === node.id)) continue;
        if (overlap(lineBox(before, point), node.box)) faults.push(`${id} runs through ${node.id}`);
      }
    });
    for (const node of label === undefined ? [] : nodes) {
      if (node.shape !== 'frame' && label && overlap(label, node.box))
        faults.push(`label of ${id} lies over ${node.id}`);
    }
  }
  return faults;
}
