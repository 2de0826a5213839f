import type { Definition } from '../../definition';
import { layoutOf, type DiagramTexts } from '../../diagram';
import type { Writable, Writing } from './writing';

const TEXTS: DiagramTexts = { node: ({ name }) => [name.de], flow: ({ condition }) => condition };
/** Between the drawings of several processes of one file. */
const GAP = 60;

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const rounded = ({ x, y, width, height }: Rectangle, top: number): Rectangle => ({
  x: Math.round(x),
  y: Math.round(y + top),
  width: Math.round(width),
  height: Math.round(height),
});

/** The same drawing as in the web app, one process below the other; `top` is where this one begins. */
function drawProcess(writing: Writing, definition: Definition, elements: ReadonlyMap<string, Writable>, top: number) {
  const layout = layoutOf(definition, TEXTS);
  const drawing = (id: string) => ({ id: writing.freeId(`${id}_di`), bpmnElement: elements.get(id) });
  const bounds = (box: Rectangle) => writing.drawing('dc:Bounds', { ...rounded(box, top) });
  const shapes = layout.nodes.map(({ id, shape, box, label }) =>
    writing.drawing('bpmndi:BPMNShape', {
      ...drawing(id),
      ...(shape === 'frame' ? { isExpanded: true } : {}),
      bounds: bounds(box),
      ...(shape === 'event' || shape === 'gateway'
        ? { label: writing.drawing('bpmndi:BPMNLabel', { bounds: bounds(label) }) }
        : {}),
    }),
  );
  const edges = layout.flows
    .filter(({ id }) => elements.has(id))
    .map(({ id, points }) =>
      writing.drawing('bpmndi:BPMNEdge', {
        ...drawing(id),
        waypoint: points.map(({ x, y }) => writing.drawing('dc:Point', { x: Math.round(x), y: Math.round(y + top) })),
      }),
    );
  return { planeElements: [...shapes, ...edges], height: layout.height };
}

/** One plane with everything on it; `elements` are those that have been written, by id. */
export function drawAll(
  writing: Writing,
  definitions: readonly Definition[],
  elements: ReadonlyMap<string, Writable>,
  plane: Writable | undefined,
): Writable {
  let top = 0;
  const planeElements = definitions.flatMap((definition) => {
    const drawn = drawProcess(writing, definition, elements, top);
    top += drawn.height + GAP;
    return drawn.planeElements;
  });
  return writing.drawing('bpmndi:BPMNDiagram', {
    id: writing.freeId('BPMNDiagram'),
    plane: writing.drawing('bpmndi:BPMNPlane', {
      id: writing.freeId('BPMNPlane'),
      bpmnElement: plane,
      planeElement: planeElements,
    }),
  });
}
