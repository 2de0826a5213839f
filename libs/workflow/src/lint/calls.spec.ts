import type { Definition, FactDefinition } from '../definition';
import { named } from '../play';
import { end, graph } from '../play-graph';
import type { Line } from '../play-graph';
import { lintCalls } from './calls';

const fact = (key: string, more: Partial<FactDefinition> = {}): FactDefinition => ({
  key,
  name: named(key),
  type: 'number',
  ...more,
});

/** A procedure that calls the others one after the other. */
function calling(key: string, calls: Record<string, object>, facts: FactDefinition[] = []): Definition {
  const ids = Object.keys(calls);
  const nodes = ids.map((id) => ({ id, type: 'call', ...calls[id] }));
  const line = ['start', ...ids, 'end'];
  const lines = line.slice(1).map((id, index): Line => [line[index] ?? '', id]);
  return { ...graph([...nodes, end('end')], lines).definition, key, facts };
}

const codes = (definition: Definition, called: Record<string, Definition> = {}) =>
  lintCalls(definition, called).map(({ nodeId, code }) => [nodeId, code]);

describe('a procedure that calls another one', () => {
  it('is sound when that one is there and gets what it needs', () => {
    const inner = calling('inner', {}, [fact('sum', { atStart: true })]);
    const outer = calling(
      'outer',
      { sub: { procedure: 'inner', inputs: { sum: 'costs' }, outputs: { sum: 'costs' } } },
      [fact('costs')],
    );
    expect(codes(outer, { inner })).toEqual([]);
  });

  it('must not call what is not there', () => {
    expect(codes(calling('outer', { sub: { procedure: 'inner' } }))).toEqual([['sub', 'unknownProcedure']]);
  });

  it('must not call itself, neither directly nor by another one', () => {
    const outer = calling('outer', { sub: { procedure: 'inner' } });
    const inner = calling('inner', { back: { procedure: 'outer' } });
    expect(codes(outer, { outer, inner })).toEqual([['sub', 'callsItself']]);
    const circle = calling('circle', { again: { procedure: 'circle' } });
    expect(codes(calling('outer', { sub: { procedure: 'circle' } }), { circle })).toEqual([['sub', 'callsItself']]);
  });

  it('must not go too deep', () => {
    const key = (level: number) => `level-${level}`;
    const called = (depth: number) =>
      Object.fromEntries(
        Array.from({ length: depth }, (_, level) => [
          key(level),
          calling(key(level), level + 1 < depth ? { sub: { procedure: key(level + 1) } } : {}),
        ]),
      );
    const outer = calling('outer', { sub: { procedure: key(0) } });
    expect(codes(outer, called(8))).toEqual([]);
    expect(codes(outer, called(9))).toEqual([['sub', 'callTooDeep']]);
  });

  it('must hand over facts that both know in the same form', () => {
    const inner = calling('inner', {}, [fact('sum', { atStart: true }), fact('why', { type: 'text' })]);
    const outer = (call: object) => calling('outer', { sub: { procedure: 'inner', ...call } }, [fact('costs')]);
    expect(codes(outer({}), { inner })).toEqual([['sub', 'callFactMissing']]);
    expect(codes(outer({ inputs: { sum: 'cost' } }), { inner })).toEqual([['sub', 'callFact']]);
    expect(codes(outer({ inputs: { sum: 'costs' }, outputs: { why: 'costs' } }), { inner })).toEqual([
      ['sub', 'callFact'],
    ]);
  });
});
