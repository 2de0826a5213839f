/** The upright part of an arrow in the gap between two columns. What has one `stem` may lie on one line. */
export interface Upright {
  stem: string;
  from: number;
  to: number;
}

interface Stem {
  key: string;
  low: number;
  high: number;
  start: number;
  down: boolean;
}

/** Distance of two arrows that run side by side. */
export const TRACK = 12;

const overlap = (one: Stem, other: Stem): boolean => one.low < other.high + TRACK && other.low < one.high + TRACK;

/** Arrows that go down keep left of those that begin above them, so that they do not cross; likewise upwards. */
const inTurn = (one: Stem, other: Stem): number =>
  Number(other.down) - Number(one.down) || (one.down ? other.start - one.start : one.start - other.start);

/** For each stem its place in the gap, from the left; no two that overlap lie on one line. */
export function tracksOf(uprights: readonly Upright[]): Map<string, number> {
  const stems = new Map<string, Stem>();
  for (const { stem: key, from, to } of uprights) {
    const known = stems.get(key);
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    if (known === undefined) stems.set(key, { key, low, high, start: from, down: to > from });
    else stems.set(key, { ...known, low: Math.min(known.low, low), high: Math.max(known.high, high) });
  }
  const placed: { stem: Stem; track: number }[] = [];
  for (const stem of [...stems.values()].sort(inTurn)) {
    const beside = placed.filter((other) => overlap(stem, other.stem)).map(({ track }) => track + 1);
    placed.push({ stem, track: Math.max(0, ...beside) });
  }
  return new Map(placed.map(({ stem, track }) => [stem.key, track]));
}
