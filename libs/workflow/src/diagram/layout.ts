import type { Definition, NodeDefinition } from '../definition';
import { type Arrow, type Box, type Level, levelOf, type Point, type Thing } from './level';
import { homesOf, nodesInOrder } from './order';
import { heightOf, MEASURES, type Shape, shapeOf } from './shapes';

export interface DrawnNode {
  id: string;
  shape: Shape;
  /** The shape itself. */
  box: Box;
  /** Where its name stands: inside of an activity, at the head of a frame, otherwise below. */
  label: Box;
  /** How many frames are around it. */
  depth: number;
}
export interface DrawnFlow {
  id: string;
  from: string;
  to: string;
  points: Point[];
  /** Leads back onto the way by which one came. */
  loop: boolean;
  /** Tells what belongs together and leads nowhere. */
  isLink: boolean;
  label?: Box;
}
export interface DiagramLayout {
  width: number;
  height: number;
  /** In the order of the course; a frame comes before what is inside. */
  nodes: DrawnNode[];
  flows: DrawnFlow[];
}

/** What is written: below or inside of a node, line by line, and beside an arrow. Texts decide how much room is needed. */
export interface DiagramTexts {
  node: (node: NodeDefinition) => readonly string[];
  flow: (flow: Definition['flows'][number]) => string | undefined;
}

const MARGIN = 16;
/** Between things that nothing connects. */
const APART = 32;
const { activityWidth, activityFrame, eventSize, frameHead, framePadding, gatewaySize, labelGap, labelWidth } =
  MEASURES;
/** An attached event with its name beside the arrow that leaves it. */
const ATTACHED = labelWidth + eventSize / 2;

interface Attached {
  node: NodeDefinition;
  /** Centre, from the left of the host; distance of its arrow's way from the lower border of the host. */
  x: number;
  way: number;
  labelHeight: number;
}
interface Drawing {
  node: NodeDefinition;
  shape: Shape;
  width: number;
  height: number;
  labelHeight: number;
  thing: Thing;
  attached: Attached[];
  inside?: Level;
}

const isAttached = (definition: Definition, homes: ReadonlyMap<string, string | undefined>) => {
  const shapes = new Map(definition.nodes.map((node) => [node.id, shapeOf(node)]));
  return (node: NodeDefinition): node is Extract<NodeDefinition, { type: 'boundaryEvent' }> =>
    node.type === 'boundaryEvent' &&
    ['activity', 'frame'].includes(shapes.get(node.attachedTo) ?? '') &&
    homes.get(node.id) === homes.get(node.attachedTo);
};

/** Where the drawing of every node and arrow comes to lie; the same for the same definition and texts. */
export function layoutOf(definition: Definition, texts: DiagramTexts): DiagramLayout {
  const homes = homesOf(definition);
  const order = nodesInOrder(definition);
  const onBorder = isAttached(definition, homes);
  const arrows = arrowsOf(definition, homes, onBorder, texts);
  const drawings = new Map<string, Drawing>();
  const members = Map.groupBy(
    order.filter((node) => !onBorder(node)),
    ({ id }) => homes.get(id),
  );
  const events = Map.groupBy(order.filter(onBorder), ({ attachedTo }) => attachedTo);

  const draw = (node: NodeDefinition): Drawing => {
    const inside = shapeOf(node) === 'frame' ? level(node.id) : undefined;
    const drawing = drawingOf(node, texts, events.get(node.id) ?? [], inside);
    drawings.set(node.id, drawing);
    return drawing;
  };
  const level = (home: string | undefined): Level => {
    const things = (members.get(home) ?? []).map((node) => draw(node).thing);
    return withLonely(
      things,
      (arrows.get(home) ?? []).map((arrow) => ({ ...arrow, ...leavesOf(arrow, drawings) })),
    );
  };
  const whole = level(undefined);

  const nodes: DrawnNode[] = [];
  const flows: DrawnFlow[] = [];
  const put = (home: string | undefined, found: Level, origin: Point, depth: number): void => {
    for (const arrow of arrows.get(home) ?? []) {
      const route = found.routes.get(arrow.id);
      if (route === undefined) continue;
      flows.push({
        id: arrow.id,
        from: arrow.source,
        to: arrow.target,
        isLink: arrow.isLink,
        loop: route.loop,
        points: route.points.map((point) => moved(point, origin)),
        ...(route.label && { label: moved(route.label, origin) }),
      });
    }
    for (const { id } of members.get(home) ?? []) {
      const [drawing, place] = [drawings.get(id), found.places.get(id)];
      if (drawing === undefined || place === undefined) continue;
      const line = moved(place, origin);
      nodes.push(...drawnOf(drawing, line, depth));
      if (drawing.inside === undefined) continue;
      const corner = {
        x: line.x + (drawing.width - drawing.inside.width) / 2,
        y: line.y - drawing.height / 2 + drawing.labelHeight + frameHead - MEASURES.line,
      };
      put(id, drawing.inside, corner, depth + 1);
    }
  };
  put(undefined, whole, { x: MARGIN, y: MARGIN }, 0);
  const ranks = new Map(order.map(({ id }, rank) => [id, rank]));
  return {
    width: whole.width + 2 * MARGIN,
    height: whole.height + 2 * MARGIN,
    nodes: nodes.sort((one, other) => (ranks.get(one.id) ?? 0) - (ranks.get(other.id) ?? 0)),
    flows,
  };
}

