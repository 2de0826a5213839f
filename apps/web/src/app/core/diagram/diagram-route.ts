import type { IFConnectionBuilder } from '@foblex/flow';
import type { Point } from '@querraum/workflow';

const ROUND = 8;

/** The point this far from one point towards another, at most half the way. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** A line in right angles with round corners. */
export function routePath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M ${point.x} ${point.y}`;
      if (after === undefined) return `L ${point.x} ${point.y}`;
      const [into, out] = [towards(point, before, ROUND), towards(point, after, ROUND)];
      return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`;
    })
    .join(' ');
}

/** The open tip of an arrow, which always comes from the left. */
const tip = ({ x, y }: Point): string => ` M ${x - 9} ${y - 6} L ${x} ${y} L ${x - 9} ${y + 6}`;

/** Arrows run where the layout leads them, which is told by their waypoints; where the canvas would attach them says nothing. */
export const ROUTE: IFConnectionBuilder = {
  handle: ({ waypoints, source, target }) => {
    const points = waypoints.length > 1 ? waypoints : [source, target];
    return {
      path: routePath(points) + tip(points.at(-1) ?? target),
      secondPoint: points[1] ?? target,
      penultimatePoint: points.at(-2) ?? source,
      points: [...points],
      candidates: [],
    };
  },
};
