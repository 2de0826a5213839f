import { nextDue, nextDueAfter, turnsOfDue } from '../advance';
import { LEAD, named, Play } from '../play';
import { end, graph, open, task } from '../play-graph';

describe('a timer', () => {
  it('goes on when its period has run out', () => {
    const period = { length: 1, unit: 'week', roll: true };
    const play = new Play(
      graph(
        [{ id: 'wait', type: 'timer', period }, task('a'), end('end')],
        [
          ['start', 'wait'],
          ['wait', 'a'],
          ['a', 'end'],
        ],
      ),
    ).start();
    expect(nextDue(play.state)).toBe('2027-04-01T22:00:00.000Z');
    expect(play.refuses(LEAD, { type: 'claim' })).toBe('notOpen');
    expect(open(play.tick('2027-04-01T21:59:59.999Z'))).toEqual(['wait']);
    expect(open(play.tick('2027-04-01T22:00:00.000Z'))).toEqual(['a']);
  });

  it('is over with the next tick where its period has passed when it begins', () => {
    const period = { length: 1, unit: 'week', roll: true };
    const again = { ...period, from: { kind: 'fact', fact: 'received' } };
    const bundle = graph(
      [{ id: 'wait', type: 'timer', period }, { id: 'again', type: 'timer', period: again }, task('a'), end('end')],
      [
        ['start', 'wait'],
        ['wait', 'again'],
        ['again', 'a'],
        ['a', 'end'],
      ],
    );
    bundle.definition.facts = [{ key: 'received', name: named('Eingang'), type: 'date', atStart: true }];
    const play = new Play(bundle).start(['autor'], { received: '2027-03-25' });
    const both = nextDue(play.state) ?? '';
    expect(open(play.tick(both))).toEqual(['again']);
    expect([nextDue(play.state), turnsOfDue(play.state, both)]).toEqual([both, 0]);
    expect(open(play.tick(both))).toEqual(['a']);
  });

  it('counts its turns also where the circle leads through a called procedure, and names what else is to come', () => {
    const passed = { length: 1, unit: 'week', roll: true, from: { kind: 'fact', fact: 'received' } };
    const facts = [{ key: 'received', name: named('Eingang'), type: 'date' as const, atStart: true }];
    const inner = graph(
      [{ id: 'wait', type: 'timer', period: passed }, end('over')],
      [
        ['start', 'wait'],
        ['wait', 'over'],
      ],
    );
    const bundle = graph(
      [
        { id: 'fork', type: 'parallelGateway' },
        { id: 'sub', type: 'call', procedure: 'inner', inputs: { received: 'received' } },
        { id: 'which', type: 'exclusiveGateway', defaultFlow: 'f4' },
        task('b', { period: { length: 3, unit: 'week', roll: true } }),
        ...[end('end'), end('other')],
      ],
      [
        ['start', 'fork'],
        ['fork', 'sub'],
        ['fork', 'b'],
        ['sub', 'which'],
        ['which', 'sub'],
        ['which', 'end', 'facts.received = null'],
        ['b', 'other'],
      ],
    );
    Object.assign(bundle.definition, { facts });
    bundle.called = { inner: { ...inner.definition, key: 'inner', facts } };
    const play = new Play(bundle).start(['autor'], { received: '2027-03-25' });
    const due = nextDue(play.state) ?? '';
    for (let turn = 0; turn < 5; turn += 1) {
      expect([nextDue(play.state), turnsOfDue(play.state, due)]).toEqual([due, turn]);
      play.tick(due);
    }
    expect(nextDueAfter(play.state, due)).toMatch(/^2027-04-/);
  });
});
