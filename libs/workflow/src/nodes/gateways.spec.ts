import { Play } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import type { Line } from '../play-graph';

describe('a parallel gateway', () => {
  const nodes = [
    { id: 'split', type: 'parallelGateway' },
    task('a'),
    task('b'),
    { id: 'join', type: 'parallelGateway' },
    task('c'),
    end('end'),
  ];
  const lines: Line[] = [
    ['start', 'split'],
    ['split', 'a'],
    ['split', 'b'],
    ['a', 'join'],
    ['b', 'join'],
    ['join', 'c'],
    ['c', 'end'],
  ];

  it('goes on every way at once and waits until all have come back', () => {
    const play = new Play(graph(nodes, lines)).start();
    expect(open(play)).toEqual(['a', 'b']);
    expect(open(complete(play, 'b'))).toEqual(['a']);
    expect(play.state.joins).toEqual({ join: ['f4'] });
    expect(open(complete(play, 'a'))).toEqual(['c']);
    expect(play.state.joins).toEqual({});
    expect(complete(play, 'c').state.status).toBe('completed');
  });

  it('lets the run end only with its last token, unless it is returned', () => {
    const branches = (outcome: string) =>
      new Play(
        graph(
          [nodes[0] ?? {}, task('a'), task('b'), end('x', outcome), end('y')],
          [
            ['start', 'split'],
            ['split', 'a'],
            ['split', 'b'],
            ['a', 'x'],
            ['b', 'y'],
          ],
        ),
      ).start();
    const completed = complete(branches('completed'), 'a');
    expect(completed.state.status).toBe('running');
    expect(complete(completed, 'b').state.status).toBe('completed');
    const returned = complete(branches('returned'), 'a');
    expect(returned.state.status).toBe('returned');
    expect(open(returned)).toEqual([]);
  });

  it('reports a join that can never be completed', () => {
    const play = new Play(
      graph(
        [...nodes, { id: 'or', type: 'exclusiveGateway', defaultFlow: 'f1' }],
        [
          ['start', 'or'],
          ['or', 'a'],
          ['or', 'b', 'false'],
          ['a', 'join'],
          ['b', 'join'],
          ['join', 'c'],
          ['c', 'end'],
        ],
      ),
    ).start();
    expect(complete(play, 'a').events('incident')).toMatchObject([{ reason: 'stuck' }]);
  });
});

describe('an exclusive gateway', () => {
  const choose = (lines: Line[], defaultFlow?: string) =>
    new Play(
      graph(
        [{ id: 'or', type: 'exclusiveGateway', defaultFlow }, task('a'), task('b'), end('end')],
        [['start', 'or'], ...lines, ['a', 'end'], ['b', 'end']],
      ),
    ).start();

  it('takes the first way whose condition holds, else the default', () => {
    expect(
      open(
        choose([
          ['or', 'a', 'lead.unitId = "lead"'],
          ['or', 'b', 'true'],
        ]),
      ),
    ).toEqual(['a']);
    expect(
      open(
        choose(
          [
            ['or', 'a', 'round.outcome = "agreed"'],
            ['or', 'b'],
          ],
          'f2',
        ),
      ),
    ).toEqual(['b']);
  });

  it('waits with an incident when no way is left, and does not repeat it', () => {
    const play = choose([
      ['or', 'a', 'false'],
      ['or', 'b', 'false'],
    ]);
    expect(play.tick('2027-03-26T09:00:00.000Z').events('incident')).toMatchObject([{ reason: 'noFlow' }]);
    expect(play.state.status).toBe('running');
  });

  it('does not run in circles for ever', () => {
    const play = new Play(
      graph(
        [{ id: 'or', type: 'exclusiveGateway' }, { id: 'again', type: 'exclusiveGateway' }, end('end')],
        [
          ['start', 'or'],
          ['or', 'again', 'true'],
          ['again', 'or', 'true'],
          ['again', 'end'],
        ],
      ),
    ).start();
    play.tick('2027-03-26T09:00:00.000Z');
    expect(play.events('incident')).toMatchObject([{ reason: 'endless' }]);
  });
});
