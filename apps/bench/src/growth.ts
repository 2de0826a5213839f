export interface Point {
  seconds: number;
  value: number;
}

/** How much more there is at the end than at the beginning of these points, along the line that lies nearest to them; 0.05 is 5 %. */
export function growthOf(points: readonly Point[]): number {
  const [first, last] = [points.at(0), points.at(-1)];
  if (!first || !last || first === last) return NaN;
  const mean = (pick: (point: Point) => number) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const middle = { seconds: mean(({ seconds }) => seconds), value: mean(({ value }) => value) };
  const spread = mean(({ seconds }) => (seconds - middle.seconds) ** 2);
  const slope = mean(({ seconds, value }) => (seconds - middle.seconds) * (value - middle.value)) / spread;
  const at = (seconds: number) => middle.value + slope * (seconds - middle.seconds);
  return at(last.seconds) / at(first.seconds) - 1;
}
