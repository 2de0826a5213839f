import { layoutOf, type Definition } from '@querraum/workflow';
import { nextNode } from './diagram-keys';

const name = (text: string) => ({ de: text, en: text });
const definition = {
  schemaVersion: 1,
  key: 'keys',
  name: name('Tasten'),
  nodes: [
    { id: 'start', type: 'start', name: name('Start') },
    { id: 'split', type: 'parallelGateway', name: name('zugleich') },
    { id: 'above', type: 'manualTask', name: name('oben') },
    { id: 'between', type: 'manualTask', name: name('mitten') },
    { id: 'below', type: 'manualTask', name: name('unten') },
    { id: 'join', type: 'parallelGateway', name: name('zusammen') },
    { id: 'end', type: 'end', name: name('Ende'), outcome: 'completed' },
  ],
  flows: [
    ['start', 'split'],
    ['split', 'above'],
    ['split', 'between'],
    ['split', 'below'],
    ['above', 'join'],
    ['between', 'join'],
    ['below', 'join'],
    ['join', 'end'],
    ['join', 'split'],
  ].map(([from = '', to = ''], index) => ({ id: `f${String(index)}`, from, to })),
} as Definition;
const layout = layoutOf(definition, { node: (node) => [node.name.de], flow: () => undefined });
const walk = (from: string, ...keys: string[]) =>
  keys.reduce<string | undefined>((at, key) => (at === undefined ? at : nextNode(layout, at, key)), from);

describe('arrow keys in a diagram', () => {
  it('lead along the arrows, the straight way first, and never round a loop while another way is there', () => {
    expect(walk('start', 'ArrowRight', 'ArrowRight')).toBe('between');
    expect(walk('start', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')).toBe('end');
    expect(walk('end', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toBe('start');
  });

  it('lead up and down between branches', () => {
    expect(walk('between', 'ArrowUp')).toBe('above');
    expect(walk('between', 'ArrowDown')).toBe('below');
    expect(walk('above', 'ArrowDown', 'ArrowDown')).toBe('below');
  });

  it('reach the beginning and the end of the course, and stay where nothing follows', () => {
    expect(walk('between', 'Home')).toBe('start');
    expect(walk('between', 'End')).toBe('end');
    expect(walk('end', 'ArrowRight')).toBeUndefined();
    expect(walk('above', 'ArrowUp')).toBeUndefined();
    expect(walk('above', 'x')).toBeUndefined();
  });
});
