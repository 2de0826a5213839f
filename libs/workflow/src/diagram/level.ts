import { type Link, loopsOf, ranksOf } from './ranks';
import { placeLines } from './lines';
import { type Item, orderRows, type Piece } from './rows';
import { TRACK, tracksOf, type Upright } from './tracks';

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}
interface Size {
  width: number;
  height: number;
}

/** What is placed: its room around the line by which arrows come and go, `inset` from its sides. */
export interface Thing {
  id: string;
  width: number;
  above: number;
  below: number;
  inset: number;
}

export interface Arrow {
  id: string;
  from: string;
  to: string;
  /** Leaves not at the side, but here: from the left and from the line of its thing, then down by `drop`. */
  leaves?: Point & { drop: number };
  label?: Size;
}

export interface Level extends Size {
  /** Left side and line of each thing. */
  places: ReadonlyMap<string, Point>;
  routes: ReadonlyMap<string, { points: Point[]; loop: boolean; label?: Box }>;
}

/** Room on both sides of the upright parts of a gap; the arrowheads need some. */
const GAP = 22;
/** Half the room that an arrow needs which passes a column. */
const PASSING = 8;

interface Chain {
  arrow: Arrow;
  items: Item[];
  leaves: number;
}

const itemOf = (
  id: string,
  rank: number,
  { width, above, below }: Omit<Thing, 'id' | 'inset'>,
  passes = false,
): Item => ({
  id,
  rank,
  width,
  above,
  below,
  passes,
  y: 0,
  place: 0,
});

const leaving = ({ leaves }: Arrow): number => (leaves === undefined ? 0 : leaves.y + leaves.drop);

/** From thing to thing; what passes a column takes room there, and a label has a column of its own. */
function chainOf(arrow: Arrow, from: Item, to: Item): Chain {
  const items = [from];
  for (let rank = from.rank + 1; rank < to.rank; rank += 1) {
    const label = rank === from.rank + 1 ? arrow.label : undefined;
    const size =
      label === undefined
        ? { width: 0, above: PASSING, below: PASSING }
        : { width: label.width, above: label.height + PASSING, below: PASSING };
    items.push(itemOf(`${arrow.id}:${String(rank)}`, rank, size, true));
  }
  return { arrow, items: [...items, to], leaves: leaving(arrow) };
}

const piecesOf = ({ arrow, items, leaves }: Chain): Piece[] =>
  items.slice(0, -1).map((from, index) => ({
    id: arrow.id,
    from,
    to: items[index + 1] ?? from,
    leaves: index === 0 ? leaves : 0,
  }));

function columnsOf(items: Iterable<Item>): Item[][] {
  const columns: Item[][] = [];
  for (const item of items) (columns[item.rank] ??= []).push(item);
  return Array.from(columns, (column) => column ?? []);
}

/** Loops run back below everything, the short ones nearest; each has a lane that no other uses beside it. */
function lanesOf(loops: readonly Arrow[], rankOf: (id: string) => number, bottom: number) {
  const span = ({ from, to }: Arrow) => ({ first: rankOf(to), last: rankOf(from) + 1 });
  const inTurn = loops.toSorted((one, other) => {
    const [a, b] = [span(one), span(other)];
    return a.last - a.first - (b.last - b.first);
  });
  const lanes = new Map<string, { y: number; first: number; last: number }>();
  for (const loop of inTurn) {
    const { first, last } = span(loop);
    const beside = [...lanes.values()].filter((lane) => lane.first <= last && first <= lane.last);
    const room = loop.label === undefined ? 2 * TRACK : loop.label.height + TRACK;
    lanes.set(loop.id, { y: Math.max(bottom, ...beside.map(({ y }) => y)) + room, first, last });
  }
  return lanes;
}

/** Without points that lie on the line between their neighbours. */
export function withoutIdle(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last?.x === point.x && last.y === point.y) continue;
    const straight = (before?.x === last?.x && last?.x === point.x) || (before?.y === last?.y && last?.y === point.y);
    if (before !== undefined && straight) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** Places things in columns from left to right and leads the arrows between them, in right angles and around all else. */
