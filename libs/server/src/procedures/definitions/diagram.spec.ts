import { layoutOf } from '@querraum/workflow';
import { diagramFaults, randomDrawing } from '@querraum/workflow/testing';
import { TEMPLATES } from '.';

const nothing = { parent: () => undefined, host: () => undefined };

describe('the diagrams of what the product ships', () => {
  it.each(TEMPLATES.map(({ definition }) => [definition.key, definition] as const))(
    'of %s lay nothing over another, in either language',
    (_, definition) => {
      for (const language of ['de', 'en'] as const) {
        const layout = layoutOf(definition, {
          node: ({ name }) => [name[language]],
          flow: ({ condition }) => condition,
        });
        expect(layout.nodes.map(({ id }) => id).sort()).toEqual(definition.nodes.map(({ id }) => id).sort());
        expect(layout.flows).toHaveLength(definition.flows.length);
        expect(diagramFaults(layout, nothing)).toEqual([]);
      }
    },
  );

  it('of 300 nodes take less than a tenth of a second of the processor', () => {
    const definition = randomDrawing(7, 300);
    const draw = () => layoutOf(definition, { node: ({ name }) => [name.de], flow: ({ condition }) => condition });
    expect(draw().nodes).toHaveLength(definition.nodes.length);
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      draw();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
