import { named, Play } from '../play';
import type { FactValue } from '../definition';
import { complete, end, graph, open, task } from '../play-graph';
import type { Line } from '../play-graph';

const split = (id: string, defaultFlow?: string) => ({
  id,
  type: 'inclusiveGateway',
  ...(defaultFlow && { defaultFlow }),
});
const join = (id: string) => ({ id, type: 'inclusiveGateway' });

function begun(nodes: Record<string, unknown>[], lines: Line[], costs = 0): Play {
  const bundle = graph(nodes, lines);
  const facts = [{ key: 'costs', name: named('Kosten'), type: 'number' as const }];
  const values: Record<string, FactValue> = { costs };
  return new Play({ ...bundle, definition: { ...bundle.definition, facts } }).start([], values);
}

describe('an inclusive gateway', () => {
  const nodes = [split('split', 'f1'), task('a'), task('b'), task('c'), join('join'), task('after'), end('end')];
  const lines: Line[] = [
    ['start', 'split'],
    ['split', 'a'],
    ['split', 'b', 'facts.costs > 10'],
    ['split', 'c', 'facts.costs > 100'],
    ['a', 'join'],
    ['b', 'join'],
    ['c', 'join'],
    ['join', 'after'],
    ['after', 'end'],
  ];

  it('takes every way whose condition holds, else the default one', () => {
    expect(open(begun(nodes, lines))).toEqual(['a']);
    expect(open(begun(nodes, lines, 50))).toEqual(['b']);
    expect(open(begun(nodes, lines, 500))).toEqual(['b', 'c']);
  });

  it('brings together those that were taken, in whatever order they come', () => {
    for (const order of [
      ['b', 'c'],
      ['c', 'b'],
    ] as const) {
      const play = complete(begun(nodes, lines, 500), order[0]);
      expect(open(play)).toEqual([order[1]]);
      expect(open(complete(play, order[1]))).toEqual(['after']);
      expect(complete(play, 'after').state.status).toBe('completed');
    }
  });

  it('does not wait for what goes elsewhere', () => {
    const play = begun(
      [{ id: 'fork', type: 'parallelGateway' }, task('a'), task('aside'), join('join'), task('after'), end('end')],
      [
        ['start', 'fork'],
        ['fork', 'a'],
        ['fork', 'aside'],
        ['a', 'join'],
        ['aside', 'end'],
        ['join', 'after'],
        ['after', 'end'],
      ],
    );
    expect(open(complete(play, 'a'))).toEqual(['aside', 'after']);
  });

  it('goes on when the last token that could have come takes another way', () => {
    const play = begun(
      [
        { id: 'fork', type: 'parallelGateway' },
        task('a'),
        task('b'),
        { id: 'or', type: 'exclusiveGateway', defaultFlow: 'f5' },
        join('join'),
        task('after'),
        end('end'),
      ],
      [
        ['start', 'fork'],
        ['fork', 'a'],
        ['fork', 'b'],
        ['a', 'join'],
        ['b', 'or'],
        ['or', 'end'],
        ['or', 'join', 'facts.costs > 10'],
        ['join', 'after'],
        ['after', 'end'],
      ],
    );
    expect(open(complete(play, 'a'))).toEqual(['b']);
    expect(open(complete(play, 'b'))).toEqual(['after']);
  });

  it('waits for a token that may come back on a circle', () => {
    const play = begun(
      [
        { id: 'fork', type: 'parallelGateway' },
        task('a'),
        task('b'),
        { id: 'or', type: 'exclusiveGateway', defaultFlow: 'f6' },
        task('again'),
        join('join'),
        end('end'),
      ],
      [
        ['start', 'fork'],
        ['fork', 'a'],
        ['fork', 'b'],
        ['a', 'join'],
        ['b', 'or'],
        ['or', 'join', 'facts.costs > 10'],
        ['or', 'again'],
        ['again', 'b'],
        ['join', 'end'],
      ],
    );
    complete(complete(play, 'a'), 'b');
    expect(open(play)).toEqual(['again']);
    expect(play.state.joins).toEqual({ join: ['f3'] });
  });

  it('gives way where two of them wait for each other', () => {
    const play = begun(
      [{ id: 'fork', type: 'parallelGateway' }, join('x'), join('y'), split('back'), task('after'), end('end')],
      [
        ['start', 'fork'],
        ['fork', 'x'],
        ['fork', 'y'],
        ['x', 'back'],
        ['back', 'y', 'facts.costs > 10'],
        ['back', 'after', 'facts.costs = 0'],
        ['y', 'x'],
        ['after', 'end'],
      ],
    );
    expect(play.state.joins).toEqual({});
    expect(open(play)).toEqual(['after', 'after']);
  });

  it.each([
    ['a', 'z'],
    ['z', 'a'],
  ])('waits for one inside it that has still to send out its ways: %s around %s', (outer, inner) => {
    const play = begun(
      [split(outer), split(inner), task('one'), task('two'), join(`${inner}Join`), join(`${outer}Join`), task('after')],
      [
        ['start', outer],
        [outer, `${outer}Join`, 'facts.costs > 10'],
        [outer, inner, 'facts.costs > 10'],
        [inner, 'one', 'facts.costs > 10'],
        [inner, 'two', 'facts.costs > 10'],
        ['one', `${inner}Join`],
        ['two', `${inner}Join`],
        [`${inner}Join`, `${outer}Join`],
        [`${outer}Join`, 'after'],
      ],
      50,
    );
    expect(open(play)).toEqual(['one', 'two']);
    expect(open(complete(play, 'one'))).toEqual(['two']);
    expect(open(complete(play, 'two'))).toEqual(['after']);
  });

  it.each([
    ['a', 'z'],
    ['z', 'a'],
  ])('waits for one that finds no way on until somebody has seen to it: %s for %s', (outer, stuck) => {
    const play = begun(
      [{ id: 'fork', type: 'parallelGateway' }, split(stuck), join(outer), task('after'), end('end')],
      [
        ['start', 'fork'],
        ['fork', outer],
        ['fork', stuck],
        [stuck, outer, 'facts.costs > 10'],
        [outer, 'after'],
        ['after', 'end'],
      ],
    );
    expect(open(play)).toEqual([]);
    expect(play.events('incident')).toMatchObject([{ reason: 'noFlow' }]);
    expect(Object.keys(play.state.obstacles ?? {})).toEqual([stuck]);
  });

  it('tells the lead when no way is open', () => {
    const play = begun(
      [split('split'), task('a'), end('end')],
      [
        ['start', 'split'],
        ['split', 'a', 'facts.costs > 10'],
        ['a', 'end'],
      ],
    );
    expect(play.events('incident')).toMatchObject([{ reason: 'noFlow' }]);
    expect(play.state.obstacles).toMatchObject({ split: { reason: 'noFlow' } });
  });

  it('does not wait for what waits for it, though a way leads back', () => {
    const play = begun(
      [
        task('draft'),
        { id: 'fork', type: 'parallelGateway' },
        task('a'),
        split('split', 'f5'),
        task('b'),
        { id: 'sync', type: 'parallelGateway' },
        { id: 'again', type: 'exclusiveGateway', defaultFlow: 'f9' },
        end('end'),
      ],
      [
        ['start', 'draft'],
        ['draft', 'fork'],
        ['fork', 'a'],
        ['a', 'sync'],
        ['fork', 'split'],
        ['split', 'sync'],
        ['split', 'b', 'facts.costs > 10'],
        ['b', 'end'],
        ['sync', 'again'],
        ['again', 'end'],
        ['again', 'draft', 'facts.costs > 100'],
      ],
    );
    complete(play, 'draft');
    complete(play, 'a');
    expect(play.state.status).toBe('completed');
  });

  it('joins two hundred ways', () => {
    const ways = Array.from({ length: 200 }, (_, index) => `w${index}`);
    const play = begun(
      [split('split'), ...ways.map((id) => task(id)), join('join'), end('end')],
      [
        ['start', 'split'],
        ...ways.flatMap((id): Line[] => [
          ['split', id],
          [id, 'join'],
        ]),
        ['join', 'end'],
      ],
    );
    for (const id of ways) complete(play, id);
    expect(play.state.status).toBe('completed');
  });
});
