import { checkedBundle } from '../publish';
import { TEMPLATES } from '.';

describe('the procedures that the product ships', () => {
  it.each(TEMPLATES.map((bundle) => [bundle.definition.key, bundle] as const))('%s is sound', (_, bundle) => {
    expect(checkedBundle(bundle)).toEqual(bundle);
    expect(bundle.definition.description).toBeDefined();
  });

  it('have keys and names of their own', () => {
    const definitions = TEMPLATES.map(({ definition }) => definition);
    expect(new Set(definitions.map(({ key }) => key)).size).toBe(TEMPLATES.length);
    expect(new Set(definitions.map(({ name }) => name.de)).size).toBe(TEMPLATES.length);
  });
});
