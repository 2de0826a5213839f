import { end, graph, task } from '../play-graph';
import { named } from '../play';
import { faultsOfMapping, proposeMapping } from './mapping';

const linear = (...ids: [id: string, name: string][]) => {
  const all = ['start', ...ids.map(([id]) => id), 'end'];
  const lines = all.slice(1).map((to, index): [string, string] => [all[index] ?? '', to]);
  return graph([...ids.map(([id, name]) => task(id, { name: named(name) })), end('end')], lines).definition;
};

describe('the proposed mapping of two versions', () => {
  it('takes the same id and type, whatever the name has become', () => {
    const { mapping, unmapped } = proposeMapping(linear(['a', 'Prüfen']), linear(['a', 'Fachlich prüfen']));
    expect(mapping).toEqual({ start: 'start', a: 'a', end: 'end' });
    expect(unmapped).toEqual([]);
  });

  it('takes the same name and type where the id has changed', () => {
    expect(proposeMapping(linear(['a', 'Prüfen']), linear(['b', 'Prüfen'])).mapping).toMatchObject({ a: 'b' });
  });

  it('leaves out what the new version has no step for, and says so in both languages', () => {
    const { mapping, unmapped } = proposeMapping(linear(['a', 'Prüfen'], ['b', 'Ablegen']), linear(['a', 'Prüfen']));
    expect(mapping).not.toHaveProperty('b');
    expect(unmapped).toEqual([
      {
        nodeId: 'b',
        name: named('Ablegen'),
        reason: {
          de: 'Die neue Version hat keinen Schritt „Ablegen“.',
          en: 'The new version has no step “Ablegen”.',
        },
      },
    ]);
  });

  it('does not choose between two of the same name', () => {
    const { mapping, unmapped } = proposeMapping(linear(['a', 'Prüfen']), linear(['b', 'Prüfen'], ['c', 'Prüfen']));
    expect(mapping).not.toHaveProperty('a');
    expect(unmapped[0]?.reason.de).toContain('mehrere Schritte');
  });

  it('tells of a step that has become one of another kind', () => {
    const to = graph(
      [{ id: 'a', type: 'timer', period: { length: 1, unit: 'week', roll: true }, name: named('Prüfen') }, end('end')],
      [
        ['start', 'a'],
        ['a', 'end'],
      ],
    ).definition;
    const { unmapped } = proposeMapping(linear(['a', 'Prüfen']), to);
    expect(unmapped[0]?.reason.de).toBe('Der Schritt „Prüfen“ ist in der neuen Version von anderer Art.');
  });

  it('finds every fault of a mapping written by hand', () => {
    const [from, to] = [linear(['a', 'A'], ['b', 'B']), linear(['a', 'A'], ['b', 'B'])];
    expect(faultsOfMapping(from, to, { a: 'b', b: 'b', x: 'a', end: 'nowhere', start: 'a' })).toEqual([
      { nodeId: 'b', fault: 'targetTwice' },
      { nodeId: 'x', fault: 'unknownNode' },
      { nodeId: 'end', fault: 'unknownTarget' },
      { nodeId: 'start', fault: 'typeDiffers' },
    ]);
  });
});
