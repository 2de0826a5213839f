/** Something that takes room in a column: a node, a label, or an arrow that passes through. */
export interface Item {
  id: string;
  rank: number;
  width: number;
  /** An arrow or its label that passes the column. */
  passes: boolean;
  /** Room above and below the line by which arrows come and go. */
  above: number;
  below: number;
  /** Height of that line, found by `placeLines`. */
  y: number;
  /** Place in its column, found by `orderRows`. */
  place: number;
}

/** A piece of an arrow from one column to the next; it leaves `leaves` below the line of its source. */
export interface Piece {
  id: string;
  from: Item;
  to: Item;
  leaves: number;
}

const SWEEPS = 8;

export function group(pieces: readonly Piece[], end: 'from' | 'to'): Map<Item, Piece[]> {
  const groups = new Map<Item, Piece[]>();
  for (const piece of pieces) {
    const known = groups.get(piece[end]);
    if (known === undefined) groups.set(piece[end], [piece]);
    else known.push(piece);
  }
  return groups;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sorts each column by where its neighbours stand, so that few arrows cross. */
export function orderRows(columns: Item[][], pieces: readonly Piece[]): void {
  const [before, after] = [group(pieces, 'to'), group(pieces, 'from')];
  const sort = (column: Item[], neighbours: (item: Item) => number[]) => {
    const weights = new Map(
      column.map((item) => {
        const places = neighbours(item);
        return [item, places.length === 0 ? item.place : mean(places)];
      }),
    );
    column.sort((one, other) => (weights.get(one) ?? 0) - (weights.get(other) ?? 0) || one.place - other.place);
    column.forEach((item, place) => (item.place = place));
  };
  // What leaves further down comes further down.
  const placeOf = ({ from, leaves }: Piece) => from.place + leaves / 10_000;
  for (const column of columns) column.forEach((item, place) => (item.place = place));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of columns) sort(column, (item) => (before.get(item) ?? []).map(placeOf));
    if (sweep === SWEEPS - 1) break;
    for (const column of columns.toReversed()) {
      sort(column, (item) => (after.get(item) ?? []).map(({ to }) => to.place));
    }
  }
}
