import { nextDue } from '../advance';
import type { Bundle } from '../definition';
import { LEAD, named, Play, roundNode } from '../play';
import { complete, end, graph, open, task } from '../play-graph';
import type { Line } from '../play-graph';
import { situationOf, tasksOf } from '../projections';
import { MAX_CALL_DEPTH } from './call.node';

const procedure = (key: string, nodes: Record<string, unknown>[], lines: Line[], facts: object[] = []) => ({
  ...graph(nodes, lines).definition,
  key,
  facts: facts as NonNullable<Bundle['definition']['facts']>,
});

const call = (id: string, key: string, more: object = {}) => ({ id, type: 'call', procedure: key, ...more });
const number = (key: string) => ({ key, name: named(key), type: 'number' });

const line = (...ids: string[]): Line[] => ids.slice(1).map((id, index): Line => [ids[index] ?? '', id]);

/** A call between two tasks; what is called has one task and two ends. */
function calling(more: object = {}): Bundle {
  const inner = procedure(
    'inner',
    [
      task('check', { period: { length: 3, unit: 'calendarDay', roll: false } }),
      { id: 'gate', type: 'exclusiveGateway', defaultFlow: 'f2' },
      end('good'),
      end('bad', 'returned'),
    ],
    [
      ['start', 'check'],
      ['check', 'gate'],
      ['gate', 'good'],
      ['gate', 'bad', 'facts.sum > 100'],
    ],
    [number('sum'), number('other')],
  );
  const outer = procedure(
    'outer',
    [
      task('before'),
      call('sub', 'inner', { inputs: { sum: 'costs' }, outputs: { sum: 'total' }, ...more }),
      { id: 'how', type: 'exclusiveGateway', defaultFlow: 'f3' },
      task('after'),
      task('repair'),
      end('end'),
    ],
    [
      ['start', 'before'],
      ['before', 'sub'],
      ['sub', 'how'],
      ['how', 'after'],
      ['how', 'repair', 'steps.sub.result = "returned"'],
      ['after', 'end'],
      ['repair', 'end'],
    ],
    [number('costs'), number('total')],
  );
  return { semantics: 1, definition: outer, called: { inner } };
}

describe('a called procedure', () => {
  it('runs inside the run and hands its facts back', () => {
    const play = complete(new Play(calling()).start([], { costs: 7 }), 'before');
    expect(open(play)).toEqual(['sub', 'check']);
    expect(play.state.scopes).toEqual([
      { id: 'c1', callStepId: 'e2', procedure: 'inner', facts: { sum: 7 }, outcome: null },
    ]);
    expect(play.state.steps.at(-1)).toMatchObject({ scope: 'c1' });
    expect(open(complete(play, 'check'))).toEqual(['after']);
    expect(play.state.facts).toEqual({ costs: 7, total: 7 });
    expect(play.state.scopes).toMatchObject([{ outcome: 'completed' }]);
    expect(complete(play, 'after').state.status).toBe('completed');
  });

  it('ends alone when it is returned, and the caller can route by that', () => {
    const play = complete(complete(new Play(calling()).start([], { costs: 700 }), 'before'), 'check');
    expect(play.state.status).toBe('running');
    expect(open(play)).toEqual(['repair']);
    expect(play.state.scopes).toMatchObject([{ outcome: 'returned' }]);
    expect(play.events('stepClosed')).toContainEqual(expect.objectContaining({ nodeId: 'sub', outcome: 'returned' }));
  });

  it('stands in the inbox and in the situation under its own names', () => {
    const play = complete(new Play(calling()).start(), 'before');
    const { bundle, state } = play;
    expect(tasksOf(bundle, state).filter(({ status }) => status === 'open')).toMatchObject([{ nodeId: 'check' }]);
    expect(situationOf(bundle, state)).toMatchObject({
      waitingFor: [{ unitId: 'lead' }],
      next: [named('Schritt'), named('Schritt')],
    });
    expect(nextDue(state)).toBe('2027-03-28T22:00:00.000Z');
    play.tick('2027-03-29T00:00:00.000Z');
    expect(play.events('reminded')).toHaveLength(1);
  });

  it('is over with the run', () => {
    const play = complete(new Play(calling()).start(), 'before');
    play.run({ type: 'cancelRun', by: LEAD, reason: 'entfällt' });
    expect(open(play)).toEqual([]);
    expect(play.state.scopes).toMatchObject([{ outcome: 'cancelled' }]);
  });

  it('waits for the round that runs on the same paper, wherever that runs', () => {
    const rounds = (id: string, unit: string) => ({ ...roundNode([{ seats: [unit] }]), id });
    const inner = procedure('inner', [rounds('second', 'youth'), end('end')], line('start', 'second', 'end'));
    const outer = graph(
      [{ id: 'split', type: 'parallelGateway' }, rounds('first', 'health'), call('sub', 'inner'), end('end')],
      [
        ['start', 'split'],
        ['split', 'first'],
        ['split', 'sub'],
        ['first', 'end'],
        ['sub', 'end'],
      ],
    );
    const play = new Play({ ...outer, called: { inner } }).start();
    expect(play.state.joins).toEqual({ 'c1/second': ['f0'] });
    expect(play.state.obstacles).toMatchObject({ 'c1/second': { reason: 'roundAtOnce' } });
    const first = play.state.steps.find(({ nodeId }) => nodeId === 'first');
    play.run({ type: 'step', stepId: first?.id ?? '', by: LEAD, command: { type: 'cancel', reason: 'zurück' } });
    expect(play.state.status).toBe('cancelled');
  });

  it('may call another one, each with its own steps', () => {
    const deep = procedure('deep', [task('work'), end('end')], line('start', 'work', 'end'));
    const inner = procedure(
      'inner',
      [{ id: 'split', type: 'parallelGateway' }, call('one', 'deep'), call('two', 'deep'), end('end')],
      [
        ['start', 'split'],
        ['split', 'one'],
        ['split', 'two'],
        ['one', 'end'],
        ['two', 'end'],
      ],
    );
    const outer = graph([call('sub', 'inner'), end('end')], line('start', 'sub', 'end'));
    const play = new Play({ ...outer, called: { inner, deep } }).start();
    expect(open(play)).toEqual(['sub', 'one', 'two', 'work', 'work']);
    complete(play, 'work');
    expect(open(play)).toEqual(['sub', 'one', 'work']);
    const work = play.state.steps.find(({ open: isOpen, nodeId }) => isOpen && nodeId === 'work');
    for (const command of [{ type: 'claim' }, { type: 'complete' }] as const) {
      play.run({ type: 'step', stepId: work?.id ?? '', by: LEAD, command });
    }
    expect(play.state.status).toBe('completed');
  });

  it('that calls itself is stopped, and the lead learns it', () => {
    const loop = procedure('loop', [call('again', 'loop'), end('end')], line('start', 'again', 'end'));
    const play = new Play({ semantics: 1, definition: loop, called: { loop } }).start();
    expect(play.state.scopes).toHaveLength(MAX_CALL_DEPTH);
    expect(play.events('incident')).toMatchObject([{ reason: 'callTooDeep' }]);
  });

  it('that is over at once and called again and again is stopped too', () => {
    const empty = procedure('empty', [end('end')], line('start', 'end'));
    const outer = graph(
      [{ id: 'merge', type: 'exclusiveGateway' }, call('sub', 'empty'), end('end')],
      [
        ['start', 'merge'],
        ['merge', 'sub'],
        ['sub', 'merge'],
      ],
    );
    const play = new Play({ ...outer, called: { empty } }).start();
    expect(play.events('incident')).toMatchObject([{ reason: 'endless' }]);
  });
});
