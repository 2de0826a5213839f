import type { AreaShape } from '@querraum/contracts';

type Position = readonly [number, number];
export type Point = readonly [x: number, y: number];

export interface Frame {
  width: number;
  height: number;
  project(position: Position): Point;
}

const RADIANS = Math.PI / 180;

/** Web Mercator, as every map of a city looks; y grows downward as on a screen. */
const mercator = ([lon, lat]: Position): Point => [
  lon * RADIANS,
  -Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)),
];

const ringsOf = ({ geometry }: AreaShape): (readonly Position[])[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

/** Fits the shapes into a drawing of this width, with a margin all round; its height follows from what is drawn. */
export function frameFor(shapes: readonly AreaShape[], width: number, margin: number): Frame {
  const points = shapes.flatMap((shape) => ringsOf(shape).flatMap((ring) => ring.map(mercator)));
  if (points.length === 0) return { width, height: width / 2, project: () => [width / 2, width / 4] };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  // Nothing becomes higher than it is wide: a tall area stands in the middle.
  const inner = width - 2 * margin;
  const scale = inner / Math.max(right - left, bottom - top);
  const indent = margin + (inner - (right - left) * scale) / 2;
  return {
    width,
    height: (bottom - top) * scale + 2 * margin,
    project: (position) => {
      const [x, y] = mercator(position);
      return [indent + (x - left) * scale, margin + (y - top) * scale];
    },
  };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The outline as the `d` of an SVG path; points that fall together are drawn once. */
export function outlineOf(shape: AreaShape, { project }: Frame): string {
  return ringsOf(shape)
    .map((ring) => {
      const points = ring.map((position) => project(position).map(rounded).join(' '));
      return `M${points.filter((point, index) => point !== points[index - 1]).join('L')}Z`;
    })
    .join('');
}

/** Where a number stands: the point inside that the data name. */
export function middleOf({ properties: { lon, lat } }: AreaShape, { project }: Frame): Point {
  return project([lon ?? 0, lat ?? 0]);
}