const moved = <Kind extends Point>(one: Kind, by: Point): Kind => ({ ...one, x: one.x + by.x, y: one.y + by.y });

interface NamedArrow extends Arrow {
  source: string;
  target: string;
  isLink: boolean;
}

/** Every flow in the frame where both of its ends are, from the activity whose event it leaves. */
function arrowsOf(
  definition: Definition,
  homes: ReadonlyMap<string, string | undefined>,
  onBorder: ReturnType<typeof isAttached>,
  texts: DiagramTexts,
): Map<string | undefined, NamedArrow[]> {
  const nodes = new Map(definition.nodes.map((node) => [node.id, node]));
  const around = (id: string): string[] => {
    const node = nodes.get(id);
    const own = node !== undefined && onBorder(node) ? node.attachedTo : id;
    const path = [own];
    for (let home = homes.get(own); home !== undefined; home = homes.get(home)) path.unshift(home);
    return path;
  };
  const arrows = new Map<string | undefined, NamedArrow[]>();
  const add = (id: string, source: string, target: string, text?: string): void => {
    if (!nodes.has(source) || !nodes.has(target)) return;
    const [one, other] = [around(source), around(target)];
    const common = one.findIndex((step, index) => step !== other[index]);
    const depth = common === -1 ? one.length - 1 : common;
    const [from, to] = [one[depth], other[depth]];
    // From a frame into itself: there is nothing to be drawn between them.
    if (from === undefined || to === undefined || (from === to && source !== target && !isFrom(source, from))) return;
    const home = depth === 0 ? undefined : one[depth - 1];
    const label = text === undefined ? undefined : { width: labelWidth, height: heightOf([text], labelWidth) };
    const arrow = { id, from, to, source, target, isLink: id.startsWith('link '), ...(label && { label }) };
    arrows.set(home, [...(arrows.get(home) ?? []), arrow]);
  };
  const isFrom = (source: string, host: string): boolean => {
    const node = nodes.get(source);
    return node !== undefined && onBorder(node) && node.attachedTo === host;
  };
  for (const flow of definition.flows) add(flow.id, flow.from, flow.to, texts.flow(flow));
  for (const node of definition.nodes) {
    if (node.type === 'boundaryEvent' && node.handler !== undefined) add(`link ${node.id}`, node.id, node.handler);
  }
  return arrows;
}

/** What no arrow leads to or from, such as a sub-process that an event begins, stands in rows below all else. */
function withLonely(things: readonly Thing[], arrows: readonly Arrow[]): Level {
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const lonely = things.filter(({ id }) => !ends.has(id));
  const level = levelOf(
    things.filter(({ id }) => ends.has(id)),
    arrows,
  );
  const places = new Map(level.places);
  const widest = Math.max(level.width, 4 * activityWidth);
  let [x, top, bottom, width] = [0, level.height === 0 ? 0 : level.height + APART, level.height, level.width];
  for (const thing of lonely) {
    if (x > 0 && x + thing.width > widest) [x, top] = [0, bottom + APART];
    places.set(thing.id, { x, y: top + thing.above });
    bottom = Math.max(bottom, top + thing.above + thing.below);
    width = Math.max(width, x + thing.width);
    x += thing.width + APART;
  }
  return { ...level, places, width, height: bottom };
}

