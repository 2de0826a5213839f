import { group, type Item, mean, type Piece } from './rows';

/** Free space between two things of a column. */
const SPACE = 24;
const SWEEPS = 16;

/** Things of several columns that are to lie at one height, so that the arrows between them are straight. */
interface Line {
  items: Item[];
  y: number;
}

/** How much it matters that an arrow is straight here: where it passes most, then where there is no other way. */
function weightOf(piece: Piece, outgoing: readonly Piece[], incoming: readonly Piece[]): number {
  if (piece.from.passes && piece.to.passes) return 0;
  if (outgoing.length === 1 && incoming.length === 1) return 1;
  const aside = (pieces: readonly Piece[]): number =>
    Math.abs(pieces.indexOf(piece) - Math.floor((pieces.length - 1) / 2));
  return 2 + aside(outgoing) + aside(incoming);
}

/** Where a piece that leaves from this place belongs among the sorted ones. */
function indexOf(sorted: readonly Piece[], place: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.from.place ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Pieces that become straight: of each thing at most one on either side, and none that crosses another. */
function straightOf(pieces: readonly Piece[]): Piece[] {
  const byPlace = (one: Piece, other: Piece) => one.to.place - other.to.place || one.from.place - other.from.place;
  const sorted = pieces.toSorted(byPlace);
  const [outgoing, incoming] = [group(sorted, 'from'), group(sorted, 'to')];
  const weights = new Map(
    sorted.map((piece) => [piece, weightOf(piece, outgoing.get(piece.from) ?? [], incoming.get(piece.to) ?? [])]),
  );
  const chosen = new Map<number, Piece[]>();
  for (const piece of sorted.toSorted((one, other) => (weights.get(one) ?? 0) - (weights.get(other) ?? 0))) {
    if (piece.leaves !== 0) continue;
    const beside = chosen.get(piece.from.rank) ?? [];
    chosen.set(piece.from.rank, beside);
    // Sorted by place: only the neighbours can be in the way.
    const at = indexOf(beside, piece.from.place);
    const [above, below] = [beside[at - 1], beside[at]];
    const fits =
      (above === undefined || above.to.place < piece.to.place) &&
      (below === undefined || (below.from.place > piece.from.place && below.to.place > piece.to.place));
    if (fits) beside.splice(at, 0, piece);
  }
  return [...chosen.values()].flat();
}

function linesOf(columns: readonly Item[][], pieces: readonly Piece[]): Map<Item, Line> {
  const before = new Map(straightOf(pieces).map(({ from, to }) => [to, from]));
  const lines = new Map<Item, Line>();
  for (const item of columns.flat()) {
    const source = before.get(item);
    const line = (source && lines.get(source)) ?? { items: [], y: 0 };
    line.items.push(item);
    lines.set(item, line);
  }
  return lines;
}

const distance = (upper: Item, lower: Item): number => upper.below + SPACE + lower.above;

/** Every line as high as the ones above it allow. */
function stack(columns: readonly Item[][], lines: ReadonlyMap<Item, Line>): Line[] {
  const below = new Map<Line, { line: Line; by: number }[]>();
  const awaited = new Map<Line, number>([...lines.values()].map((line) => [line, 0]));
  for (const column of columns) {
    column.slice(1).forEach((item, index) => {
      const [upper, lower] = [column[index] ?? item, item];
      const [above, line] = [lines.get(upper), lines.get(lower)];
      if (above === undefined || line === undefined) return;
      const known = below.get(above) ?? [];
      known.push({ line, by: distance(upper, lower) });
      below.set(above, known);
      awaited.set(line, (awaited.get(line) ?? 0) + 1);
    });
  }
  const order = [...awaited.keys()].filter((line) => awaited.get(line) === 0);
  for (const line of order) {
    for (const next of below.get(line) ?? []) {
      next.line.y = Math.max(next.line.y, line.y + next.by);
      const left = (awaited.get(next.line) ?? 0) - 1;
      awaited.set(next.line, left);
      if (left === 0) order.push(next.line);
    }
  }
  return order;
}

/** Gives each thing its height: arrows straight where they can be, lines near to what they lead to, nothing over another. */
export function placeLines(columns: readonly Item[][], pieces: readonly Piece[]): void {
  const lines = linesOf(columns, pieces);
  const order = stack(columns, lines);
  const [before, after] = [group(pieces, 'to'), group(pieces, 'from')];
  const heightOf = (item: Item | undefined): number => (item && lines.get(item)?.y) ?? 0;
  const wish = (line: Line): number | undefined => {
    const wishes = line.items.flatMap((item) => [
      ...(before.get(item) ?? [])
        .filter(({ from }) => lines.get(from) !== line)
        .map(({ from, leaves }) => heightOf(from) + leaves),
      ...(after.get(item) ?? [])
        .filter(({ to }) => lines.get(to) !== line)
        .map(({ to, leaves }) => heightOf(to) - leaves),
    ]);
    return wishes.length === 0 ? undefined : mean(wishes);
  };
  const settle = (line: Line): void => {
    const wanted = wish(line);
    if (wanted === undefined) return;
    let [low, high] = [-Infinity, Infinity];
    for (const item of line.items) {
      const [upper, lower] = [columns[item.rank]?.[item.place - 1], columns[item.rank]?.[item.place + 1]];
      if (upper) low = Math.max(low, heightOf(upper) + distance(upper, item));
      if (lower) high = Math.min(high, heightOf(lower) - distance(item, lower));
    }
    line.y = Math.min(Math.max(wanted, low), Math.max(low, high));
  };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const line of sweep % 2 === 0 ? order.toReversed() : order) settle(line);
  }
  for (const [item, line] of lines) item.y = Math.round(line.y);
}
