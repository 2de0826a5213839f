import type { Point } from './projection';

export interface Placed {
  key: string;
  at: Point;
}

const DIRECTIONS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What lies aside counts as if it were this much farther. */
const ASIDE = 2;

/**
 * Where an arrow key leads from an area: to the nearest one in that direction, so that every neighbour can be reached;
 * the first and the last by Home and End. Undefined where there is none, or where the key means nothing.
 */
export function neighbourByKey(key: string, from: string, areas: readonly Placed[]): string | undefined {
  if (key === 'Home') return areas[0]?.key;
  if (key === 'End') return areas.at(-1)?.key;
  const direction = DIRECTIONS[key];
  const start = areas.find((area) => area.key === from);
  if (direction === undefined || start === undefined) return undefined;
  let nearest: { key: string; distance: number } | undefined;
  for (const area of areas) {
    const [dx, dy] = [area.at[0] - start.at[0], area.at[1] - start.at[1]];
    const ahead = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1] - dy * direction[0]);
    // Within 60° to each side: between the four arrows nothing is left out.
    if (ahead <= 0 || aside > ahead * Math.sqrt(3)) continue;
    const distance = ahead + ASIDE * aside;
    if (nearest === undefined || distance < nearest.distance) nearest = { key: area.key, distance };
  }
  return nearest?.key;
}