export function levelOf(things: readonly Thing[], arrows: readonly Arrow[]): Level {
  const order = things.map(({ id }) => id);
  const links: Link[] = arrows.map(({ id, from, to, label }) => ({ id, from, to, length: label ? 2 : 1 }));
  const back = loopsOf(order, links);
  const ranks = ranksOf(
    order,
    links.filter(({ id }) => !back.has(id)),
  );
  const items = new Map(things.map((thing) => [thing.id, itemOf(thing.id, ranks.get(thing.id) ?? 0, thing)]));
  const at = (id: string): Item => items.get(id) ?? itemOf(id, 0, { width: 0, above: 0, below: 0 });
  const insets = new Map(things.map(({ id, inset }) => [id, inset]));
  const chains = arrows.filter(({ id }) => !back.has(id)).map((arrow) => chainOf(arrow, at(arrow.from), at(arrow.to)));
  const pieces = chains.flatMap(piecesOf);
  const columns = columnsOf([...items.values(), ...chains.flatMap((chain) => chain.items.slice(1, -1))]);
  orderRows(columns, pieces);
  placeLines(columns, pieces);

  const top = Math.min(0, ...columns.flat().map(({ y, above }) => y - above));
  for (const item of columns.flat()) item.y -= top;
  const bottom = Math.max(0, ...columns.flat().map(({ y, below }) => y + below));
  const loops = arrows.filter(({ id }) => back.has(id));
  const lanes = lanesOf(loops, (id) => at(id).rank, bottom);
  const laneOf = ({ id }: Arrow): number => lanes.get(id)?.y ?? bottom;

  // Upright parts by gap: gap n lies before column n.
  const uprights: Upright[][] = Array.from({ length: columns.length + 1 }, () => []);
  const branches = new Map<string, number>();
  const count = (key: string) => branches.set(key, (branches.get(key) ?? 0) + 1);
  const sourceOf = (arrow: Arrow, from: Item): string =>
    arrow.leaves && from.id === arrow.from ? `leaves ${arrow.id}` : `from ${from.id}`;
  for (const {
    arrow,
    items: [from, to],
  } of chains)
    if (from && to) count(sourceOf(arrow, from));
  for (const loop of loops) count(sourceOf(loop, at(loop.from)));
  const stemOf = (arrow: Arrow, from: Item, to: Item): string => {
    const source = sourceOf(arrow, from);
    return (branches.get(source) ?? 0) > 1 ? source : `to ${to.id}`;
  };
  const stemBack = (loop: Arrow): string => {
    const source = sourceOf(loop, at(loop.from));
    return (branches.get(source) ?? 0) > 1 ? source : `back ${loop.id}`;
  };
  const arrowOf = new Map(arrows.map((arrow) => [arrow.id, arrow]));
  for (const { id, from, to, leaves } of pieces) {
    const arrow = arrowOf.get(id);
    if (arrow === undefined || from.y + leaves === to.y) continue;
    uprights[to.rank]?.push({ stem: stemOf(arrow, from, to), from: from.y + leaves, to: to.y });
  }
  for (const loop of loops) {
    const [from, to] = [at(loop.from), at(loop.to)];
    uprights[from.rank + 1]?.push({ stem: stemBack(loop), from: from.y + leaving(loop), to: laneOf(loop) });
    uprights[to.rank]?.push({ stem: `loop ${to.id}`, from: laneOf(loop), to: to.y });
  }
  const tracks = uprights.map(tracksOf);

  // Columns and gaps side by side.
  const gaps: number[] = [];
  const lefts: number[] = [];
  let x = 0;
  for (let gap = 0; gap <= columns.length; gap += 1) {
    const lines = Math.max(-1, ...(tracks[gap]?.values() ?? [])) + 1;
    const outer = gap === 0 || gap === columns.length;
    gaps.push(x + GAP);
    x += outer && lines === 0 ? 0 : 2 * GAP + Math.max(0, lines - 1) * TRACK;
    lefts.push(x);
    x += Math.max(0, ...(columns[gap] ?? []).map(({ width }) => width));
  }
  const widths = columns.map((column) => Math.max(0, ...column.map(({ width }) => width)));
  const leftOf = (item: Item): number => (lefts[item.rank] ?? 0) + ((widths[item.rank] ?? 0) - item.width) / 2;
  const trackAt = (gap: number, stem: string): number => (gaps[gap] ?? 0) + (tracks[gap]?.get(stem) ?? 0) * TRACK;
  const startOf = (arrow: Arrow): Point[] => {
    const from = at(arrow.from);
    const left = leftOf(from);
    if (arrow.leaves === undefined) return [{ x: left + from.width - (insets.get(from.id) ?? 0), y: from.y }];
    const [sideways, down] = [left + arrow.leaves.x, from.y + arrow.leaves.y];
    return [
      { x: sideways, y: down },
      { x: sideways, y: down + arrow.leaves.drop },
    ];
  };
  const endOf = (arrow: Arrow): Point => {
    const to = at(arrow.to);
    return { x: leftOf(to) + (insets.get(to.id) ?? 0), y: to.y };
  };

  const routes = new Map<string, { points: Point[]; loop: boolean; label?: Box }>();
  for (const chain of chains) {
    const { arrow } = chain;
    const bends = piecesOf(chain).flatMap(({ from, to, leaves }) => {
      if (from.y + leaves === to.y) return [];
      const track = trackAt(to.rank, stemOf(arrow, from, to));
      return [
        { x: track, y: from.y + leaves },
        { x: track, y: to.y },
      ];
    });
    const [, second] = chain.items;
    const label =
      arrow.label === undefined || second === undefined
        ? undefined
        : { x: leftOf(second), y: second.y - arrow.label.height - 2, ...arrow.label };
    routes.set(arrow.id, {
      points: withoutIdle([...startOf(arrow), ...bends, endOf(arrow)]),
      loop: false,
      ...(label && { label }),
    });
  }
  for (const loop of loops) {
    const [from, to] = [at(loop.from), at(loop.to)];
    const out = trackAt(from.rank + 1, stemBack(loop));
    const into = trackAt(to.rank, `loop ${to.id}`);
    const lane = laneOf(loop);
    const start = startOf(loop);
    const points = [
      ...start,
      { x: out, y: start.at(-1)?.y ?? 0 },
      { x: out, y: lane },
      { x: into, y: lane },
      { x: into, y: to.y },
      endOf(loop),
    ];
    const { label } = loop;
    routes.set(loop.id, {
      points: withoutIdle(points),
      loop: true,
      ...(label && { label: { x: out - label.width - TRACK, y: lane - label.height - 2, ...label } }),
    });
  }
  return {
    width: x,
    height: Math.max(bottom, ...[...lanes.values()].map(({ y }) => y + PASSING)),
    places: new Map(things.map(({ id }) => [id, { x: leftOf(at(id)), y: at(id).y }])),
    routes,
  };
}