function leavesOf(arrow: NamedArrow, drawings: ReadonlyMap<string, Drawing>): Pick<Arrow, 'leaves'> {
  const host = drawings.get(arrow.from);
  const event = host?.attached.find(({ node }) => node.id === arrow.source);
  if (host === undefined || event === undefined) return {};
  const y = host.height / 2 + eventSize / 2;
  return { leaves: { x: event.x, y, drop: host.height / 2 + event.way - y } };
}

/** Events from right to left; the arrow of the rightmost goes away highest, so that none crosses another. */
function attachedOf(events: readonly NodeDefinition[], texts: DiagramTexts, width: number): Attached[] {
  const heights = events.map((event) => heightOf(texts.node(event), labelWidth - 8));
  const names = Math.max(0, ...heights);
  return events.map((node, index) => ({
    node,
    x: width - ATTACHED * (events.length - index) + eventSize / 2,
    way: eventSize / 2 + names + 10 + 12 * (events.length - 1 - index),
    labelHeight: heights[index] ?? 0,
  }));
}

function drawingOf(
  node: NodeDefinition,
  texts: DiagramTexts,
  events: readonly NodeDefinition[],
  inside: Level | undefined,
): Drawing {
  const shape = shapeOf(node);
  const room = events.length * ATTACHED + (events.length > 0 ? 8 : 0);
  const { width, height, labelHeight } = sizeOf(node, shape, texts, inside, room);
  const attached = attachedOf(events, texts, width);
  const isBox = shape === 'activity' || shape === 'frame';
  const outer = isBox ? width : Math.max(width, labelWidth);
  const under = isBox ? Math.max(0, ...attached.map(({ way }) => way + 6)) : labelGap + labelHeight;
  return {
    node,
    shape,
    width,
    height,
    labelHeight,
    attached,
    thing: { id: node.id, width: outer, above: height / 2, below: height / 2 + under, inset: (outer - width) / 2 },
    ...(inside && { inside }),
  };
}

function sizeOf(node: NodeDefinition, shape: Shape, texts: DiagramTexts, inside: Level | undefined, room: number) {
  if (shape === 'event' || shape === 'gateway') {
    const size = shape === 'event' ? eventSize : gatewaySize;
    return { width: size, height: size, labelHeight: heightOf(texts.node(node), labelWidth) };
  }
  if (inside === undefined) {
    const width = Math.max(activityWidth, room);
    const labelHeight = heightOf(texts.node(node), activityWidth - 2 * 12);
    return { width, height: activityFrame + labelHeight, labelHeight };
  }
  const width = Math.max(activityWidth, room, inside.width + 2 * framePadding);
  const labelHeight = heightOf(texts.node(node), width - 4 * framePadding);
  return { width, height: inside.height + labelHeight + frameHead - MEASURES.line + framePadding, labelHeight };
}

function drawnOf({ node, shape, width, height, labelHeight, thing, attached }: Drawing, line: Point, depth: number) {
  const box = { x: line.x + thing.inset, y: line.y - height / 2, width, height };
  const below = { x: line.x, y: box.y + height + labelGap, width: thing.width, height: labelHeight };
  const drawn: DrawnNode = {
    id: node.id,
    shape,
    box,
    depth,
    label: shape === 'activity' || shape === 'frame' ? box : below,
  };
  const events = attached.map((event): DrawnNode => {
    const centre = { x: line.x + event.x, y: box.y + height };
    return {
      id: event.node.id,
      shape: 'event',
      depth,
      box: { x: centre.x - eventSize / 2, y: centre.y - eventSize / 2, width: eventSize, height: eventSize },
      label: { x: centre.x + 6, y: centre.y + eventSize / 2 + 2, width: labelWidth - 8, height: event.labelHeight },
    };
  });
  return [drawn, ...events];
}
