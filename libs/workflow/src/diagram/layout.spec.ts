import type { Definition, NodeDefinition } from '../definition';
import { diagramFaults } from '../histories/diagram-faults';
import { randomDrawing } from '../histories/random-drawing';
import { layoutOf, type DiagramTexts } from './layout';

const name = (text: string) => ({ de: text, en: text });
const texts: DiagramTexts = { node: (node) => [node.name.de], flow: ({ condition }) => condition };

/** Nodes as `id` or `id:type`, flows as `from>to` or `from>to?condition`. */
function drawing(nodes: (string | NodeDefinition)[], flows: string[]): Definition {
  return {
    schemaVersion: 1,
    key: 'drawing',
    name: name('Zeichnung'),
    nodes: nodes.map((node) => {
      if (typeof node !== 'string') return node;
      const [id = '', type = 'manualTask'] = node.split(':');
      return { id, name: name(id), type } as NodeDefinition;
    }),
    flows: flows.map((flow, index) => {
      const [ends = '', condition] = flow.split('?');
      const [from = '', to = ''] = ends.split('>');
      return { id: `f${String(index)}`, from, to, ...(condition !== undefined && { condition }) };
    }),
  };
}

const relation = ({ nodes }: Definition) => ({
  parent: (id: string) => nodes.find((node) => node.id === id)?.parent,
  host: (id: string) => {
    const node = nodes.find((one) => one.id === id);
    return node?.type === 'boundaryEvent' ? node.attachedTo : undefined;
  },
});
const faultsOf = (definition: Definition) => diagramFaults(layoutOf(definition, texts), relation(definition));

function found(definition: Definition) {
  const layout = layoutOf(definition, texts);
  const node = (id: string) => {
    const drawn = layout.nodes.find((one) => one.id === id);
    if (drawn === undefined) throw new Error(`${id} is not drawn.`);
    return drawn;
  };
  return { layout, node };
}

describe('layout of a diagram', () => {
  it('leads from left to right, what follows straight behind what went before', () => {
    const { node, layout } = found(drawing(['a:start', 'b', 'c:end'], ['a>b', 'b>c']));
    const middle = (id: string) => node(id).box.y + node(id).box.height / 2;
    expect(node('a').box.x).toBeLessThan(node('b').box.x);
    expect(node('b').box.x).toBeLessThan(node('c').box.x);
    expect(new Set(['a', 'b', 'c'].map(middle)).size).toBe(1);
    expect(layout.flows.map(({ points }) => points.length)).toEqual([2, 2]);
  });

  it('puts branches side by side, in the order in which they leave', () => {
    const { node } = found(
      drawing(
        ['s:start', 'g:parallelGateway', 'a', 'b', 'c', 'j:parallelGateway'],
        ['s>g', 'g>a', 'g>b', 'g>c', 'a>j', 'b>j', 'c>j'],
      ),
    );
    expect(new Set(['a', 'b', 'c'].map((id) => node(id).box.x)).size).toBe(1);
    expect(node('a').box.y).toBeLessThan(node('b').box.y);
    expect(node('b').box.y).toBeLessThan(node('c').box.y);
  });

  it('draws a loop as one that leads back, below what it goes around', () => {
    const { layout, node } = found(
      drawing(['s:start', 'a', 'g:exclusiveGateway', 'e:end'], ['s>a', 'a>g', 'g>e?fertig', 'g>a?zurück']),
    );
    const [back, ...others] = layout.flows.filter(({ loop }) => loop);
    expect(others).toEqual([]);
    expect(back).toMatchObject({ from: 'g', to: 'a' });
    const lowest = Math.max(...(back?.points ?? []).map(({ y }) => y));
    expect(lowest).toBeGreaterThan(node('a').box.y + node('a').box.height);
  });

  it('draws a sub-process as a frame around its inside, and an attached event on the border of its activity', () => {
    const inside = { parent: 'p' };
    const definition = drawing(
      [
        's:startEvent',
        { id: 'p', name: name('Teil'), type: 'subProcess' },
        { id: 'ps', name: name('an'), type: 'startEvent', ...inside },
        { id: 'pt', name: name('tun'), type: 'userTask', ...inside },
        { id: 'b', name: name('zu spät'), type: 'boundaryEvent', attachedTo: 'p', event: { kind: 'error' } },
        'mahnen',
        'e:endEvent',
      ],
      ['s>p', 'ps>pt', 'p>e', 'b>mahnen', 'mahnen>e'],
    );
    const { node } = found(definition);
    expect(faultsOf(definition)).toEqual([]);
    expect(node('pt').depth).toBe(1);
    const frame = node('p').box;
    expect(node('b').box.y + node('b').box.height / 2).toBe(frame.y + frame.height);
  });

  it('puts what no arrow leads to below all else, and in the list behind it', () => {
    const definition = drawing(
      [
        { id: 'in', name: name('geht ein'), type: 'startEvent', parent: 'complaint' },
        { id: 'complaint', name: name('Beschwerde'), type: 'subProcess', byEvent: true },
        's:startEvent',
        'a',
        'e:endEvent',
      ],
      ['s>a', 'a>e'],
    );
    const { node, layout } = found(definition);
    expect(node('complaint').box.y).toBeGreaterThan(node('e').box.y + node('e').box.height);
    expect(node('s').box.x).toBeLessThan(100);
    expect(layout.nodes.map(({ id }) => id)).toEqual(['s', 'a', 'e', 'complaint', 'in']);
    expect(faultsOf(definition)).toEqual([]);
  });

  it('reserves room for long names and for words beside an arrow', () => {
    const short = found(drawing(['a:start', 'b'], ['a>b']));
    const long = found(
      drawing(
        ['a:start', 'Stellungnahme zur Verkehrssicherheit des Schulwegs'],
        ['a>Stellungnahme zur Verkehrssicherheit des Schulwegs?wenn der Schulweg betroffen ist'],
      ),
    );
    const last = ({ layout }: typeof short) => layout.nodes.at(-1)?.box.height ?? 0;
    expect(last(long)).toBeGreaterThan(last(short));
    expect(long.layout.width).toBeGreaterThan(short.layout.width + 100);
  });

  it('draws what is odd too: arrows to nowhere and to itself, frames that contain themselves, no start', () => {
    const definition = drawing(
      [
        'a',
        { id: 'p', name: name('p'), type: 'subProcess', parent: 'q' },
        { id: 'q', name: name('q'), type: 'subProcess', parent: 'p' },
      ],
      ['a>a', 'a>gone', 'p>q', 'q>a', 'a>p'],
    );
    const { layout } = found(definition);
    expect(layout.nodes).toHaveLength(3);
    expect(layout.flows.map(({ id }) => id)).toEqual(['f0', 'f2', 'f3', 'f4']);
  });

  it('lays nothing over another in 500 random drawings, and draws each twice alike', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const definition = randomDrawing(seed, 4 + (seed % 24));
      expect({ seed, faults: faultsOf(definition) }).toEqual({ seed, faults: [] });
      expect(layoutOf(structuredClone(definition), texts)).toEqual(layoutOf(definition, texts));
    }
  });
});
