import type { AreaShape } from '@querraum/contracts';
import { frameFor, middleOf, outlineOf } from './projection';

type Ring = [number, number][];

const shape = (ring: Ring, [lon, lat]: [number, number] = [0, 0]): AreaShape => ({
  type: 'Feature',
  id: '01',
  properties: { key: '01', name: 'Mitte', level: 'BEZ', hasChildren: true, lon, lat },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const square = shape(
  [
    [13, 52],
    [14, 52],
    [14, 52.5],
    [13, 52.5],
    [13, 52],
  ],
  [13.5, 52.25],
);

describe('the drawing of areas', () => {
  it('fills the width between its margins, north above and west left', () => {
    const frame = frameFor([square], 100, 10);
    expect(frame.project([13, 52.5])).toEqual([expect.closeTo(10), expect.closeTo(10)]);
    expect(frame.project([14, 52])[0]).toBeCloseTo(90);
    expect(frame.height).toBeCloseTo(frame.project([13, 52])[1] + 10);
  });

  it('keeps the proportions of Mercator: at 52° a degree of latitude is 1.6 times as long', () => {
    const { project } = frameFor([square], 1000, 0);
    const [x] = project([13.5, 52.5]);
    const [, y] = project([13, 52]);
    expect(y / x).toBeCloseTo(1 / Math.cos((52.25 * Math.PI) / 180), 2);
  });

  it('puts what is higher than wide into the middle', () => {
    const tall = shape([
      [13, 52],
      [13.1, 52],
      [13.1, 53],
      [13, 52],
    ]);
    const frame = frameFor([tall], 100, 0);
    expect(frame.height).toBeCloseTo(100);
    expect(frame.project([13.05, 52.5])[0]).toBeCloseTo(50);
  });

  it('closes its outlines and draws each point once', () => {
    const frame = frameFor([square], 100, 10);
    const twice = shape([
      [13, 52],
      [13, 52],
      [14, 52],
      [14, 52.5],
      [13, 52],
    ]);
    expect(outlineOf(twice, frame).split('L')).toHaveLength(4);
    expect(outlineOf(square, frame)).toMatch(/^M10 [\d.]+L90 .*Z$/);
  });

  it('draws every part of an area with several parts, and its holes', () => {
    const ring = square.geometry.coordinates[0] as Ring;
    const parts: AreaShape = { ...square, geometry: { type: 'MultiPolygon', coordinates: [[ring, ring], [ring]] } };
    expect(outlineOf(parts, frameFor([parts], 100, 0)).match(/M/g)).toHaveLength(3);
  });

  it('knows the middle, and bears having nothing to draw', () => {
    const frame = frameFor([square], 100, 10);
    const [x, y] = middleOf(square, frame);
    expect(x).toBeCloseTo(50);
    expect(Math.abs(y - frame.height / 2)).toBeLessThan(1);
    expect(frameFor([], 100, 10).height).toBe(50);
  });
});
